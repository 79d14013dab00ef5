"""The one Django application."""

from django.apps import AppConfig


class KenesConfig(AppConfig):
    """Kenes: the whole work of a public council."""

    name = "kenes"
    label = "kenes"
    default_auto_field = "django.db.models.BigAutoField"
