"""What a web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
_whole = get_wsgi_application()

# These are loaded once the settings are.
from kenes.hall.live import live  # noqa: E402
from kenes.sittings.hall.screen import distrust  # noqa: E402

distrust()
application = live(_whole)

# What has been loaded stays: looking it through for garbage took a fifth of every request.
gc.collect()
gc.freeze()
