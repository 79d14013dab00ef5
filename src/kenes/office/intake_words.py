"""Saying what the words of another system's file mean, where they are not ours."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.cell import Day, Named, OneOf, words
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.text import fold
from kenes.journals.catalogue import SHEETS
from kenes.journals.layout import headings
from kenes.journals.lookup import RegisterLookup
from kenes.journals.models import Layout
from kenes.journals.pages import Grid
from kenes.journals.raw import heading_of
from kenes.office.intake import work
from kenes.office.intake_layout import grid_of, layout_of, listed, way
from kenes.office.kept import kept
from kenes.office.page import page

# So many different words of a column can be explained at once; a column of more is no list.
WORDS_SHOWN = 40
REFUSE, EMPTY = "?", "-"


def _unknown(layout: Layout, grid: Grid, council: Any) -> Iterator[tuple[str, str, int]]:
    """Their words that mean nothing yet: the column, the word, in how many lines."""
    found = headings(grid, layout.known_headings())
    sheet = next(each for each in SHEETS if each.code == layout.sheet)
    if found is None:
        return
    top, at = found
    lookup = RegisterLookup(council, SHEETS)
    for code, heading in layout.headings.items():
        reader, known = sheet.column(code).reader, layout.words.get(code, {})
        if isinstance(reader, OneOf | Named):
            met = _counted(grid, top, at[heading_of(heading)])
            new = ((said, count) for said, count in met if fold(said) not in known)
            strange = (each for each in new if not _understood(reader, each[0], lookup))
            yield from ((code, *each) for each in islice(strange, WORDS_SHOWN))
    if layout.state_heading:
        met = _counted(grid, top, at[heading_of(layout.state_heading)])
        strange = (each for each in met if fold(each[0]) not in layout.states)
        yield from (("", *each) for each in islice(strange, WORDS_SHOWN))


def _counted(grid: Grid, top: int, place: int) -> list[tuple[str, int]]:
    said = (words(cells[place]) for cells in grid[top + 1 :] if place < len(cells))
    return Counter(each for each in said if each).most_common()


def _understood(reader: OneOf | Named, said: str, lookup: RegisterLookup) -> bool:
    try:
        reader.read(said, lookup)
    except Refused:
        return False
    return True


def _field(code: str, said: str) -> str:
    """The name of a word's field: the same however many other words are asked for beside it."""
    return f"w{hashlib.sha256(f'{code} {fold(said)}'.encode()).hexdigest()[:16]}"


class WordsForm(forms.Form):
    """What their words mean in ours."""

    def __init__(self, layout: Layout, unknown: Any, council: Any, *data: Any) -> None:
        super().__init__(*data)
        sheet = next(each for each in SHEETS if each.code == layout.sheet)
        self.asked = {_field(code, said): (code, said) for code, said, _count in unknown}
        for code, said, count in unknown:
            if code:
                column = sheet.column(code)
                heading, offered = column.heading, listed(column, council)
                empty = [] if column.required else [(EMPTY, _("Leave it empty"))]
            else:
                heading, empty = layout.state_heading, [(EMPTY, _("Not decided yet"))]
                dated = (c for c in sheet.columns if isinstance(c.reader, Day) and not c.required)
                offered = [(column.code, column.heading) for column in dated]
            label = _("%(column)s: “%(word)s”, lines: %(count)s")
            self.fields[_field(code, said)] = forms.ChoiceField(
                label=label % {"column": heading, "word": said, "count": count},
                choices=[(REFUSE, _("Refuse these lines")), *empty, *offered],
                initial=REFUSE,
            )

    def told(self, layout: Layout) -> Mapping[str, Any]:
        """The words and states of the layout with what was said of them now."""
        known = {code: dict(meant) for code, meant in layout.words.items()}
        states = dict(layout.states)
        for name, (code, said) in self.asked.items():
            meant = self.cleaned_data[name]
            if meant != REFUSE:
                into = known.setdefault(code, {}) if code else states
                into[fold(said)] = "" if meant == EMPTY else meant
        return {"words": known, "states": states}


@requires(Permission.JOURNAL_IMPORT)
def meanings(request: Any, digest: str, key: UUID) -> HttpResponse:
    """What the words of the file mean, where they are not ours."""
    waiting = kept(digest, user=request.user)
    layout = layout_of(request, key)
    title = request.GET.get("page", "")
    unknown = list(_unknown(layout, grid_of(waiting, title), request.council))
    form = WordsForm(layout, unknown, request.council, request.POST or None)
    if not unknown or (request.method == "POST" and form.is_valid()):
        if unknown:
            told = form.told(layout)
            record.correct(layout, version=layout.version, by=request.user, **told)
        work(waiting)[0].forget()
        return HttpResponseRedirect(f"/office/import/{digest}/")
    context = {"form": form, "title": layout.title}
    status = 422 if form.errors else 200
    return page(request, "office/intake/words.html", context, crumbs=way(waiting), status=status)
