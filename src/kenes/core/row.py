"""`Row` is under every table of a council's data, children included."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

import uuid_utils.compat
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kenes.core.frozen import Archive
    from kenes.council.models import Council


def uuid7() -> uuid.UUID:
    """A key that sorts by the moment it was made at."""
    return uuid_utils.compat.uuid7()


class RowQuerySet(models.QuerySet[Any, Any]):
    """Questions that every register answers."""

    def of(self, council: "Council") -> Self:
        """The rows of one council. Every view reads through it."""
        return self.filter(council=council)

    def live(self) -> Self:
        """Rows that are not struck, and neither is the row they are a part of."""
        return self.filter(live(self.model))


def live(model: type["Row"], path: str = "") -> Q:
    """Not struck: the row at `path`, the row it is a part of, and so on upwards."""
    here = Q(**{f"{path}struck_at": None})
    if not model.PART_OF:
        return here
    owner = model._meta.get_field(model.PART_OF).related_model
    return here & live(owner, f"{path}{model.PART_OF}__")  # type: ignore[arg-type]


class Row(models.Model):
    """One record of a council. It is never deleted: a mistaken one is struck, and says why.

    `version` grows with each change; a form filled from an older version is refused.
    """

    # The foreign key to the row of which this one is a part: a reach entry is a part of an event.
    PART_OF: ClassVar[str] = ""
    # The facts by which a part is told from its sisters under one owner.
    PART_KEY: ClassVar[tuple[str, ...]] = ()
    # The foreign key to the row whose archive is also this row's; a part is kept with its owner.
    KEPT_WITH: ClassVar[str] = ""
    # The models of this row's own parts, by name.
    PARTS: ClassVar[tuple[str, ...]] = ()
    # The foreign keys its title and address are made of; lists load them with the rows.
    TITLED_BY: ClassVar[tuple[str, ...]] = ()
    # Facts that no journal in Excel tells of: an import leaves them as they are.
    UNSAID: ClassVar[frozenset[str]] = frozenset()
    # Which rows the public may see: the one decision that every outlet asks.
    PUBLIC: ClassVar[Q] = Q()
    # Of which of those the public may read what they are about; of others only that they are there.
    OPENED: ClassVar[Q] = Q()
    # Whether letters about such a row are read only by those who may see applicants.
    PERSONAL: ClassVar[bool] = False
    # The index of words that holds it or its owner, and the facts by which it is found there.
    FOUND_IN: ClassVar[str] = ""
    FOUND_BY: ClassVar[frozenset[str]] = frozenset()
    # Whether processes keep the rows of this kind until one of them changes (core/kept.py).
    KEPT: ClassVar[bool] = False
    # Whether its files are handed out on a page of its own, which says to whom.
    FILES_APART: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    council = models.ForeignKey(
        "kenes.Council", on_delete=models.PROTECT, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    struck_at = models.DateTimeField(_("struck at"), null=True, editable=False)
    struck_by = models.ForeignKey(
        "kenes.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    struck_reason = models.TextField(_("reason for striking"), blank=True, editable=False)

    objects: ClassVar[RowQuerySet] = RowQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                name="%(class)s_struck_says_who_and_why",
                condition=Q(struck_at=None, struck_by=None, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
            ),
        )

    def check_facts(self) -> None:
        """Refuse facts of this one row that cannot be true. Registers add their own."""

    def archive_of(self, closed: "Sequence[Archive]") -> "Archive | None":
        """To which of the closed archives it belongs; a part belongs where its owner does."""
        owner = self.KEPT_WITH or self.PART_OF
        found: Archive | None = getattr(self, owner).archive_of(closed) if owner else None
        return found

    def part_key(self) -> tuple[Any, ...]:
        """What tells this part from its sisters."""
        return tuple(getattr(self, name) for name in self.PART_KEY)

    @property
    def stands_for(self) -> tuple[Any, ...] | None:
        """Of a part more exact than any journal: the key of the journal's line it stands for."""
        return None

    @property
    def title(self) -> str:
        """What a person calls this record; a part answers as its owner."""
        if hasattr(self, "title_ru"):
            return self.in_language("title")
        return str(getattr(self, self.PART_OF).title) if self.PART_OF else ""

    @property
    def reference(self) -> str:
        """The number a person finds this record by; a part answers as its owner."""
        return str(getattr(self, self.PART_OF).reference) if self.PART_OF else ""

    def get_absolute_url(self) -> str:
        """The record's page; a part is shown on its owner's."""
        return str(getattr(self, self.PART_OF).get_absolute_url()) if self.PART_OF else ""

    def __str__(self) -> str:
        return self.title

    @property
    def struck(self) -> bool:
        return self.struck_at is not None

    @classmethod
    def facts(cls) -> "list[models.Field[Any, Any]]":
        """The fields a person states; the machinery of `Row`, numbers and moves left out."""
        return [f for f in cls._meta.concrete_fields if f.editable and not f.primary_key]

    def in_language(self, name: str, language: str = "") -> str:
        """The text `name` in the reader's language; where it is missing, in the other one."""
        return self.written(name, language)[0]

    def written(self, name: str, language: str = "") -> tuple[str, str]:
        """The text `name` and the language it is really in."""
        wanted = (language or get_language() or "ru")[:2]
        for tongue in dict.fromkeys((wanted, "ru", "kk", "en")):
            if value := getattr(self, f"{name}_{tongue}", ""):
                return value, tongue
        return "", wanted


class Searched(Row):
    """A record found by its words."""

    # What it is looked for by, folded: SQLite folds case for ASCII alone, so searches look here.
    words = models.TextField(editable=False, blank=True)

    class Meta(Row.Meta):
        abstract = True

    def search_words(self) -> str:
        """What a person may type to find this record."""
        raise NotImplementedError


class Numbered(Searched):
    """A record with a number of its own and a page at `/ru/appeals/2024-0157/`.

    The number is what the council's journal says; where it says none, the counter gives the next.
    """

    # The word of the register in addresses; also the name of its counter.
    PATH: ClassVar[str]
    # The field by whose year the number is given.
    NUMBERED_BY: ClassVar[str]

    number = models.CharField(_("number"), max_length=60, editable=False)

    class Meta(Row.Meta):
        abstract = True
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "number"],
                name="%(class)s_number_once",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def reference(self) -> str:
        return self.number

    def search_words(self) -> str:
        """What a person may type to find this record: its number, and the names in `named`."""
        titles = [
            getattr(row, f"title_{tongue}", "")
            for row in (self, *self.named())
            for tongue in ("kk", "ru")
        ]
        return fold(" ".join([self.number, *titles]))

    def named(self) -> "Sequence[Row]":
        """The directory rows by whose names this record is looked for."""
        return ()

    def get_absolute_url(self) -> str:
        return f"/{(get_language() or 'ru')[:2]}/{self.PATH}/{self.number}/"


def moment() -> datetime:
    """The default of a column that holds when a row was written."""
    return clock.now()
