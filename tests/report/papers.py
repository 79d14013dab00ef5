"""A short note with one of each block, for the tests of Word and PDF."""

from dataclasses import replace
from datetime import date

from kenes.report.charts.chart import Bar, Bars, Share
from kenes.report.papers.paper import (
    Block,
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Signatory,
    Signature,
    Table,
    Text,
)

URL = "https://kenes.example/ru/figures/appeals.resolved/"


def note() -> Paper:
    share = Share(title="Рассмотренные обращения", lang="ru",
                  parts=[Bar("Решено", 795), Bar("В работе", 25)])  # fmt: skip
    bars = Bars(title="Охват", lang="ru", rows=[Bar("Молодёжь", 5292)])
    rows: list[list[str | Figure]] = [
        [str(n), f"Управление № {n}", Figure(str(n * 3), URL)] for n in range(1, 41)
    ]
    numbers: list[str | Figure] = ["1", "2", "3"]
    blocks: list[Block] = [
        Heading(1, "Заседания"),
        Paragraph([Text("Решено "), Figure("795", URL), Text(" из "), Figure("891", URL)]),
        Table("Отчёты по органам", ["№", "Орган", "Отчётов"], [numbers, *rows],
              ["center", "left", "right"], "По дате заслушивания.", header_rows=2),
        Heading(2, "Обращения"),
        Picture(share, "Решено 795, в работе 25"),
        PageBreak(),
        Heading(1, "Районы"),
        Bullets([[Figure("85", URL), Text(" мониторингов;")], [Text("6 слушаний.")]]),
        Picture(bars, "Молодёжь 5 292"),
        Signature([Signatory("Председатель", "И. О. Фамилия")]),
    ]  # fmt: skip
    return Paper(lang="ru", title="Справка о работе совета", council="Общественный совет",
                 date=date(2025, 4, 3), blocks=blocks, subtitle="III созыв", number="2025-03",
                 letterhead=["город Алматы"], period_text="за 2022–2024 годы",
                 digest="9f2c4a7be1d05c38" * 4)  # fmt: skip


def saying(words: str) -> Paper:
    """The same note with the given words in every place that words may come to."""
    plain = note()
    chart = Bars(title=words, lang="ru", unit=words, rows=[Bar(words, 1, note=words)])
    blocks: list[Block] = [
        Heading(1, f"x{words}"),
        Paragraph([Text(words), Figure(words, URL), Figure(words)]),
        Bullets([[Text(words)]]),
        Table(words, [words, "x"], [[words, Figure(words, URL)]], note=words),
        Picture(chart, f"x{words}"),
        Signature([Signatory(words, words)]),
    ]
    return replace(plain, title=f"x{words}", council=words, subtitle=words, number=words,
                   letterhead=[words], period_text=words, blocks=blocks)  # fmt: skip
