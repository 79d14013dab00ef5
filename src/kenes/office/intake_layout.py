"""Saying how the file of another system is read: which column is which."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.core import record
from kenes.core.cell import Day, Named, OneOf, pairs, words
from kenes.core.door import requires
from kenes.core.kept import in_order
from kenes.core.roles import Permission
from kenes.core.sheet import Column, Sheet
from kenes.core.stems import of_word, stems
from kenes.journals import actions
from kenes.journals.catalogue import SHEETS
from kenes.journals.layout import headings, layouts_of
from kenes.journals.models import Layout
from kenes.journals.pages import Grid, pages
from kenes.journals.raw import HEADINGS_WITHIN, tidy, told_apart
from kenes.office.intake import work
from kenes.office.kept import Kept, kept
from kenes.office.page import page

FIRST = "appeals"
LINES_SHOWN = 3
HERE, SAME = "h:", "="
# The fields of the form for these two; no column of ours has such a code.
THEIR_STATE, THEIR_DAY = "their_state", "their_day"
# What other systems call the column of the outcome, and that of its day.
STATE = ("статус", "состояние", "результат", "мәртебе", "мәртебесі", "күй", "күйі", "нәтижесі")
DAY = ("дата исполнения", "дата ответа", "дата закрытия", "орындалған күні", "жауап күні")


def grid_of(waiting: Kept, title: str) -> Grid:
    """The cells of one sheet of a workbook that waits; 404 when it has none of that name."""
    found = next((grid for name, grid in pages(waiting.content) if name == title), None)
    if not found:
        raise Http404
    return [[tidy(cell) for cell in cells] for cells in found]


def _top(grid: Grid) -> int:
    """The line of headings: of the first ones that which has most cells with words."""
    first = [
        # A title over several columns stands in each of their cells, and counts once.
        sum(isinstance(cell, str) and cell != "" for cell, _same in groupby(cells))
        for cells in grid[:HEADINGS_WITHIN]
    ]
    return first.index(max(first))


def listed(column: Column, council: Any) -> list[tuple[str, str]]:
    """What a column may say, where that is a list: value and words."""
    reader = column.reader
    if isinstance(reader, OneOf):
        return [(value, str(label)) for value, label in pairs(reader.choices)]
    if isinstance(reader, Named):
        return [(row.code, row.title) for row in in_order(reader.model, council.pk)]
    return []


class ColumnsForm(forms.Form):
    """Under which of their headings each of our columns stands."""

    def __init__(
        self, sheet: Sheet, named: list[str], council: Any, data: Any, before: Layout | None
    ) -> None:
        super().__init__(data, initial=_told(before) if before else {})
        self.sheet, self.named = sheet, named
        fields: Any = self.fields
        fields["title"] = forms.CharField(
            label=_("What this file is called"),
            help_text=_("As you would tell a colleague: “the export of the state system”."),
            max_length=200,
        )
        theirs = [(f"{HERE}{each}", each) for each in named]
        for column in sheet.columns:
            offered: list[Any] = [("", "—"), (_("Columns of the file"), theirs)]
            if values := listed(column, council):
                same = [(f"{SAME}{value}", label) for value, label in values]
                offered.append((_("The same in every line"), same))
            fields[column.code] = forms.ChoiceField(
                label=column.heading,
                choices=offered,
                required=column.required,
                initial=self._likely((column.ru, column.kk, *column.also)),
            )
        for name, label, told, called in (
            (THEIR_STATE, _("Column of the state"), _("If the outcome is told in words."), STATE),
            (THEIR_DAY, _("Column of its day"), _("When that state was reached."), DAY),
        ):
            fields[name] = forms.ChoiceField(
                label=label,
                help_text=told,
                choices=[("", "—"), *theirs],
                required=False,
                initial=self._likely(called),
            )

    def _likely(self, called: Iterable[str]) -> str:
        """The heading that says one of these, perhaps among other words."""
        for name in called:
            sought = [{*of_word(word), word} for word in name.casefold().split()]
            for theirs in self.named:
                said = {*stems(theirs), *theirs.casefold().split()}
                if all(each & said for each in sought):
                    return f"{HERE}{theirs}"
        return ""

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields as the page groups them: what a line must say, may say, and when it moved."""
        must = [c.code for c in self.sheet.columns if c.required]
        dated = [c.code for c in self.sheet.columns if not c.required and isinstance(c.reader, Day)]
        told = [c.code for c in self.sheet.columns if c.code not in {*must, *dated}]
        grouped = (
            (_("What every line must say"), ["title", *must]),
            (_("What it may say"), told),
            (_("The outcome in words"), [THEIR_STATE, THEIR_DAY]),
            (_("Each outcome in a column of its own"), dated),
        )
        return [
            {"label": label, "fields": [self[name] for name in names]}
            for label, names in grouped
            if names
        ]

    def clean(self) -> dict[str, Any]:
        """A state and its day are told together."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get(THEIR_STATE)) != bool(said.get(THEIR_DAY)):
            lacking = THEIR_DAY if said.get(THEIR_STATE) else THEIR_STATE
            self.add_error(lacking, _("A state and its day are told together."))
        return said

    def layout(self, council: Any) -> Layout:
        """The layout that was described."""
        said = self.cleaned_data
        codes = {column.code: said[column.code] for column in self.sheet.columns}
        return Layout(
            council=council,
            title=said["title"],
            sheet=self.sheet.code,
            headings={c: v[len(HERE) :] for c, v in codes.items() if v.startswith(HERE)},
            same={c: v[len(SAME) :] for c, v in codes.items() if v.startswith(SAME)},
            state_heading=said[THEIR_STATE].removeprefix(HERE),
            day_heading=said[THEIR_DAY].removeprefix(HERE),
        )


def way(waiting: Kept) -> list[tuple[str, str]]:
    """The way to the pages of a layout."""
    here = f"/office/import/{waiting.digest}/"
    return [(_("Import"), "/office/import/"), (waiting.name, here), (_("Columns"), "")]


def _before(council: Any, sheet: Sheet, grid: Grid) -> Layout | None:
    """What was said before of a file with these headings."""
    for layout in layouts_of(council):
        if layout.sheet == sheet.code and headings(grid, layout.known_headings()):
            return layout
    return None


def _told(layout: Layout) -> dict[str, str]:
    """A layout as the fields of the form have it."""
    said = {code: f"{HERE}{heading}" for code, heading in layout.headings.items()}
    said |= {code: f"{SAME}{value}" for code, value in layout.same.items()}
    theirs = ((THEIR_STATE, layout.state_heading), (THEIR_DAY, layout.day_heading))
    for name, heading in theirs:
        if heading:
            said[name] = f"{HERE}{heading}"
    return {**said, "title": layout.title}


@requires(Permission.JOURNAL_IMPORT)
def columns(request: Any, digest: str) -> HttpResponse:
    """Which column of the file is which of ours."""
    waiting = kept(digest, user=request.user)
    title = request.GET.get("page", "")
    grid = grid_of(waiting, title)
    code = request.GET.get("journal", FIRST)
    sheet = next((each for each in SHEETS if each.code == code), None)
    if sheet is None:
        raise Http404
    top = _top(grid)
    named = [name for name in told_apart(grid[top]) if name]
    before = _before(request.council, sheet, grid)
    form = ColumnsForm(sheet, named, request.council, request.POST or None, before)
    if request.method == "POST" and form.is_valid():
        layout = form.layout(request.council)
        if not layout.headings:
            form.add_error(None, _("Say of one column at least where it stands."))
        else:
            layout = actions.lay_out(layout, by=request.user)
            work(waiting)[0].forget()
            return HttpResponseRedirect(f"{request.path}{layout.pk}/?{urlencode({'page': title})}")
    context = {
        "form": form,
        "title": title,
        "journals": [{"code": s.code, "title": s.title, "here": s is sheet} for s in SHEETS],
        "head": told_apart(grid[top]),
        "lines": [[words(c) for c in cells] for cells in grid[top + 1 : top + 1 + LINES_SHOWN]],
    }
    status = 422 if form.errors else 200
    return page(request, "office/intake/layout.html", context, crumbs=way(waiting), status=status)


def layout_of(request: Any, key: UUID) -> Layout:
    """A layout of this council; 404 when there is none."""
    found: Layout = get_object_or_404(Layout.objects.of(request.council).live(), pk=key)
    return found


@requires(Permission.JOURNAL_IMPORT)
@require_POST
def drop(request: Any, key: UUID) -> HttpResponse:
    """Forget a layout; files it read are read by it no more, what they brought stays."""
    layout = layout_of(request, key)
    record.strike([layout], reason=_("The layout is no longer used."), by=request.user)
    messages.info(request, _("The layout “%s” is used no more.") % layout.title)
    return HttpResponseRedirect("/office/import/")
