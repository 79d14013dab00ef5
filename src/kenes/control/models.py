"""Forms of public control: hearings, monitorings, expertises and discussions."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row
from kenes.core.text import fold

if TYPE_CHECKING:
    from kenes.events.models import Event


class OfEvent(Numbered):
    """What hangs on an event of its own kind and takes title and date from it."""

    NUMBERED_BY = "held_on"
    TITLED_BY = ("event",)

    if TYPE_CHECKING:
        # Each form names it for itself, because the event names the form.
        event: models.OneToOneField[Event, Event]

    class Meta(Numbered.Meta):
        abstract = True

    @property
    def held_on(self) -> date:
        return self.event.held_on

    @property
    def title(self) -> str:
        return self.event.title

    @property
    def ended_on(self) -> date | None:
        """The day on which the control ended; None while it has not."""
        event = self.event
        return event.held_on if event.status == event.Status.HELD else None


class PublicHearing(OfEvent):
    """A public hearing: a draft or a question is put before the public (PC art 21)."""

    PATH = "control/hearings"
    UNSAID = frozenset(
        {
            *("initiator", "agreed_with", "agreed_on", "agreed_by"),
            *("noticed_on", "materials_on", "exception"),
        }
    )

    event = models.OneToOneField(
        "kenes.Event",
        on_delete=models.PROTECT,
        related_name="public_hearing",
        verbose_name=_("event"),
    )
    initiator = models.CharField(_("initiated by"), max_length=300, blank=True)
    agreed_with = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_hearings",
        verbose_name=_("agreed with"),
    )
    agreed_on = models.DateField(_("date agreed on"), null=True, blank=True)
    agreed_by = models.CharField(_("who agreed to the date"), max_length=300, blank=True)
    noticed_on = models.DateField(_("notice published on"), null=True, blank=True)
    materials_on = models.DateField(_("materials shown on"), null=True, blank=True)
    # Why notice or materials came later than the law asks.
    exception = models.TextField(_("ground of the exception"), blank=True)
    protocol_on = models.DateField(_("final protocol adopted on"), null=True, blank=True)

    class Meta(OfEvent.Meta):
        verbose_name = _("public hearing")
        verbose_name_plural = _("public hearings")


class Monitoring(OfEvent):
    """A public monitoring of an object, counted when its field work ends (PC art 20).

    The field work runs from `began_on` to `held_on` of its event.
    """

    PATH = "control/monitorings"
    UNSAID = frozenset(
        {
            *("purpose_kk", "purpose_ru", "by_control_law", "informed_on"),
            *("consent", "consent_on", "consent_by", "repeat_ground"),
        }
    )

    class Consent(models.TextChoices):
        NOT_NEEDED = "not_needed", _("no visit: not needed")
        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")

    event = models.OneToOneField(
        "kenes.Event",
        on_delete=models.PROTECT,
        related_name="monitoring",
        verbose_name=_("event"),
    )
    object_kk = models.CharField(_("object in Kazakh"), max_length=300, blank=True)
    object_ru = models.CharField(_("object in Russian"), max_length=300, blank=True)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="monitorings",
        verbose_name=_("agency"),
    )
    purpose_kk = models.TextField(_("purpose in Kazakh"), blank=True)
    purpose_ru = models.TextField(_("purpose in Russian"), blank=True)
    by_control_law = models.BooleanField(
        _("under the Law on public control: the group is small"), default=False
    )
    informed_on = models.DateField(_("the object was told on"), null=True, blank=True)
    consent = models.CharField(
        _("consent to a visit"), max_length=12, choices=Consent.choices, blank=True
    )
    consent_on = models.DateField(_("consent said on"), null=True, blank=True)
    consent_by = models.CharField(_("consent said by"), max_length=300, blank=True)
    # Why it is monitored again so soon after the last time.
    repeat_ground = models.CharField(
        _("why again: the paper in which the object agrees"), max_length=300, blank=True
    )
    concluded_on = models.DateField(_("conclusion on"), null=True, blank=True)

    class Meta(OfEvent.Meta):
        verbose_name = _("monitoring")
        verbose_name_plural = _("monitorings")

    def same_object(self, other: "Monitoring") -> bool:
        """Whether both look at one object: by its name, or by its agency where neither has one."""
        mine = {fold(name) for name in (self.object_kk, self.object_ru) if name.strip()}
        theirs = {fold(name) for name in (other.object_kk, other.object_ru) if name.strip()}
        if mine or theirs:
            return bool(mine & theirs)
        return self.agency_id is not None and self.agency_id == other.agency_id


class PublicDiscussion(OfEvent):
    """A public discussion: a question is talked over in the open with its object (PCtl art 10)."""

    PATH = "control/discussions"

    event = models.OneToOneField(
        "kenes.Event",
        on_delete=models.PROTECT,
        related_name="public_discussion",
        verbose_name=_("event"),
    )
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_discussions",
        verbose_name=_("agency"),
    )
    noticed_on = models.DateField(_("told in the media on"), null=True, blank=True)
    media = models.CharField(_("in which media"), max_length=300, blank=True)
    invited_on = models.DateField(_("the agency was invited on"), null=True, blank=True)
    exception = models.TextField(_("ground of the exception"), blank=True)

    class Meta(OfEvent.Meta):
        verbose_name = _("public discussion")
        verbose_name_plural = _("public discussions")


class PublicExpertise(NumberedFlow):
    """A public expertise: experts of public associations study an act or a work (PC art 22).

    It is asked for by a petition and assigned at a sitting; it has no place and hour of its own.
    """

    PATH = "control/expertises"
    NUMBERED_BY = "petitioned_on"
    PUBLIC = Q(status__in=("assigned", "concluded"))

    class Status(models.TextChoices):
        PETITIONED = "petitioned", _("asked for")
        ASSIGNED = "assigned", _("assigned")
        CONCLUDED = "concluded", _("concluded")
        DECLINED = "declined", _("declined")

    MOVES = {
        Status.PETITIONED: {Status.ASSIGNED, Status.DECLINED},
        Status.ASSIGNED: {Status.CONCLUDED, Status.DECLINED},
        Status.CONCLUDED: set(),
        Status.DECLINED: set(),
    }
    START = {Status.PETITIONED}

    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    petitioned_on = models.DateField(_("asked for on"))
    petitioner = models.CharField(_("who asks for it"), max_length=300)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_expertises",
        verbose_name=_("agency"),
    )
    topic = models.ForeignKey(
        "kenes.Topic", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("topic")
    )
    association = models.CharField(_("association that carries it out"), max_length=300, blank=True)
    sitting = models.ForeignKey(
        "kenes.Sitting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_expertises",
        verbose_name=_("sitting that assigned it"),
    )
    concluded_on = models.DateField(_("conclusion on"), null=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PETITIONED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("public expertise")
        verbose_name_plural = _("public expertises")
        constraints = (
            *NumberedFlow.Meta.constraints,
            models.CheckConstraint(
                name="expertise_concluded_has_its_day",
                condition=Q(status="concluded", concluded_on__isnull=False)
                | (~Q(status="concluded") & Q(concluded_on=None)),
            ),
        )

    @property
    def ended_on(self) -> date | None:
        """The day on which the control ended; None while it has not."""
        return self.concluded_on

    def check_facts(self) -> None:
        if not (self.title_kk or self.title_ru):
            raise Refused(gettext("A title is needed, in Kazakh or in Russian."), field="title_ru")


FORMS: Sequence[type[Numbered]] = (PublicHearing, Monitoring, PublicExpertise, PublicDiscussion)


class OfForm(Row):
    """What belongs to a record of one of the forms, whichever it is."""

    register = models.CharField(max_length=40, editable=False)
    row_id = models.UUIDField(editable=False)

    class Meta(Row.Meta):
        abstract = True

    @classmethod
    def about(cls, form: Numbered, **facts: object) -> "OfForm":
        """A new row about a form, not yet saved."""
        return cls(
            council_id=form.council_id,
            register=str(form._meta.model_name),
            row_id=form.pk,
            **facts,
        )

    @classmethod
    def belonging_to(cls, form: Numbered) -> models.QuerySet["OfForm"]:
        """The live rows about a form."""
        return cls.objects.live().filter(row_id=form.pk)

    @property
    def form(self) -> Numbered:
        """The hearing, monitoring, expertise or discussion it belongs to."""
        model = next(each for each in FORMS if each._meta.model_name == self.register)
        found: Numbered = model.objects.get(pk=self.row_id)
        return found

    @property
    def reference(self) -> str:
        return self.form.reference

    def get_absolute_url(self) -> str:
        return self.form.get_absolute_url()
