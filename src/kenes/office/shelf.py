"""Directories as the office lists them: everything a record names, and who sits in the council."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from kenes.acts.models import Act
from kenes.appeals.answers.models import AnswerTemplate
from kenes.core.row import Row
from kenes.council.models import Body, Convocation, Mandate, Office, Person, Seat
from kenes.hearings.marks.models import Criterion
from kenes.organs.models import District, Organisation, Topic
from kenes.portal.face import Cell, day, words
from kenes.portal.faces.occasions import choice, related, whole
from kenes.programme.models import Programme, ProgrammeLine
from kenes.publications.models import Channel
from kenes.report.models import StatedFigure

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """How one directory is listed; it is short, so a list is one page."""

    code: str
    model: type[Row]
    plural: "_StrPromise"
    lead: "_StrPromise"
    cells: tuple[Cell, ...]
    order: tuple[str, ...] = ("title_ru", "title_kk")
    select: tuple[str, ...] = ()


def _on(name: str) -> Callable[[Any], Any]:
    return lambda row: day(getattr(row, name))


def _words(name: str) -> Callable[[Any], Any]:
    return lambda row: {"text": getattr(row, name)}


NAME = Cell(label=_("Name"), says=words)
KIND = Cell(label=_("Kind"), says=choice("kind"))
OTHER = Cell(label=_("In Kazakh"), says=_words("title_kk"))
CODE = Cell(label=_("Code"), says=_words("code"), kind="code")
SINCE = Cell(label=_("From"), says=_on("since_on"), kind="date")
ENDED = Cell(label=_("Until"), says=_on("ended_on"), kind="date")

SHELVES = (
    Shelf(
        code="districts",
        model=District,
        plural=_("Districts"),
        lead=_("The districts of the city."),
        cells=(NAME, OTHER, CODE),
    ),
    Shelf(
        code="topics",
        model=Topic,
        plural=_("Topics"),
        lead=_("What appeals, hearings and events are about."),
        cells=(NAME, OTHER, CODE),
    ),
    Shelf(
        code="answer-templates",
        model=AnswerTemplate,
        plural=_("Templates of answers"),
        lead=_("Texts for answers to appeals that recur, filled in with the name and the number."),
        cells=(NAME, Cell(label=_("Topic"), says=related("topic"))),
        select=("topic",),
    ),
    Shelf(
        code="organisations",
        model=Organisation,
        plural=_("Organisations"),
        lead=_("Akimats, departments, subordinate bodies, the maslikhat, NGOs."),
        cells=(
            NAME,
            KIND,
            Cell(label=_("Subordinate to"), says=related("parent")),
            Cell(label=_("District"), says=related("district")),
            ENDED,
        ),
        select=("parent", "district"),
    ),
    Shelf(
        code="members",
        model=Person,
        plural=_("People"),
        lead=_("The members of the council, those before them and those of the reserve list."),
        cells=(
            NAME,
            Cell(label=_("Year of birth"), says=whole("birth_year"), kind="number"),
            CODE,
        ),
    ),
    Shelf(
        code="mandates",
        model=Mandate,
        plural=_("Mandates"),
        lead=_("Who holds which seat, from which day, and on what ground he left."),
        cells=(
            Cell(label=_("Person"), says=related("person")),
            Cell(label=_("Seat"), says=lambda row: {"text": str(row.seat)}, kind="code"),
            Cell(label=_("Entered"), says=choice("entered")),
            SINCE,
            ENDED,
            Cell(label=_("Ground of leaving"), says=choice("ground")),
        ),
        order=("seat__convocation__ordinal", "seat__ordinal", "since_on"),
        select=("person", "seat__convocation"),
    ),
    Shelf(
        code="bodies",
        model=Body,
        plural=_("Bodies"),
        lead=_("The council itself, its presidium, commissions and committees."),
        cells=(NAME, KIND, SINCE, ENDED),
        order=("kind", "title_ru"),
    ),
    Shelf(
        code="roles",
        model=Office,
        plural=_("Roles in bodies"),
        lead=_("Chairs, deputies and members of the bodies."),
        cells=(
            Cell(label=_("Person"), says=related("person")),
            Cell(label=_("Body"), says=related("body")),
            Cell(label=_("Role"), says=choice("role")),
            SINCE,
            ENDED,
        ),
        order=("body__title_ru", "role", "person__title_ru"),
        select=("person", "body"),
    ),
    Shelf(
        code="seats",
        model=Seat,
        plural=_("Seats"),
        lead=_("The places in a convocation, which outlive their holders."),
        cells=(
            Cell(label=_("Seat"), says=lambda row: {"text": str(row)}, kind="code"),
            Cell(label=_("Quota"), says=choice("quota")),
        ),
        order=("convocation__ordinal", "ordinal"),
        select=("convocation",),
    ),
    Shelf(
        code="convocations",
        model=Convocation,
        plural=_("Convocations"),
        lead=_("The compositions of the council, one after another."),
        cells=(Cell(label=_("Convocation"), says=whole("ordinal"), kind="code"), SINCE, ENDED),
        order=("ordinal",),
    ),
    Shelf(
        code="channels",
        model=Channel,
        plural=_("Channels"),
        lead=_("Sites and pages: the council's own and those of members."),
        cells=(NAME, KIND, Cell(label=_("Member"), says=related("member"))),
        select=("member",),
    ),
    Shelf(
        code="criteria",
        model=Criterion,
        plural=_("Criteria of reports"),
        lead=_(
            "By what the council marks a report of an agency. The law names none: they are its own."
        ),
        cells=(
            NAME,
            OTHER,
            Cell(label=_("Weight"), says=whole("weight"), kind="number"),
            SINCE,
            ENDED,
        ),
    ),
    Shelf(
        code="acts-in-force",
        model=Act,
        plural=_("Acts in force"),
        lead=_("The acts the council works by or has looked into."),
        cells=(NAME, OTHER),
    ),
    Shelf(
        code="programmes",
        model=Programme,
        plural=_("Programmes"),
        lead=_("Programmes for which a body of the city gives money."),
        cells=(
            NAME,
            Cell(label=_("Supporting body"), says=related("body")),
            SINCE,
            Cell(label=_("Until"), says=_on("until_on"), kind="date"),
        ),
        select=("body",),
    ),
    Shelf(
        code="programme-lines",
        model=ProgrammeLine,
        plural=_("Lines of programmes"),
        lead=_("Tasks and events of a programme, with the money of each year."),
        cells=(
            NAME,
            KIND,
            Cell(label=_("Year"), says=whole("year"), kind="code"),
            Cell(label=_("Tenge"), says=whole("tenge"), kind="number"),
        ),
        order=("programme", "year", "ordinal"),
    ),
    Shelf(
        code="stated",
        model=StatedFigure,
        plural=_("Stated figures"),
        lead=_("Figures taken over from a named paper, for years whose records do not exist."),
        cells=(
            Cell(label=_("Figure"), says=_words("code"), kind="code"),
            Cell(label=_("From"), says=_on("since_on"), kind="date"),
            Cell(label=_("Until"), says=_on("until_on"), kind="date"),
            Cell(label=_("Value"), says=whole("value"), kind="number"),
            Cell(label=_("Paper"), says=lambda row: words(row, "paper")),
        ),
        order=("code", "since_on"),
    ),
)
