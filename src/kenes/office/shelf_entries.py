"""The forms of directories, and of who sits in the council."""

from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kenes.acts.models import Act
from kenes.appeals.answers.models import AnswerTemplate, words_filled_in
from kenes.core.row import Row
from kenes.council import actions as council
from kenes.council.bodies import actions as bodies
from kenes.council.models import Body, Convocation, Mandate, Office, Person, Seat
from kenes.hearings.marks.models import Criterion
from kenes.office.entry import Entry, Group
from kenes.organs.models import District, Organisation, Topic
from kenes.programme.models import Programme, ProgrammeLine
from kenes.publications.models import Channel
from kenes.report.models import StatedFigure


def _directory(model: type[Row], *more: str, **kwargs: Any) -> Entry:
    """The form of a directory: its names, then what this one has besides."""
    names = ("title_ru", "title_kk", "title_en", "aliases")
    groups = [Group(_("Name"), names, _("One other way of writing it to a line."))]
    if more:
        groups.append(Group(_("What else is known"), more))
    return Entry(model=model, groups=tuple(groups), copied=_remember, **kwargs)


def _remember(row: Any) -> None:
    """A row that is renamed is found by its old name too."""
    if (old := type(row).objects.filter(pk=row.pk).first()) is not None:
        row.remember(old)


def _listed(model: type[Row], *names: str, **kwargs: Any) -> Entry:
    return Entry(model=model, groups=(Group(_("What it is"), names),), **kwargs)


DIRECTORIES = (
    _directory(District, "map_column", "map_row"),
    _directory(Topic),
    Entry(
        model=AnswerTemplate,
        groups=(
            Group(_("Name"), ("title_ru", "title_kk", "topic"), _("In one language at least.")),
            Group(
                _("What is answered"),
                ("text_ru", "text_kk"),
                format_lazy(
                    "{told} {words}",
                    told=_("These words are filled in from the appeal:"),
                    words=lazy(words_filled_in, str)(),
                ),
            ),
        ),
    ),
    _directory(Organisation, "kind", "parent", "district", "since_on", "ended_on", "successor"),
    _directory(Person, "sex", "birth_year"),
    _directory(Body, "kind", "since_on", "ended_on"),
    _directory(Channel, "kind", "member"),
    _directory(Criterion, "weight", "since_on", "ended_on"),
    _directory(Act),
    _directory(Programme, "body", "since_on", "until_on", "goal_ru", "goal_kk"),
    _listed(
        Mandate,
        *("seat", "person", "since_on", "entered", "decided_on", "nominated_by"),
        *("ended_on", "ground"),
        register=council.seat,
    ),
    _listed(Office, "body", "person", "role", "since_on", "ended_on", register=bodies.appoint),
    _listed(Seat, "convocation", "ordinal", "quota"),
    _listed(Convocation, "ordinal", "since_on", "ended_on"),
    _listed(ProgrammeLine, "programme", "ordinal", "kind", "year", "title_ru", "title_kk", "tenge"),
    _listed(StatedFigure, "code", "since_on", "until_on", "value", "paper_ru", "paper_kk"),
)
