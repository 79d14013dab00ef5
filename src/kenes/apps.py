"""The one Django application."""

from django.apps import AppConfig


class KenesConfig(AppConfig):
    """Kenes: the whole work of a public council."""

    name = "kenes"
    label = "kenes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the registers that keep due days on their rows, and who closes archives."""
        from kenes.appeals.inquiries import actions as inquiries
        from kenes.appeals.reckoning.actions import reckon_anew as reckon_appeals
        from kenes.core import frozen
        from kenes.council.handover.models import closed_convocations
        from kenes.norms import held
        from kenes.recommendations.actions import reckon_anew

        held.keep(reckon_anew, reckon_appeals, inquiries.reckon_anew)
        frozen.keep(closed_convocations)
