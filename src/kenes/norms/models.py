"""Rules of law and days off, each a dated row: nothing here is a constant in code."""

import operator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kenes.core.refused import Refused
from kenes.core.row import uuid7
from kenes.norms.kinds import InThreeLanguages, LegalAct, acts

if TYPE_CHECKING:
    from kenes.council.models import Council

OF_LIMITS = ["sittings", "times", "number", "people", "share", "years", "votes"]


def weekday_off(on: date) -> str:
    """The name of the ordinary day of rest `on` is, or nothing."""
    return {5: _("Saturday"), 6: _("Sunday")}.get(on.weekday(), "")


class NormQuerySet(models.QuerySet["Norm"]):
    """Questions about many rules."""

    def law(self) -> Self:
        """What the acts say, the values councils set for themselves left out."""
        return self.filter(council=None)

    def on(self, day: date) -> Self:
        """The versions in force on the day. Both ends of a version's life are inside it."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_until=None) | Q(valid_until__gte=day)
        )

    def for_council(self, council: "Council | None") -> Self:
        """The law and what this council set for itself; the council's own rows stand first."""
        own = Q(council=None) if council is None else Q(council=None) | Q(council=council)
        return self.filter(own).order_by(F("council").asc(nulls_last=True), "valid_from")

    def in_force(self, code: str, day: date, council: "Council | None" = None) -> "Norm":
        """The rule as it stood on the day: the council's own value, else the law's."""
        norm = self.known(code, day, council)
        if norm is None:
            said = {"code": code, "day": formats.date_format(day)}
            raise Refused(_("No rule “%(code)s” is known for %(day)s.") % said)
        return norm

    def known(self, code: str, day: date, council: "Council | None" = None) -> "Norm | None":
        """The same, or None before the first version: then there was no rule, or none we read."""
        return self.for_council(council).filter(code=code).on(day).first()

    def nearest(self, code: str, day: date, council: "Council | None" = None) -> "Norm":
        """The rule in force on the day; failing that, the version closest in time to it.

        A term reckoned by a version that was not in force says so (`Deadline.notes`).
        """
        versions = list(self.for_council(council).filter(code=code))
        if not versions:
            raise Refused(_("There is no rule “%(code)s”.") % {"code": code}, field="norm")
        return min(versions, key=lambda norm: norm.away_from(day))


