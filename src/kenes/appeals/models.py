"""Appeals of citizens and organisations."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals import counting
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.deadline import Terms, extended_by, granted
from kenes.appeals.grounds import Ground
from kenes.appeals.verdicts.models import Judged
from kenes.core.flow import NumberedFlow, Path
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.secret import SealedField

if TYPE_CHECKING:
    from kenes.appeals.extensions.models import AppealExtension


class Appeal(Judged, NumberedFlow):
    """A written or spoken appeal: all see its day and state, the rest if its author agrees."""

    PATH = "appeals"
    OPENED = Q(publication__status="published", publication__struck_at=None)
    PERSONAL = True
    TITLED_BY = ("topic", "district")
    NUMBERED_BY = "received_on"
    UNSAID = frozenset({"place", "answer", "member", "addressee", "grave"})
    FOUND_IN = "AppealIndex"
    FOUND_BY = frozenset({"received_on", "topic", "district", "text", "place", "answer"})

    class Status(models.TextChoices):
        REGISTERED = "registered", _("registered")
        IN_WORK = "in_work", _("in work")
        RESOLVED = "resolved", _("question resolved")
        EXPLAINED = "explained", _("explanation given")
        REFUSED = "refused", _("refused")
        FORWARDED = "forwarded", _("forwarded whole")
        RETURNED = "returned", _("returned")
        TERMINATED = "terminated", _("terminated")
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("merged into another")

    # Those that the council did not take up itself; the note counts them apart.
    NOT_TAKEN_UP = (
        *(Status.FORWARDED, Status.RETURNED, Status.TERMINATED),
        *(Status.WITHDRAWN, Status.MERGED),
    )
    OPEN = (Status.REGISTERED, Status.IN_WORK)
    ANSWERED = (Status.RESOLVED, Status.EXPLAINED, Status.REFUSED)
    _ANY = {*ANSWERED, *NOT_TAKEN_UP}
    MOVES = {
        Status.REGISTERED: {Status.IN_WORK, *_ANY},
        Status.IN_WORK: _ANY,
        Status.RESOLVED: {Status.IN_WORK},
        Status.EXPLAINED: {Status.IN_WORK},
        Status.REFUSED: {Status.IN_WORK},
        Status.FORWARDED: {Status.IN_WORK},
        Status.RETURNED: {Status.IN_WORK},
        Status.TERMINATED: {Status.IN_WORK},
        Status.WITHDRAWN: set(),
        Status.MERGED: {Status.IN_WORK, Status.WITHDRAWN},
    }
    START = {Status.REGISTERED}

    class Channel(models.TextChoices):
        PORTAL = "portal", _("portal")
        MAIL = "mail", _("e-mail")
        PAPER = "paper", _("on paper")
        ORAL = "oral", _("in person")
        MEMBER = "member", _("through a member")
        STATE_SYSTEM = "state_system", _("state system of appeals")

    class Kind(models.TextChoices):
        APPLICATION = "application", _("application")
        COMPLAINT = "complaint", _("complaint")
        REPORT = "report", _("report of a fault")
        PROPOSAL = "proposal", _("proposal")
        RESPONSE = "response", _("response")
        REQUEST = "request", _("information request")

    class Language(models.TextChoices):
        KAZAKH = "kk", _("Kazakh")
        RUSSIAN = "ru", _("Russian")

    received_on = models.DateField(_("received on"))
    # What came after hours or on a day off is registered on the next working day (APPC 64(3)).
    registered_on = models.DateField(_("registered on"), null=True, blank=True, editable=False)
    channel = models.CharField(_("channel"), max_length=15, choices=Channel.choices)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.RUSSIAN
    )
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="appeals", verbose_name=_("applicant")
    )
    applicant_kind_then = models.CharField(
        _("applicant"), max_length=12, choices=Applicant.Kind.choices, editable=False
    )
    # A letter names no topic; the clerk chooses it before the answer.
    topic = models.ForeignKey(
        "kenes.Topic", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("topic")
    )
    district = models.ForeignKey(
        "kenes.District",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("district"),
    )
    commission = models.ForeignKey(
        "kenes.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commission"),
    )
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    member = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member in charge"),
    )
    addressee = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("received by the member"),
    )
    # Suspicious: received with its number, and kept apart until the clerk has looked at it.
    quarantined = models.BooleanField(_("in quarantine"), default=False, editable=False)
    quarantine_why = models.CharField(
        _("why in quarantine"), max_length=200, blank=True, editable=False
    )
    text = SealedField(_("text"), blank=True)
    place = SealedField(_("where it is"), blank=True)
    erased_on = models.DateField(_("personal data erased on"), null=True, editable=False)
    grave = models.BooleanField(
        _("tells of a crime or of danger"),
        default=False,
        help_text=_("Such news is never returned; without an author it is forwarded at once."),
    )
    # The last day of the answer with every extension; follows from the rules and the calendar.
    due_on = models.DateField(_("answer due"), null=True, blank=True, editable=False)
    # The first answer in substance, whatever became of the appeal after it.
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    days_to_answer = models.PositiveSmallIntegerField(null=True, editable=False)
    ground = models.CharField(
        _("ground"), max_length=12, choices=Ground.choices, blank=True, editable=False
    )
    answer = SealedField(_("answer to the person"), blank=True)
    status = models.CharField(
        _("state"),
        max_length=20,
        choices=Status.choices,
        default=Status.REGISTERED,
        editable=False,
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = (
            *counting.INDEXES,
            models.Index(
                fields=["council", "received_on", "id"],
                name="appeal_waiting_apart",
                condition=models.Q(quarantined=True),
            ),
            # Finds those that moved after the day a state is read as of.
            models.Index(
                fields=["council", "status_on", "received_on"], name="appeal_by_last_move"
            ),
            # The list by which the office works: the most urgent of those still open.
            models.Index(
                fields=["council", "due_on", "id"],
                name="appeal_open_by_due_day",
                condition=Q(status__in=("registered", "in_work")),
            ),
        )
        constraints = (
            *NumberedFlow.Meta.constraints,
            models.CheckConstraint(
                name="appeal_answered_in_so_many_days",
                condition=Q(answered_on=None, days_to_answer=None)
                | Q(answered_on__isnull=False, days_to_answer__isnull=False),
            ),
        )

    @property
    def title(self) -> str:
        if not getattr(self, "opened", True):
            return gettext("Appeal %s") % self.number
        topic = self.topic.title if self.topic else gettext("No topic yet")
        if self.district is None:
            return topic
        return gettext("%(topic)s, %(district)s") % {"topic": topic, "district": self.district}

    @property
    def starts_on(self) -> date:
        """The day from which its terms are counted."""
        return self.registered_on or self.received_on

    @property
    def is_signed(self) -> bool:
        """Whether it says who wrote and where an answer may go."""
        person = self.applicant
        return bool(person.name and (person.address or person.email or person.contact))

    def granted(self) -> "list[AppealExtension]":
        """The decisions to take more time that stand, in order."""
        return [] if self._state.adding else granted(self)

    def answer_due(self) -> date | None:
        """The last day of the answer, as the rules and the calendar have it now."""
        found = Terms.of(self.council).answer(self, self.granted())
        return found.due_on if found else None

    def told_by_course(self, path: Path) -> Mapping[str, Any]:
        """The day of the first answer in substance, and how long it took."""
        on = next((on for status, on in path if status in self.ANSWERED), None)
        return {"answered_on": on, "days_to_answer": self.days_until(on) if on else None}

    def days_until(self, on: date) -> int:
        """How many days lie between its registration and that day."""
        return max(0, (on - self.starts_on).days)

    def check_facts(self) -> None:
        """Keep the day of the answer; that of a closed appeal stands unless it was misread."""
        before = None
        if (self.due_on is not None and self.status not in self.OPEN) or self.granted():
            known = Appeal.objects.filter(pk=self.pk)
            before = known.values("kind", "received_on", "registered_on").first()
        if before and self.granted() and extended_by(before["kind"]) != extended_by(self.kind):
            raise Refused(gettext("Its term was extended by the rule of its kind."), field="kind")
        same = before and all(getattr(self, name) == value for name, value in before.items())
        if not same or self.status in self.OPEN:
            self.due_on = self.answer_due()
        if self.answered_on:
            self.days_to_answer = self.days_until(self.answered_on)

    def named(self) -> Sequence[Row]:
        return tuple(each for each in (self.topic, self.district) if each is not None)
