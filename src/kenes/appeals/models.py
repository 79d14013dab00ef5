"""Appeals of citizens and organisations, and the persons behind them."""

import uuid
from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow
from kenes.core.row import Row
from kenes.core.secret import SealedField, blind


class Applicant(Row):
    """Who wrote. Encrypted; found only by an exact name; its key betrays no order."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        GROUP = "group", _("group of people")
        FIRM = "firm", _("firm")
        NGO = "ngo", _("NGO")
        ANONYMOUS = "anonymous", _("anonymous")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("applicant"), max_length=12, choices=Kind.choices)
    name = SealedField(_("name"), blank=True)
    contact = SealedField(_("phone or e-mail"), blank=True)
    # Where letters about the appeal go; `contact` is whatever else the person wrote.
    email = SealedField(_("e-mail"), blank=True)
    address = SealedField(_("address"), blank=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")

    def check_facts(self) -> None:
        self.name_index = blind(self.name)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


class Appeal(NumberedFlow):
    """A written or spoken appeal, and what became of it.

    The text may name people, so it is sealed like the applicant; what the public sees is the topic
    and the district, never the person.
    """

    PATH = "appeals"
    PERSONAL = True
    TITLED_BY = ("topic", "district")
    NUMBERED_BY = "received_on"

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
        Status.FORWARDED,
        Status.RETURNED,
        Status.TERMINATED,
        Status.WITHDRAWN,
        Status.MERGED,
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
        Status.MERGED: {Status.IN_WORK},
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

    class Verdict(models.TextChoices):
        SOLVED = "solved", _("the question is solved")
        PARTLY = "partly", _("solved in part")
        NOT_SOLVED = "not_solved", _("nothing has changed")

    class Merits(models.TextChoices):
        YES = "yes", _("answered on the merits")
        NO = "no", _("a formal reply")

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
    topic = models.ForeignKey("kenes.Topic", on_delete=models.PROTECT, verbose_name=_("topic"))
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
    text = SealedField(_("text"), blank=True)
    place = SealedField(_("where it is"), blank=True)
    answer = SealedField(_("answer to the person"), blank=True)
    verdict = models.CharField(
        _("what the person says of it"),
        max_length=12,
        choices=Verdict.choices,
        blank=True,
        editable=False,
    )
    merits = models.CharField(
        _("what the person says of the answer"),
        max_length=3,
        choices=Merits.choices,
        blank=True,
        editable=False,
    )
    verdict_text = SealedField(_("in the person's words"), blank=True, editable=False)
    verdict_on = models.DateField(_("said on"), null=True, blank=True, editable=False)
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
            models.Index(fields=["council", "received_on", "id"], name="appeal_by_day"),
            # In the order in which figures and tables are grouped, and with all they ask: a note
            # over a million appeals neither sorts them nor reads the rows themselves.
            models.Index(
                fields=["council", "status", "received_on", "id", "status_on", "struck_at"],
                name="appeal_by_state_and_day",
            ),
            models.Index(
                fields=[
                    "council",
                    "topic",
                    "district",
                    "status",
                    "received_on",
                    "status_on",
                    "struck_at",
                ],
                name="appeal_by_topic_and_place",
            ),
            # Finds those that moved after the day a state is read as of.
            models.Index(
                fields=["council", "status_on", "received_on"], name="appeal_by_last_move"
            ),
        )

    @property
    def title(self) -> str:
        if self.district is None:
            return self.topic.title
        return gettext("%(topic)s, %(district)s") % {"topic": self.topic, "district": self.district}

    def named(self) -> Sequence[Row]:
        return (self.topic, self.district) if self.district else (self.topic,)
