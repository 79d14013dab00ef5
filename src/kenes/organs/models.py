"""Directories: districts, organisations, topics. What a record names, it names from here."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.text import code_of, fold

if TYPE_CHECKING:
    from collections.abc import Iterable


# So many tiles stand side by side, or below one another, on the map of a city.
MAP_AT_MOST = 8


class Directory(Row):
    """A named thing with a short code of its own, in three languages.

    `aliases` holds, one to a line, the other ways in which journals write its name.
    """

    KEPT = True

    code = models.SlugField(_("code"), max_length=80, editable=False)
    title_kk = models.CharField(_("name in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("name in Russian"), max_length=300, blank=True)
    title_en = models.CharField(_("name in English"), max_length=300, blank=True)
    aliases = models.TextField(_("also written"), blank=True)

    class Meta(Row.Meta):
        abstract = True
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "code"],
                name="%(class)s_code_once",
                condition=models.Q(struck_at=None),
            ),
        )

    def names(self) -> "Iterable[str]":
        """Every way this thing is written, folded for comparison."""
        written = [
            self.title_kk,
            self.title_ru,
            self.title_en,
            self.code,
            *self.aliases.split("\n"),
        ]
        return {fold(name) for name in written if name.strip()}

    def remember(self, old: "Directory") -> None:
        """Keep among the other ways of writing the names it bore before and bears no more.

        A journal that still writes the old name means this thing; its code, and with it every
        address and figure, stays what it was.
        """
        known = set(self.names())
        for name in (old.title_kk, old.title_ru, old.title_en):
            if name.strip() and fold(name) not in known:
                self.aliases = "\n".join([*filter(None, [self.aliases.strip()]), name.strip()])
                known.add(fold(name))

    def check_facts(self) -> None:
        if not (self.title_kk or self.title_ru or self.title_en):
            raise Refused(_("A name is needed in at least one language."), field="title_ru")
        self.code = self.code or code_of(self.title_en or self.title_ru or self.title_kk)


def _place(label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


class District(Directory):
    """A district of the city, and where it lies on the map that is made of equal tiles."""

    # Counted from one. The council says it: names do not tell where a district lies.
    map_column = _place(_("on the map, from the left"))
    map_row = _place(_("on the map, from the top"))

    class Meta(Directory.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")

    def check_facts(self) -> None:
        super().check_facts()
        at = {"map_column": self.map_column, "map_row": self.map_row}
        for name, said in at.items():
            if said is None and any(at.values()):
                raise Refused(_("Say both, from the left and from the top."), field=name)
            if said is not None and not 1 <= said <= MAP_AT_MOST:
                raise Refused(_("A number from 1 to %s.") % MAP_AT_MOST, field=name)
        others = District.objects.live().filter(council=self.council_id, **at)
        if all(at.values()) and (other := others.exclude(pk=self.pk).first()) is not None:
            raise Refused(_("“%s” stands there on the map.") % other.title, field="map_row")


class Topic(Directory):
    """What an appeal, a hearing or an event is about."""

    class Meta(Directory.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Organisation(Directory):
    """An akimat, a department, a subordinate body, the maslikhat, an NGO.

    Its name and kind change with the years: a successor takes over, and what was recorded keeps
    the kind it had then.
    """

    class Kind(models.TextChoices):
        AKIMAT = "akimat", _("akimat")
        STATE_BODY = "state_body", _("state body")
        SUBORDINATE = "subordinate", _("subordinate organisation")
        MASLIKHAT = "maslikhat", _("maslikhat")
        NGO = "ngo", _("NGO")
        OTHER = "other", _("other organisation")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("subordinate to")
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("district")
    )
    since_on = models.DateField(_("exists from"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    # Where letters of the council go when the agency has no contact in the cabinet.
    email = models.EmailField(_("e-mail for letters of the council"), blank=True)
    language = models.CharField(
        _("language of letters"), max_length=2, choices=settings.LANGUAGES, default="kk"
    )

    class Meta(Directory.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    @property
    def of_today(self) -> "Organisation":
        """The organisation that has taken over from it, or itself."""
        seen: set[object] = set()
        here = self
        while here.successor is not None and here.pk not in seen:
            seen.add(here.pk)
            here = here.successor
        return here

    def with_predecessors(self) -> set[UUID]:
        """Its key and those of all whose work it has taken over."""
        found, fresh = {self.pk}, {self.pk}
        while fresh:
            rows = Organisation.objects.of(self.council).filter(successor__in=fresh)
            fresh = set(rows.values_list("pk", flat=True)) - found
            found |= fresh
        return found
