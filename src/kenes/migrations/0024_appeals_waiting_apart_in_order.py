from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kenes', '0023_words_of_what_is_shown_stand_in_the_index'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='appeal',
            name='appeal_in_quarantine',
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('quarantined', True)), fields=['council', 'received_on', 'id'], name='appeal_waiting_apart'),
        ),
    ]
