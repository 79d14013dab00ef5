"""What was taken in from a council's journals: which line of which workbook made which row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row
from kenes.journals.raw import heading_of


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


class Layout(Row):
    """How the file of another system is read as one of our journals.

    `headings` says under which of their headings each of our columns stands, `same` what a column
    says in every line though the file has no such column, `words` what their words mean in ours:
    {column: {their word, folded: our word}}. Where they tell a state and its day in two columns,
    `states` says to which of our dated columns the day belongs: {their state, folded: column}.
    """

    PUBLIC = models.Q(pk=None)

    title = models.CharField(_("name"), max_length=200)
    sheet = models.CharField(_("journal"), max_length=40)
    headings = models.JSONField(_("columns"), default=dict)
    same = models.JSONField(_("the same in every line"), default=dict)
    words = models.JSONField(_("words"), default=dict)
    state_heading = models.CharField(_("column of the state"), max_length=300, blank=True)
    day_heading = models.CharField(_("column of its day"), max_length=300, blank=True)
    states = models.JSONField(_("states"), default=dict)

    class Meta(Row.Meta):
        verbose_name = _("layout of a file")
        verbose_name_plural = _("layouts of files")

    def __str__(self) -> str:
        return self.title

    def known_headings(self) -> set[str]:
        """Every heading of theirs that the layout needs, folded."""
        named = {*self.headings.values(), self.state_heading, self.day_heading}
        return {heading_of(each) for each in named if each}


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
