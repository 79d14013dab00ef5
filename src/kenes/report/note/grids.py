"""The tables of a note, made from the facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core.measure import Median
from kenes.core.period import Scope
from kenes.core.refused import Refused
from kenes.report.catalogue import figure
from kenes.report.figure_address import figure_url, together_url
from kenes.report.note.facts import Facts
from kenes.report.note.labels import labels
from kenes.report.note.lines import Grid, Number, Run, Told, Words
from kenes.report.note.phrases import PHRASES, period_short
from kenes.report.note.shown import Shown
from kenes.report.numerals import number, percents
from kenes.report.small import why
from kenes.report.wording import Lang


@dataclass(frozen=True)
class Caption:
    """The text of a table or a chart: its caption, the names of columns and of rows, its note."""

    title: str
    head: Sequence[str]
    rows: Sequence[str]
    note: str


def caption(text: str, shown: Shown) -> Caption:
    """Take the lines of the text apart."""
    first, *rest = [line.strip() for line in text.strip().split("\n")] or [""]
    head = _names(rest.pop(0)) if rest else []
    rows = _names(rest.pop(0)) if rest and shown.figures_are_rows else []
    if shown.figures_are_rows and len(rows) != len(shown.figures):
        raise Refused(_("“%s”: the third line names each row, with “|” between.") % first)
    return Caption(first, head, rows, " ".join(line for line in rest if line))


def _names(line: str) -> list[str]:
    return [name.strip() for name in line.split("|")]


@dataclass(frozen=True)
class Gridder:
    """Makes tables in one language."""

    facts: Facts
    lang: Lang
    told: Sequence[Told] = ()

    def grid(self, shown: Shown, text: str) -> Grid | None:
        """The table that is asked for; none when there is nothing to put into it."""
        said = caption(text, shown)
        match shown.shape:
            case "rows":
                return self._records(shown, said)
            case "overlaps":
                return self._overlaps(shown, said)
            case "programme":
                return self._programme(shown, said)
            case "figures":
                return self._appendix(said)
        return self._by(shown, said) if shown.by else self._list(shown, said)

    def counted(self, code: str, letter: str, by: str = "", key: str = "") -> Run:
        """A number of a table with the address of its rows."""
        answer = self.facts.answers[code, letter, ()]
        value, scope = answer.value, answer.scope
        if by:
            if mark := self.facts.hidden(code, letter, by, key):
                return Words(mark)
            value = self.facts.sizes(code, letter, by).get(key, 0)
            scope = Scope(scope.council, scope.period, scope.read_as_of, {by: key})
        text = number(value, self.lang)
        if by and not key:
            return Words(text)
        return Number(text, "", figure_url(code, scope, self.lang), "", answer.stated)

    def order(self, shown: Shown) -> tuple[list[str], dict[str, str]]:
        """The keys of the rows, the largest first, and what each is called."""
        sizes = [self.facts.sizes(code, letter, shown.by) for code, letter in shown.figures]
        every = [self.facts.keys(code, letter, shown.by) for code, letter in shown.figures]
        keys = list(dict.fromkeys(key for each in every for key in each))
        code, letter = shown.figures[0]
        named = dict(labels(figure(code), self.facts.scope(letter), shown.by, keys, self.lang))
        if shown.by in ("month", "year"):
            return sorted(keys), named

        def rank(key: str) -> tuple[bool, list[int], str]:
            return not key, [-each.get(key, 0) for each in sizes], named.get(key, key)

        return sorted(keys, key=rank)[: shown.top or None], named

    def _by(self, shown: Shown, said: Caption) -> Grid | None:
        keys, named = self.order(shown)
        if not keys:
            return None
        rows: list[list[Run]] = [
            [
                Words(named.get(key, key)),
                *(self.counted(code, letter, shown.by, key) for code, letter in shown.figures),
            ]
            for key in keys
        ]
        whole = self._whole(shown)
        if whole:
            rows.append(whole)
        shared = len(shown.figures) == 1 and len(said.head) == 3
        if shared:
            self._add_shares(rows, shown, keys, bool(whole))
        note = " ".join(filter(None, (said.note, self.why(shown))))
        return Grid(said.title, _head(said, len(rows[0])), rows, note, bool(whole))

    def why(self, shown: Shown) -> str:
        """Why numbers of a table or a chart are hidden; empty where none are."""
        found = [self.facts.divided[code, letter, shown.by] for code, letter in shown.figures]
        with override(self.lang):
            return why([mark for each in found for mark in each.hidden.values()])

    def _whole(self, shown: Shown) -> list[Run]:
        """The last row: the wholes, or the unions where the parts overlap; none for the largest."""
        if shown.top:
            return []
        dimensions = [figure(code).dimension(shown.by) for code, _letter in shown.figures]
        phrases = PHRASES[self.lang]
        # Parts of a median overlap in nothing; they only make no sum.
        overlapping = any(
            dimension.overlapping and not isinstance(figure(code).measure, Median)
            for dimension, (code, _letter) in zip(dimensions, shown.figures, strict=True)
        )
        return [
            Words(phrases.both if overlapping else phrases.total),
            *(self.counted(code, letter) for code, letter in shown.figures),
        ]

    def _add_shares(
        self, rows: list[list[Run]], shown: Shown, keys: Sequence[str], whole: bool
    ) -> None:
        code, letter = shown.figures[0]
        found = self.facts.divided[code, letter, shown.by]
        shares = percents([*(found.sizes.get(key, 0) for key in keys), found.rest])
        for row, key, share in zip(rows, keys, shares, strict=False):
            told = key not in found.hidden
            row.append(Words(number(share, self.lang, places=1) if told else ""))
        if whole:
            rows[-1].append(Words(number(100, self.lang, places=1)))

    def _list(self, shown: Shown, said: Caption) -> Grid:
        """Figures one under another."""
        rows: list[list[Run]] = []
        for (code, letter), name in zip(shown.figures, said.rows, strict=True):
            row: list[Run] = [Words(name), self.counted(code, letter)]
            if len(said.head) == 3:
                row.append(Words(period_short(self.facts.scope(letter).period, self.lang)))
            rows.append(row)
        return Grid(said.title, _head(said, len(rows[0])), rows, said.note)

    def _records(self, shown: Shown, said: Caption) -> Grid | None:
        rows: list[list[Run]] = []
        for lettered in shown.figures:
            with override(self.lang):
                rows += [
                    [
                        Number(row.reference, "", row.get_absolute_url()),
                        Words(f"{row.counted:%d.%m.%Y}"),
                        Words(row.title),
                    ]
                    for row in self.facts.rows[lettered]
                ]
        return Grid(said.title, _head(said, 3), rows, said.note) if rows else None

    def _overlaps(self, shown: Shown, said: Caption) -> Grid:
        """How many occasions stand in both lines, and how many there are in all."""
        names = [*_head(said, len(shown.figures) + 1)]
        sets = [self.facts.occasions[each] for each in shown.figures]
        rows: list[list[Run]] = []
        for n, (code, letter) in enumerate(shown.figures):
            cells: list[Run] = [
                self.counted(code, letter)
                if n == other
                else Words(number(len(sets[n] & sets[other]), self.lang))
                for other in range(len(sets))
            ]
            rows.append([Words(names[n + 1]), *cells])
        codes = tuple(code for code, _letter in shown.figures)
        scope = self.facts.scope(shown.figures[0][1])
        union = number(len(frozenset().union(*sets)), self.lang)
        both = Number(union, "", together_url(codes, scope, self.lang))
        blanks = [Words("")] * (len(sets) - 1)
        rows.append([Words(PHRASES[self.lang].both), both, *blanks])
        return Grid(said.title, names, rows, said.note, last_is_total=True)

    def _programme(self, shown: Shown, said: Caption) -> Grid | None:
        """Lines of the programme, one row for each title, a column for each year."""
        lines = [line for line in self.facts.lines if line.kind == shown.part]
        if not lines:
            return None
        with override(self.lang):
            titles = list(dict.fromkeys(line.title for line in lines))
            if len(said.head) == 1:
                return Grid(said.title, said.head, [[Words(title)] for title in titles], said.note)
            years = sorted({line.year for line in lines})
            money = {(line.title, line.year): line.tenge for line in lines}
        rows: list[list[Run]] = []
        for title in titles:
            spent = [money.get((title, year), 0) for year in years]
            rows.append([Words(title), *self._money(spent)])
        whole = [sum(line.tenge for line in lines if line.year == year) for year in years]
        rows.append([Words(PHRASES[self.lang].total), *self._money(whole)])
        first, last = (*said.head, "", "")[:2]
        head = [first, *map(str, years), last]
        return Grid(said.title, head, rows, said.note, last_is_total=True)

    def _money(self, spent: Sequence[int]) -> list[Run]:
        return [Words(number(each, self.lang) if each else "–") for each in (*spent, sum(spent))]

    def _appendix(self, said: Caption) -> Grid:
        """Every figure of the note with its value, its period and what it counts."""
        rows: list[list[Run]] = []
        for told in self.told:
            if told.filters:
                continue
            text = number(told.value, self.lang)
            if told.of is not None:
                text += f" / {number(told.of, self.lang)}"
            rows.append([
                Words(told.wording[:1].upper() + told.wording[1:]),
                Number(text, "", told.url, "", told.stated),
                Words(period_short(self.facts.scope(told.letter).period, self.lang)),
                Words(told.definition),
            ])  # fmt: skip
        return Grid(said.title, said.head or PHRASES[self.lang].annex, rows, said.note)


def _head(said: Caption, columns: int) -> list[str]:
    """The names of the columns. Refused when their number is another."""
    if len(said.head) != columns:
        sentence = _("“%(title)s”: the second line must name %(count)s columns, with “|” between.")
        raise Refused(sentence % {"title": said.title, "count": columns})
    return list(said.head)
