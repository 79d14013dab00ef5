"""What a web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
_whole = get_wsgi_application()

# These are loaded once the settings are.
from kenes.hall.live import live  # noqa: E402
from kenes.sittings.hall.screen import folder  # noqa: E402

application = live(_whole, folder())
