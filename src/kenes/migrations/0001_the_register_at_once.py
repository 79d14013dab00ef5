"""An empty register is laid at once; one that exists is brought up by the steps beside this file.

Django shows a migration the models as they are before and after each operation, and all of ours are
related: taken one by one, the steps put ninety models together hundreds of times. This one stands
for them all and makes every table whole, as the models are now. Django takes it where none of the
steps was taken yet, and the steps everywhere else.
"""

from pathlib import Path

from django.apps import apps
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from kenes.core import search

STEPS = sorted(path.stem for path in Path(__file__).parent.glob("0*.py") if path != Path(__file__))


class LayTables(Operation):
    """Make the table of every model.

    Foreign keys may point at tables that are made only afterwards: SQLite does not look, and
    PostgreSQL is told of them when all tables stand.
    """

    reversible = False

    def state_forwards(self, app_label, state):
        """Know the models, and put them together only when all are known."""
        vars(state).pop("apps", None)
        for model in ProjectState.from_apps(apps).models.values():
            if model.app_label == app_label:
                state.add_model(model)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in to_state.apps.get_app_config(app_label).get_models():
            schema_editor.create_model(model)
        for model in apps.get_app_config(app_label).get_models():
            if issubclass(model, search.Index):
                search.lay(schema_editor, model._meta.db_table)

    def describe(self):
        return "Make every table"


class Migration(migrations.Migration):
    initial = True
    replaces = [("kenes", name) for name in STEPS]
    operations = [LayTables()]
