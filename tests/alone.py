"""A function of a module, run in a process of its own.

python -m tests.alone tests.jobs.filling post 20 reminder

Django is ready before the module is loaded, so the module may import models like any other.
"""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
    django.setup()
    module, name, *words = sys.argv[1:]
    getattr(import_module(module), name)(*words)
