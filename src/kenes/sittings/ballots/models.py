"""Ballots, the votes cast in them, and who took no part in an item for conflict of interest."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.row import Row, moment


class Ballot(Flow):
    """One question put to the vote under an item of the agenda.

    Base and threshold are copied when it opens; the counts and the quorum when it closes. A vote
    closed without a quorum decides nothing (PC art 13(2)).
    """

    PART_OF = "item"
    TITLED_BY = ("item__sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal",)

    class Status(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        PUBLISHED = "published", _("published")
        VOID = "void", _("void")

    MOVES = {
        Status.PREPARED: {Status.OPEN, Status.VOID},
        Status.OPEN: {Status.CLOSED, Status.VOID},
        Status.CLOSED: {Status.PUBLISHED, Status.VOID},
        Status.PUBLISHED: set(),
        Status.VOID: set(),
    }
    START = {Status.PREPARED}

    class Kind(models.TextChoices):
        ROLL_CALL = "roll_call", _("by name")
        ABSENTEE = "absentee", _("absentee")
        HANDS = "hands", _("show of hands")
        SECRET = "secret", _("secret, on paper")

    # The kinds in which each member's choice is known.
    BY_NAME = (Kind.ROLL_CALL, Kind.ABSENTEE)

    class Base(models.TextChoices):
        ALL = "all", _("all members")
        PRESENT = "present", _("members present")
        PARTICIPANTS = "participants", _("participants present")

    item = models.ForeignKey("kenes.AgendaItem", on_delete=models.PROTECT, related_name="ballots")
    ordinal = models.PositiveSmallIntegerField(_("position"))
    question_kk = models.TextField(_("question in Kazakh"), blank=True)
    question_ru = models.TextField(_("question in Russian"), blank=True)
    kind = models.CharField(_("kind of vote"), max_length=10, choices=Kind.choices)
    base = models.CharField(_("counted of"), max_length=12, choices=Base.choices)
    norm = models.ForeignKey(
        "kenes.Norm", on_delete=models.PROTECT, related_name="+", verbose_name=_("threshold")
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PREPARED, editable=False
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    # The last day of an absentee vote; the others are closed by hand.
    until_on = models.DateField(_("answers until"), null=True, blank=True)
    base_then = models.PositiveSmallIntegerField(null=True, editable=False)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True, editable=False)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, editable=False)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, editable=False)
    carried = models.BooleanField(_("carried"), null=True, editable=False)
    # How many were in the room, where guests have a vote besides the members.
    participants = models.PositiveSmallIntegerField(
        _("participants present"), null=True, blank=True
    )
    # How the chair voted openly: where votes are equal, his may decide. Of hands it is typed.
    chair_for = models.BooleanField(_("the chair voted for"), null=True, blank=True)
    # The setting by which his vote decided; none where it did not.
    tie_norm = models.ForeignKey(
        "kenes.Norm", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    # Of a secret vote: what the counting commission wrote.
    protocol = models.TextField(_("protocol of the counting commission"), blank=True)
    quorum_check = models.ForeignKey(
        "kenes.QuorumCheck", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta(Flow.Meta):
        verbose_name = _("vote")
        ordering = ("ordinal",)
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "item", "ordinal"],
                name="ballot_position_once",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="ballot_closed_has_result",
                condition=~Q(status__in=["closed", "published"])
                | Q(
                    base_then__isnull=False,
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    abstained__isnull=False,
                    carried__isnull=False,
                    quorum_check__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="ballot_counts_no_more_than_base",
                condition=Q(base_then=None)
                | Q(base_then__gte=F("votes_for") + F("votes_against") + F("abstained")),
            ),
            models.CheckConstraint(
                name="ballot_chair_decides_a_tie",
                condition=Q(tie_norm=None)
                | Q(votes_for=F("votes_against"), chair_for__isnull=False),
            ),
        )

    def check_facts(self) -> None:
        if not (self.question_kk or self.question_ru):
            raise Refused(_("Say what is put to the vote."), field="question_ru")
        if self.absentee != (self.until_on is not None):
            sentence = _("An absentee vote has a last day for answers, and no other vote has one.")
            raise Refused(sentence, field="until_on")
        if self.absentee and self.base != self.Base.ALL:
            raise Refused(_("An absentee vote is counted of all members."), field="base")

    @property
    def title(self) -> str:
        return self.in_language("question")

    @property
    def tie(self) -> str:
        """What is said where the votes were equal and the chair's decided; nothing elsewhere."""
        if self.tie_norm is None:
            return ""
        return chair_decided(self.tie_norm.citation(), chair_for=bool(self.chair_for))

    @property
    def by_name(self) -> bool:
        """Whether each member's choice is known."""
        return self.kind in self.BY_NAME

    @property
    def counted(self) -> bool:
        """Whether every count of a vote that is not by name has been typed."""
        return None not in (self.votes_for, self.votes_against, self.abstained)

    @property
    def absentee(self) -> bool:
        """Whether it is held in writing, outside the room."""
        return self.kind == self.Kind.ABSENTEE


def chair_decided(setting: str, *, chair_for: bool) -> str:
    """That the votes were equal, how the chair voted, and by what his vote decides."""
    sentence = (
        gettext("The votes are equal. The chair voted for, and his vote decides: %(setting)s.")
        if chair_for
        else gettext(
            "The votes are equal. The chair voted against, and his vote decides: %(setting)s."
        )
    )
    return sentence % {"setting": setting}


class Vote(Row):
    """A member's choice in a ballot by name. While it is open he may change it; the last holds."""

    PART_OF = "ballot"
    TITLED_BY = ("ballot__item__sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("person",)

    class Choice(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("against")
        ABSTAIN = "abstain", _("abstained")

    class Via(models.TextChoices):
        SECRETARY = "secretary", _("entered by the secretary")
        PHONE = "phone", _("own phone")

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="votes", verbose_name=_("member")
    )
    choice = models.CharField(_("vote"), max_length=10, choices=Choice.choices)
    at = models.DateTimeField(_("at"), default=moment)
    via = models.CharField(max_length=10, choices=Via.choices)

    class Meta(Row.Meta):
        verbose_name = _("vote of a member")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "ballot", "person"],
                name="vote_once_per_person",
                condition=Q(struck_at=None),
            ),
        )


class Recusal(Row):
    """A member takes no part in an item for conflict of interest; its base is less by him."""

    PART_OF = "item"
    TITLED_BY = ("item__sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("person",)

    item = models.ForeignKey("kenes.AgendaItem", on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Row.Meta):
        verbose_name = _("recusal")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "item", "person"],
                name="recusal_once",
                condition=Q(struck_at=None),
            ),
        )
