from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kenes', '0022_words_of_appeals'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_holds_words_while_shown',
        ),
        migrations.RemoveField(
            model_name='publication',
            name='words',
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), models.Q(('text', ''), _negated=True)), models.Q(models.Q(('status', 'published'), _negated=True), ('answer', ''), ('text', '')), _connector='OR'), name='publication_says_nothing_unless_shown'),
        ),
    ]
