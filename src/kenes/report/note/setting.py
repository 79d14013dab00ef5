"""A note set on paper: the neutral tree becomes the paper of which Word and PDF are made."""

from collections.abc import Mapping, Sequence

from django.utils.translation import override

from kenes.core.period import Period
from kenes.council.models import Council, Office
from kenes.report.note.drawings import chart
from kenes.report.note.lines import Grid, Line, Number, Run, said
from kenes.report.note.note import Note
from kenes.report.note.phrases import PHRASES, period_bare
from kenes.report.papers import paper
from kenes.report.papers.paper import Paper, Signatory
from kenes.report.wording import Lang


def to_paper(note: Note, *, site: str = "", number: str = "", digest: str = "",
             signed: Sequence[Signatory] = ()) -> Paper:  # fmt: skip
    """The note as a paper; `site` stands before addresses, which a paper cannot do without."""
    setter = _Setter(note.lang, note.periods, site)
    blocks: list[paper.Block] = []
    if note.mixed:
        blocks.append(paper.Paragraph([paper.Text(note.mixed)]))
    for line in note.lines:
        blocks += setter.blocks(line)
    if signed:
        blocks.append(paper.Signature(signed))
    main = next(iter(note.periods.values()))
    return Paper(
        lang=note.lang,
        title=note.title,
        council=note.council,
        date=note.day,
        blocks=_levelled(blocks),
        letterhead=[site.split("//")[-1]] if site else [],
        period_text=period_bare(main, note.lang),
        number=number,
        digest=digest,
    )


def signatories(council: Council, note: Note) -> list[Signatory]:
    """Who signs: the chair of the council on the day of the note, where the register knows one."""
    chairs = Office.objects.of(council).live().filter(role="chair", body__kind="council")
    standing = [
        office
        for office in chairs.filter(since_on__lte=note.day).select_related("person")
        if office.ended_on is None or office.ended_on > note.day
    ]
    with override(note.lang):
        return [Signatory(PHRASES[note.lang].chair, each.person.title) for each in standing[:1]]


def _levelled(blocks: Sequence[paper.Block]) -> list[paper.Block]:
    """A heading never skips a level, whatever was left out before it."""
    found: list[paper.Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, paper.Heading):
            level = min(block.level, level + 1)
            block = paper.Heading(level, block.text)  # type: ignore[arg-type]
        found.append(block)
    return found


class _Setter:
    """Sets lines one by one."""

    def __init__(self, lang: Lang, periods: Mapping[str, Period], site: str) -> None:
        self.lang = lang
        self.periods = periods
        self.site = site

    def blocks(self, line: Line) -> list[paper.Block]:
        """One line, which may be nothing when a block has no words."""
        if line.grid:
            return [self._table(line.grid, self._own_period(line))]
        if line.drawn:
            drawn = chart(line.drawn, self.lang)
            return [paper.Picture(drawn, f"{drawn.title}. {drawn.description()}")]
        if line.kind == "heading":
            text = "".join(map(said, line.runs)).strip()
            return [paper.Heading(min(max(line.level, 1), 3), text)] if text else []  # type: ignore[arg-type]
        tail = self._own_period(line)
        if line.items:
            items = [self._runs(item) for item in line.items]
            if tail:
                items[-1] = [*items[-1], paper.Text(f" {tail}")]
            return [paper.Bullets(items)]
        runs = self._runs(line.runs)
        return [paper.Paragraph([*runs, paper.Text(f" {tail}")] if tail else runs)]

    def _own_period(self, line: Line) -> str:
        """The period of a line that is not the note's first and that the line does not say."""
        main = next(iter(self.periods))
        letters = [each for each in line.periods if each != main and each not in line.named]
        told = "; ".join(period_bare(self.periods[letter], self.lang) for letter in letters)
        return PHRASES[self.lang].mixed_line.format(period=told) if told else ""

    def _runs(self, runs: Sequence[Run]) -> list[paper.Run]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> paper.Run:
        if isinstance(run, Number):
            return paper.Figure(said(run), f"{self.site}{run.url}" if self.site else "")
        return paper.Text(run.text)

    def _table(self, grid: Grid, period: str) -> paper.Table:
        rows = [
            [
                self._run(cell) if isinstance(cell, Number) else said(cell)
                for cell in row
            ]
            for row in grid.rows
        ]  # fmt: skip
        return paper.Table(
            caption=f"{grid.caption} {period}".strip(),
            head=grid.head,
            rows=rows,  # type: ignore[arg-type]
            align=["right" if numeric else "left" for numeric in grid.numeric],
            note=grid.note,
        )
