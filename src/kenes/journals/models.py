"""What was taken in from a council's journals: which line of which workbook made which row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row


class Intake(Row):
    """One taking-in of a workbook."""

    file_name = models.CharField(_("file"), max_length=300)
    digest = models.CharField("SHA-256", max_length=64)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("kenes.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.JSONField(default=dict)

    class Meta(Row.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name


class IntakeLine(Row):
    """A line of a journal, under its key, and the row of the register it became.

    The same key again is the same record: equal facts add nothing, others are a difference.
    `made_version` is the row's version after the import; a later one means that somebody touched
    it since.
    """

    PART_OF = "intake"

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="lines")
    sheet = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    register = models.CharField(max_length=40)
    row_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    made_version = models.PositiveIntegerField(default=1)

    class Meta(Row.Meta):
        verbose_name = _("line of a journal")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "sheet", "key"],
                name="journal_line_once_per_key",
                condition=models.Q(struck_at=None),
            ),
        )
        indexes = (models.Index(fields=["row_id"], name="journal_line_by_row"),)