class Norm(InThreeLanguages, models.Model):
    """One version of one rule: how long, of what, counted from what, by which article of which act.

    A row without a council is the law; with one, the value that council set where the law leaves
    it `free`. Both ends, `valid_from` and `valid_until`, are inside.
    """

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", gettext_lazy("working days")
        CALENDAR_DAYS = "calendar_days", gettext_lazy("calendar days")
        MONTHS = "months", gettext_lazy("months")
        SITTINGS = "sittings", gettext_lazy("sittings")
        TIMES = "times", gettext_lazy("times")
        NUMBER = "number", gettext_lazy("number")
        PEOPLE = "people", gettext_lazy("people")
        SHARE = "share", gettext_lazy("share")
        YEARS = "years", gettext_lazy("years")
        VOTES = "votes", gettext_lazy("votes")

    class Direction(models.TextChoices):
        FORWARD = "forward", gettext_lazy("term after the event")
        BACKWARD = "backward", gettext_lazy("notice before the event")
        LIMIT = "limit", gettext_lazy("limit")

    class Bound(models.TextChoices):
        EXACTLY = "exactly", gettext_lazy("exactly")
        AT_LEAST = "at_least", gettext_lazy("at least")
        AT_MOST = "at_most", gettext_lazy("at most")
        MORE_THAN = "more_than", gettext_lazy("more than")

    class Knowledge(models.TextChoices):
        CONFIRMED = "confirmed", gettext_lazy("read in the act")
        INFERRED = "inferred", gettext_lazy("inferred from the acts")
        UNCONFIRMED = "unconfirmed", gettext_lazy("not confirmed")

    TERMS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(gettext_lazy("code"), max_length=40)
    council = models.ForeignKey(
        "kenes.Council", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    direction = models.CharField(gettext_lazy("direction"), max_length=10, choices=Direction)
    bound = models.CharField(
        gettext_lazy("bound"), max_length=10, choices=Bound, default=Bound.EXACTLY
    )
    value = models.PositiveSmallIntegerField(gettext_lazy("value"))
    # A share is `value` of `whole`: 2 of 3. Everything else is of one.
    whole = models.PositiveSmallIntegerField(gettext_lazy("of"), default=1)
    unit = models.CharField(gettext_lazy("unit"), max_length=16, choices=Unit)
    act = models.CharField(gettext_lazy("act"), max_length=16)
    article = models.CharField(gettext_lazy("article"), max_length=120)
    name_kk = models.CharField(gettext_lazy("name in Kazakh"), max_length=200)
    name_ru = models.CharField(gettext_lazy("name in Russian"), max_length=200)
    name_en = models.CharField(gettext_lazy("name in English"), max_length=200)
    base_kk = models.CharField(gettext_lazy("what starts it, in Kazakh"), max_length=200)
    base_ru = models.CharField(gettext_lazy("what starts it, in Russian"), max_length=200)
    base_en = models.CharField(gettext_lazy("what starts it, in English"), max_length=200)
    valid_from = models.DateField(gettext_lazy("in force from"))
    valid_until = models.DateField(gettext_lazy("in force until"), null=True, blank=True)
    free = models.BooleanField(gettext_lazy("a council may set its own value"), default=False)
    knowledge = models.CharField(
        gettext_lazy("how well known"),
        max_length=12,
        choices=Knowledge,
        default=Knowledge.CONFIRMED,
    )

    objects: ClassVar[NormQuerySet] = NormQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code", "valid_from")
        constraints = (
            models.UniqueConstraint(
                name="norm_of_law_once", fields=["code", "valid_from"], condition=Q(council=None)
            ),
            models.UniqueConstraint(
                name="norm_of_council_once", fields=["code", "council", "valid_from"]
            ),
            models.CheckConstraint(
                name="norm_lives_forward",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="norm_has_value", condition=Q(value__gt=0, whole__gt=0)),
            models.CheckConstraint(
                name="norm_term_or_limit",
                condition=Q(direction="limit", unit__in=OF_LIMITS)
                | Q(
                    direction__in=["forward", "backward"],
                    unit__in=["working_days", "calendar_days", "months"],
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"

    @property
    def is_term(self) -> bool:
        """Whether it has a due date; a limit has none."""
        return self.direction != self.Direction.LIMIT

    @property
    def own(self) -> bool:
        """Whether it is for the council to say: its own value, or one the law leaves free."""
        return self.free or self.council_id is not None

    @property
    def source(self) -> LegalAct:
        """The act the rule stands in."""
        return acts()[self.act]

    def citation(self, language: str = "") -> str:
        """The act and the article as one writes them in a letter."""
        return self.source.cite(self.article, language)

    @property
    def unknown(self) -> str:
        """Said beside a rule that nobody has read in an act: it is a setting of the council."""
        unread = self.knowledge == self.Knowledge.UNCONFIRMED
        return _("a setting, not confirmed") if unread else ""

    @property
    def length(self) -> str:
        """How long or how many: “15 working days”, “2/3”."""
        n = self.value
        words = {
            self.Unit.WORKING_DAYS: ngettext("%(n)d working day", "%(n)d working days", n),
            self.Unit.CALENDAR_DAYS: ngettext("%(n)d calendar day", "%(n)d calendar days", n),
            self.Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", n),
            self.Unit.SITTINGS: ngettext("%(n)d sitting", "%(n)d sittings", n),
            self.Unit.TIMES: ngettext("%(n)d time", "%(n)d times", n),
            self.Unit.NUMBER: "%(n)d",
            self.Unit.PEOPLE: ngettext("%(n)d person", "%(n)d people", n),
            self.Unit.SHARE: "%(n)d/%(whole)d",
            self.Unit.YEARS: ngettext("%(n)d year", "%(n)d years", n),
            self.Unit.VOTES: _("decides") if n > 1 else _("does not decide"),
        }
        return words[self.Unit(self.unit)] % {"n": n, "whole": self.whole}

    def away_from(self, day: date) -> int:
        """How many days the day lies outside this version's life; 0 inside it."""
        late = (day - self.valid_until).days if self.valid_until else 0
        return max(0, late, (self.valid_from - day).days)

    def holds(self, count: int, of: int = 1) -> bool:
        """Whether the number, or the part `count` of `of`, is within what the rule says.

        Quorum (PC 13(2)): 26 of 38 are at least 2/3, 25 are not. For `absence.limit` it is true
        when the ground for leaving the council has arisen: more than 3 (PC 15(2)5).
        """
        compare = {
            self.Bound.EXACTLY: operator.eq,
            self.Bound.AT_LEAST: operator.ge,
            self.Bound.AT_MOST: operator.le,
            self.Bound.MORE_THAN: operator.gt,
        }[self.Bound(self.bound)]
        return bool(compare(count * self.whole, self.value * of))

    def needed(self, of: int = 1) -> int:
        """The smallest number that satisfies the rule: 26 of 38 for a quorum of 2/3."""
        if self.bound == self.Bound.MORE_THAN:
            return self.value * of // self.whole + 1
        return -(-self.value * of // self.whole)


class DayMark(InThreeLanguages, models.Model):
    """A day that is not what its weekday says: a holiday, a day off moved, a Saturday worked.

    Holidays by the Law “On Holidays in the Republic of Kazakhstan”, articles 2, 3 and 5; days of
    rest are exchanged under the Labour Code, article 85(3). An administrator edits the rows.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", gettext_lazy("holiday")
        DAY_OFF_MOVED = "day_off_moved", gettext_lazy("day off moved here")
        WORKING_MOVED = "working_moved", gettext_lazy("day of rest that is worked")

    class Status(models.TextChoices):
        OFFICIAL = "official", gettext_lazy("official")
        FORECAST = "forecast", gettext_lazy("not confirmed yet")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    on = models.DateField(gettext_lazy("day"), unique=True)
    kind = models.CharField(gettext_lazy("kind"), max_length=16, choices=Kind)
    name_kk = models.CharField(gettext_lazy("name in Kazakh"), max_length=120)
    name_ru = models.CharField(gettext_lazy("name in Russian"), max_length=120)
    name_en = models.CharField(gettext_lazy("name in English"), max_length=120)
    # The other day of the exchange: the holiday whose day off moved here, the day worked instead.
    paired_on = models.DateField(gettext_lazy("in exchange for"), null=True, blank=True)
    status = models.CharField(
        gettext_lazy("status"), max_length=10, choices=Status, default=Status.OFFICIAL
    )
    source = models.CharField(gettext_lazy("source"), max_length=300)

    class Meta:
        ordering = ("on",)
        constraints = (
            models.CheckConstraint(
                name="daymark_moved_says_from_where",
                condition=Q(kind="holiday", paired_on=None)
                | (~Q(kind="holiday") & Q(paired_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="daymark_not_paired_with_itself",
                condition=Q(paired_on=None) | ~Q(paired_on=F("on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"

    @property
    def is_working(self) -> bool:
        return self.kind == self.Kind.WORKING_MOVED

    def why(self, language: str = "") -> str:
        """What makes the day what it is, in one phrase of the reader's language."""
        with translation.override(language or translation.get_language()):
            said = self.in_language("name", language)
            if self.paired_on and self.is_working:
                said = _("worked in exchange for %(day)s") % {
                    "day": formats.date_format(self.paired_on)
                }
            elif self.paired_on:
                said = _("%(name)s, day off moved from %(day)s") % {
                    "name": said,
                    "day": formats.date_format(self.paired_on),
                }
            if self.status == self.Status.FORECAST:
                said = _("%(what)s (not confirmed yet)") % {"what": said}
            return said
