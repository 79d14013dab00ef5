"""Tags become words and numbers that agree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import override

from kenes.core.period import Scope
from kenes.report.agreement import plural, suffix
from kenes.report.catalogue import figure
from kenes.report.figure_address import figure_url, together_url
from kenes.report.note import phrases
from kenes.report.note.facts import Facts
from kenes.report.note.labels import inside, labels, listed
from kenes.report.note.lines import Number, Run, Words
from kenes.report.note.tags import FigureTag, Literal, Piece, SpokenTag
from kenes.report.numerals import NBSP, number
from kenes.report.wording import Lang


@dataclass
class Teller:
    """Tells pieces of text in one language out of the facts, and notes the periods they touch."""

    facts: Facts
    lang: Lang
    day: date
    periods: dict[str, None] = field(default_factory=dict)
    named: dict[str, None] = field(default_factory=dict)

    def runs(self, pieces: Iterable[Piece]) -> list[Run]:
        """The runs of a text."""
        told: list[Run] = []
        for piece in pieces:
            if isinstance(piece, Literal):
                told.append(Words(piece.text))
            elif isinstance(piece, SpokenTag):
                told.append(self._spoken(piece))
            else:
                self.periods[piece.letter] = None
                told += self._figure(piece)
        return told

    def _figure(self, tag: FigureTag) -> list[Run]:
        if tag.names:
            return [Words(self._names(tag))]
        if tag.share:
            return [self._share(tag)]
        value, counted = self._counted(tag)
        forms = tag.forms
        whole = self._whole(tag)
        word = forms[plural(value if whole is None else whole, self.lang)] if forms else ""
        if tag.word:
            return [Words(word)]
        if whole is not None:
            text = phrases.out_of(value, whole, word, self.lang)
            return [Number(text, "", counted.url, counted.wording, counted.stated)]
        return [counted, Words(NBSP + word)] if word else [counted]

    def _counted(self, tag: FigureTag) -> tuple[int, Number]:
        """The value of a tag, and the number as it is written."""
        scope = self.facts.scope(tag.letter)
        ending = tag.ending
        if len(tag.codes) > 1:
            value = self.facts.together[tag.codes, tag.letter]
            url = together_url(tag.codes, scope, self.lang)
            wording = stated = ""
        else:
            answer = self.facts.answers[tag.codes[0], tag.letter, tag.filters]
            value, stated = answer.value, answer.stated
            url = figure_url(answer.code, answer.scope, self.lang)
            with override(self.lang):
                wording = answer.wording
            if answer.hidden:
                return value, Number(answer.hidden, "", url, wording)
        end = suffix(value, ending) if ending else ""
        return value, Number(number(value, self.lang), end, url, wording, stated)

    def _whole(self, tag: FigureTag) -> int | None:
        if not tag.of or len(tag.codes) > 1:
            return None
        return self.facts.answers[tag.codes[0], tag.letter, tag.filters].of

    def _share(self, tag: FigureTag) -> Number:
        """One figure as a share of another, in percent."""
        part, whole = (self.facts.answers[code, tag.letter, tag.filters] for code in tag.codes)
        if mark := part.hidden or whole.hidden:
            return Number(mark, "", figure_url(part.code, part.scope, self.lang), "")
        share = Decimal(100 * part.value) / whole.value if whole.value else Decimal(0)
        space = "" if self.lang == "en" else NBSP
        text = f"{number(share, self.lang, places=1)}{space}%"
        with override(self.lang):
            wording = part.wording
        return Number(text, "", figure_url(part.code, part.scope, self.lang), wording)

    def _names(self, tag: FigureTag) -> str:
        indicator, scope = figure(tag.codes[0]), self.facts.scope(tag.letter)
        sizes = self.facts.sizes(tag.codes[0], tag.letter, tag.names)
        keys = self.facts.keys(tag.codes[0], tag.letter, tag.names)
        named = labels(indicator, scope, tag.names, keys, self.lang)
        order = sorted(filter(None, keys), key=lambda key: (-sizes.get(key, 0), named[key]))
        names = [named[key] for key in order]
        if tag.names == "topic":
            names = [inside(name) for name in names]
        return listed(names, self.lang) or phrases.PHRASES[self.lang].not_stated

    def _spoken(self, tag: SpokenTag) -> Words:
        text, tongue = self._said(tag)
        if tag.capital:
            text = text[:1].upper() + text[1:]
        return Words(text, "" if tongue == self.lang else tongue)

    def _said(self, tag: SpokenTag) -> tuple[str, str]:
        if tag.name == "programme":
            return self._programme(tag.argument)
        if tag.name == "day":
            return phrases.day_words(self.day, self.lang), self.lang
        letter = tag.argument or "A"
        scope = self.facts.scope(letter) if tag.name != "council" else None
        if scope is None:
            with override(self.lang):
                return self.facts.scope("A").council.title, self.lang
        self.named[letter] = None
        return self._of_period(tag.name, scope), self.lang

    def _of_period(self, name: str, scope: Scope) -> str:
        period = scope.period
        if name == "years":
            return phrases.years_words(period)
        if name == "period":
            return phrases.period_words(period, self.lang)
        return phrases.day_words(getattr(period, name), self.lang)

    def _programme(self, what: str) -> tuple[str, str]:
        programme = self.facts.programme
        if programme is None:
            return "", self.lang
        if what == "years":
            since, until = programme.since_on.year, programme.until_on.year
            return str(since) if since == until else f"{since}–{until}", self.lang
        if what == "tenge":
            money = sum(line.tenge for line in self.facts.lines)
            return number(money, self.lang), self.lang
        if what == "goal":
            return programme.written("goal", self.lang)
        if what == "body":
            return programme.body.written("title", self.lang) if programme.body else ("", self.lang)
        return programme.written("title", self.lang)
