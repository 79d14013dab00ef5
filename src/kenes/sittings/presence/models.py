"""The roll of a sitting, presence as marks on a timeline, and the quorum checked against both."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row, moment
from kenes.council.models import Office


class RollEntry(Row):
    """A person who belongs to the sitting body: name, role and right to vote, as they were then.

    Copied when the sitting is convened; later changes of the council change no old roll.
    """

    PART_OF = "sitting"
    TITLED_BY = ("sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("person",)

    sitting = models.ForeignKey("kenes.Sitting", on_delete=models.PROTECT, related_name="roll")
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    name_kk_then = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru_then = models.CharField(_("name in Russian"), max_length=300)
    role_then = models.CharField(_("role"), max_length=10)
    votes = models.BooleanField(_("has a vote"), default=True)

    class Meta(Row.Meta):
        verbose_name = _("line of the roll")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "sitting", "person"],
                name="roll_once_per_person",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def role(self) -> str:
        """His role in the body as it was then; none for a plain member."""
        return (
            "" if self.role_then == Office.Role.MEMBER else str(Office.Role(self.role_then).label)
        )

    @property
    def name(self) -> str:
        """His name as it was then, in the reader's language."""
        kazakh = (get_language() or "ru").startswith("kk")
        return self.name_kk_then if kazakh else self.name_ru_then

    def __str__(self) -> str:
        return self.name


class PresenceMark(Row):
    """From the moment `at` a person was in the room, remote, away, excused or absent.

    The latest mark before a moment says what he was at that moment. A mistaken mark is struck.
    """

    PART_OF = "sitting"
    TITLED_BY = ("sitting__event",)

    class State(models.TextChoices):
        PRESENT = "present", _("in the room")
        REMOTE = "remote", _("remote")
        AWAY = "away", _("has left")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent without reason")

    # Who counts towards the quorum.
    THERE = (State.PRESENT, State.REMOTE)

    class Via(models.TextChoices):
        SECRETARY = "secretary", _("marked by the secretary")
        PHONE = "phone", _("own phone")
        DOOR = "door", _("code at the door")

    sitting = models.ForeignKey("kenes.Sitting", on_delete=models.PROTECT, related_name="presence")
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="presence", verbose_name=_("member")
    )
    at = models.DateTimeField(_("at"), default=moment)
    state = models.CharField(_("presence"), max_length=10, choices=State.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    via = models.CharField(max_length=10, choices=Via.choices, default=Via.SECRETARY)

    class Meta(Row.Meta):
        verbose_name = _("mark of presence")
        ordering = ("at", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="presence_excused_says_why", condition=~Q(state="excused") | ~Q(reason="")
            ),
        )
        indexes = (models.Index(fields=["sitting", "at"], name="presence_by_sitting"),)

    def check_facts(self) -> None:
        if self.state == self.State.EXCUSED and not self.reason.strip():
            raise Refused(_("Say why the member is excused."), field="reason")


class QuorumCheck(Row):
    """The quorum reckoned at one moment: by which rule, of how many, needed and present.

    Made at the opening, at each change of presence and at each vote; it is the evidence that the
    minutes print (PC art 13(2)).
    """

    PART_OF = "sitting"
    TITLED_BY = ("sitting__event",)

    class Occasion(models.TextChoices):
        OPENING = "opening", _("opening")
        CHANGE = "change", _("change of presence")
        VOTE = "vote", _("vote")

    sitting = models.ForeignKey(
        "kenes.Sitting", on_delete=models.PROTECT, related_name="quorum_checks"
    )
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    # The question put to the vote; the other occasions have none.
    item = models.ForeignKey(
        "kenes.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=moment)
    norm = models.ForeignKey("kenes.Norm", on_delete=models.PROTECT, related_name="+")
    seats_then = models.PositiveSmallIntegerField(_("members in all"))
    needed_then = models.PositiveSmallIntegerField(_("quorum"))
    present_then = models.PositiveSmallIntegerField(_("present"))

    class Meta(Row.Meta):
        verbose_name = _("check of the quorum")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["sitting", "at"], name="quorum_by_sitting"),)

    @property
    def met(self) -> bool:
        """Whether the quorum was there."""
        return self.present_then >= self.needed_then
