"""The charts of a note, made from the facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kenes.core.period import Scope
from kenes.core.refused import Refused
from kenes.report.catalogue import figure
from kenes.report.charts.chart import Bar, Bars, Chart, Column, Columns, Share, Tile, Tiles
from kenes.report.figure_address import figure_url
from kenes.report.note.facts import Facts
from kenes.report.note.grids import Caption, Gridder, caption
from kenes.report.note.labels import labels
from kenes.report.note.lines import Drawn, Part
from kenes.report.note.phrases import PHRASES
from kenes.report.note.shown import Shown
from kenes.report.small import Divided
from kenes.report.wording import Lang

# Tiles stand in rows of four unless the city's plan says otherwise.
TILES_IN_ROW = 4


@dataclass(frozen=True)
class Drawer:
    """Makes charts in one language."""

    facts: Facts
    lang: Lang

    def drawn(self, shown: Shown, text: str) -> Drawn:
        """The chart that is asked for."""
        said = caption(text, shown)
        if shown.shape == "columns":
            return self._columns(shown, said)
        parts = self._by(shown) if shown.by else self._figures(shown, said)
        heading, unit = (*said.head, "", "")[:2]
        note = self._note(shown, said) if shown.by else said.note
        return Drawn(shown.shape, said.title, (), parts, heading, unit, note)

    def _columns(self, shown: Shown, said: Caption) -> Drawn:
        """Every part of the dimension in order; of months, those without a row as well."""
        if len(said.head) != len(shown.figures):
            raise Refused(_("“%s”: the second line names each series.") % said.title)
        found = [self.facts.divided[code, letter, shown.by] for code, letter in shown.figures]
        keys = sorted({key for each in found for key in each.keys if key})
        if shown.by == "month":
            months = self.facts.scope(shown.figures[0][1]).period.months()
            keys = [f"{month:%Y-%m}" for month in months]
        code, letter = shown.figures[0]
        named = labels(figure(code), self.facts.scope(letter), shown.by, keys, self.lang)
        parts = [
            Part(
                named.get(key, key),
                [each.sizes.get(key, 0) for each in found],
                group=key[:4] if shown.by == "month" else "",
                hidden=[each.hidden.get(key, "") for each in found] if self._hides(found) else (),
            )
            for key in keys
        ]
        note = self._note(shown, said)
        return Drawn("columns", said.title, list(said.head), parts, note=note)

    @staticmethod
    def _hides(found: Sequence[Divided]) -> bool:
        return any(each.hidden for each in found)

    def _note(self, shown: Shown, said: Caption) -> str:
        """What is said under a chart, with why something in it is hidden."""
        return " ".join(filter(None, (said.note, Gridder(self.facts, self.lang).why(shown))))

    def _by(self, shown: Shown) -> list[Part]:
        code, letter = shown.figures[0]
        keys, named = Gridder(self.facts, self.lang).order(shown)
        found = self.facts.divided[code, letter, shown.by]
        return [
            Part(
                named.get(key, key),
                [found.sizes.get(key, 0)],
                self._url(code, letter, shown.by, key),
                hidden=[found.hidden[key]] if key in found.hidden else (),
            )
            for key in keys
            # What has no district has no place on the map; the table beside it names it.
            if key or shown.shape != "tiles"
        ]

    def _figures(self, shown: Shown, said: Caption) -> list[Part]:
        return [
            Part(name, [self.facts.answers[code, letter, ()].value], self._url(code, letter))
            for (code, letter), name in zip(shown.figures, said.rows, strict=True)
        ]

    def _url(self, code: str, letter: str, by: str = "", key: str = "") -> str:
        scope = self.facts.scope(letter)
        if by and not key:
            return ""
        filters = {by: key} if by else {}
        narrowed = Scope(scope.council, scope.period, scope.read_as_of, filters)
        return figure_url(code, narrowed, self.lang)


def chart(drawn: Drawn, lang: Lang) -> Chart:
    """The chart as it can be drawn and told as a table."""
    about = {
        "title": drawn.title,
        "lang": lang,
        "heading": drawn.heading,
        "unit": drawn.unit,
        "empty": PHRASES[lang].empty,
    }
    if drawn.shape == "columns":
        columns = [
            Column(
                part.label,
                dict(zip(drawn.series, part.values, strict=True)),
                part.group,
                hidden=_marks(drawn.series, part.hidden),
            )
            for part in drawn.parts
        ]
        total = PHRASES[lang].total
        return Columns(columns=columns, series=list(drawn.series), total=total, **about)
    # Whatever is drawn has a size; of what is hidden the table beside it and the note speak.
    told = [part for part in drawn.parts if not part.hidden]
    if drawn.shape == "tiles":
        tiles = [
            Tile(part.label, part.values[0], n % TILES_IN_ROW, n // TILES_IN_ROW, part.url)
            for n, part in enumerate(sorted(told, key=lambda part: part.label))
        ]
        return Tiles(tiles=tiles, **about)
    bars = [Bar(part.label, part.values[0], part.url) for part in told]
    if drawn.shape == "share":
        return Share(parts=bars, share=PHRASES[lang].share, **about)
    return Bars(rows=bars, **about)


def _marks(series: Sequence[str], hidden: Sequence[str]) -> dict[str, str]:
    """What stands for the values of a column that are not told, by series."""
    if not hidden:
        return {}
    return {name: mark for name, mark in zip(series, hidden, strict=True) if mark}
