import django.db.models.deletion
from django.db import migrations, models

from kenes.core import search


def lay(apps, schema_editor):
    """The words stand where each engine looks for them best. `ready` fills them in afterwards."""
    search.lay(schema_editor, "kenes_appealindex")


class Migration(migrations.Migration):

    dependencies = [
        ('kenes', '0021_appeals_erased'),
    ]

    operations = [
        migrations.CreateModel(
            name='AppealIndex',
            fields=[
                ('place', models.BigIntegerField(editable=False)),
                ('row', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='indexed', serialize=False, to='kenes.appeal')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['place'], name='appealindex_by_place')],
            },
        ),
        migrations.RunPython(lay, migrations.RunPython.noop),
    ]
