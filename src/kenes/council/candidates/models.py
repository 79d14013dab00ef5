"""Candidates of a contest: who they are, sealed; their papers, scores and places."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.row import Row, RowQuerySet
from kenes.core.secret import SealedField, blind
from kenes.council.contest.models import Contest, GroupMember
from kenes.council.models import Convocation


class CandidateQuerySet(RowQuerySet):
    """Questions about many candidates."""

    def waiting(self, convocation: Convocation) -> Self:
        """Those who may take a vacant seat of a convocation, in their order.

        The winners of additional contests come first, then the reserve list as the protocol fixed
        it (PC art 9(7), 9(9)).
        """
        live = self.live().filter(contest__convocation=convocation, person=None)
        additional = Q(status="chosen", contest__kind="additional", contest__status="approved")
        listed = live.filter(Q(status="reserve") | additional)
        return listed.order_by("status", "contest__number", "place")


class Candidate(Flow):
    """Who runs for a seat. Sealed: the public sees a name only with the recorded consent to it.

    `place` is the candidate's place among the chosen, or in the reserve list.
    """

    PART_OF = "contest"
    TITLED_BY = ("contest__convocation",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal",)
    PARTS = ("CandidatePaper", "Score")

    class Status(models.TextChoices):
        FILED = "filed", _("filed")
        ADMITTED = "admitted", pgettext_lazy("candidate", "admitted")
        BARRED = "barred", pgettext_lazy("candidate", "not admitted")
        WITHDRAWN = "withdrawn", pgettext_lazy("candidate", "withdrew")
        CHOSEN = "chosen", pgettext_lazy("candidate", "chosen")
        RESERVE = "reserve", _("in the reserve list")
        NOT_CHOSEN = "not_chosen", pgettext_lazy("candidate", "not chosen")
        SEATED = "seated", _("took a seat")

    MOVES = {
        Status.FILED: {Status.ADMITTED, Status.BARRED, Status.WITHDRAWN},
        Status.ADMITTED: {Status.CHOSEN, Status.RESERVE, Status.NOT_CHOSEN, Status.WITHDRAWN},
        Status.BARRED: set(),
        Status.WITHDRAWN: set(),
        Status.CHOSEN: {Status.SEATED, Status.WITHDRAWN},
        Status.RESERVE: {Status.SEATED, Status.WITHDRAWN},
        Status.NOT_CHOSEN: set(),
        Status.SEATED: set(),
    }
    START = {Status.FILED}

    class Ground(models.TextChoices):
        UNMET = "unmet", _("does not meet what the law asks")
        PAPER = "paper", _("a paper is missing")
        FALSE = "false", _("false data")

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="candidates")
    ordinal = models.PositiveSmallIntegerField(_("number of filing"), editable=False)
    filed_on = models.DateField(_("filed on"))
    name_ru = SealedField(_("name in Russian"))
    name_kk = SealedField(_("name in Kazakh"), blank=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    born_on = SealedField(_("date of birth"), blank=True)
    contact = SealedField(_("phone or e-mail"), blank=True)
    address = SealedField(_("address"), blank=True)
    nominated_by = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nominated by"),
        help_text=_("Left empty, the candidate nominated himself."),
    )
    about_ru = SealedField(_("about the candidate in Russian"), blank=True)
    about_kk = SealedField(_("about the candidate in Kazakh"), blank=True)
    consent_text = models.TextField(_("text of the consent to publication"), blank=True)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True, editable=False)
    why = SealedField(blank=True, editable=False)
    place = models.PositiveSmallIntegerField(null=True, editable=False)
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.FILED, editable=False
    )

    objects: ClassVar[CandidateQuerySet] = CandidateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Flow.Meta):
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ("ordinal",)
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "contest", "ordinal"],
                name="candidate_number_once",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="candidate_consent_has_day_and_text",
                condition=Q(consent_on=None, consent_text="")
                | (Q(consent_on__isnull=False) & ~Q(consent_text="")),
            ),
            models.CheckConstraint(
                name="candidate_barred_has_ground",
                condition=(Q(status="barred") & ~Q(ground=""))
                | (~Q(status="barred") & Q(ground="")),
            ),
            models.CheckConstraint(
                name="candidate_seated_is_a_person",
                condition=~Q(status="seated") | Q(person__isnull=False),
            ),
        )

    def __str__(self) -> str:
        # Names no person: this stands in the journal and in refusals.
        return gettext("candidate No. %s") % self.ordinal

    @property
    def name(self) -> str:
        """The sealed name, in the reader's language where both are known."""
        return self.in_language("name")

    @property
    def public_name(self) -> str:
        """What everyone may read: the name with the candidate's consent, else the number."""
        return self.name if self.consent_on else str(self)

    def check_facts(self) -> None:
        self.name_index = blind(self.name_ru)
        if bool(self.consent_on) != bool(self.consent_text.strip()):
            raise Refused(_("A consent has its text and its day."), field="consent_on")
        if self.born_on:
            try:
                date.fromisoformat(self.born_on)
            except ValueError:
                raise Refused(_("This is no date."), field="born_on") from None

    @property
    def missing(self) -> list[str]:
        """The papers of art 10(2) that the candidate has not handed in, by their labels."""
        held = {paper.kind for paper in self.papers.all() if not paper.struck}
        return [str(label) for kind, label in CandidatePaper.Kind.choices if kind not in held]


class CandidatePaper(Row):
    """One paper of the checklist of art 10(2), handed in or asked for with the consent to it."""

    PART_OF = "candidate"
    PART_KEY: ClassVar[tuple[str, ...]] = ("kind",)

    class Kind(models.TextChoices):
        APPLICATION = "application", _("proposal of an NGO or own application")
        CV = "cv", _("CV")
        CONVICTION = "conviction", _("certificate of no conviction")
        HEALTH = "health", _("certificate of health")
        CONSENT = "consent", _("consent to use and publish personal data")

    # The council may ask the state for these itself, if the candidate agrees to it.
    ASKED_FOR = (Kind.CONVICTION, Kind.HEALTH)

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("paper"), max_length=12, choices=Kind.choices)
    taken_on = models.DateField(_("taken on"))
    by_request = models.BooleanField(_("the council asks for it by consent"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("paper of a candidate")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "candidate", "kind"],
                name="candidate_paper_once",
                condition=Q(struck_at=None),
            ),
        )

    def check_facts(self) -> None:
        if self.by_request and self.kind not in self.ASKED_FOR:
            raise Refused(_("The candidate brings this paper himself."), field="by_request")


class Score(Row):
    """What one member of the working group gave one candidate."""

    PART_OF = "candidate"
    PART_KEY: ClassVar[tuple[str, ...]] = ("member",)
    MOST = 100

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="scores")
    member = models.ForeignKey(
        GroupMember,
        on_delete=models.PROTECT,
        related_name="scores",
        verbose_name=_("member of the working group"),
    )
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta(Row.Meta):
        verbose_name = _("score")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "candidate", "member"],
                name="score_once_per_member",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(name="score_at_most", condition=Q(points__lte=100)),
        )

    def check_facts(self) -> None:
        if self.points > self.MOST:
            raise Refused(_("Points are from 0 to %s.") % self.MOST, field="points")
