"""Workbooks for tests, written as people write them and as Kenes writes them."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from kenes.journals import workbook
from kenes.journals.catalogue import SHEETS

SHEET = {sheet.code: sheet for sheet in SHEETS}

# What every journal here names.
DIRECTORIES = {
    "districts": [
        {"title_ru": "Медеуский район", "title_kk": "Медеу ауданы", "aliases": "Медеу; Медеуский"},
        {"title_ru": "Ауэзовский район", "title_kk": "Әуезов ауданы"},
    ],
    "topics": [{"title_ru": "Экология"}, {"title_ru": "Общественный транспорт"}],
    "organisations": [
        {"title_ru": "Акимат города", "kind": "akimat"},
        {
            "title_ru": "Управление экологии",
            "title_kk": "Экология басқармасы",
            "kind": "state_body",
        },
        {"title_ru": "Маслихат города", "kind": "maslikhat"},
    ],
    "people": [{"title_ru": "Сейтова Айгүл"}, {"title_ru": "Ким Вера"}],
    "bodies": [{"title_ru": "Общее заседание", "kind": "council", "since": date(2022, 5, 16)}],
    "channels": [{"title_ru": "Сайт совета", "kind": "site"}],
}


def appeal(no, received, **facts):
    """A line of the journal of appeals."""
    day = date.fromisoformat(received)
    required = {"channel": "portal", "kind": "application", "topic": "Экология"}
    return {"no": no, "received": day, **required, **facts}


def event(no, on, title="Площадка", **facts):
    """A line of the journal of events."""
    return {"no": no, "kind": "platform", "on": date.fromisoformat(on), "title_ru": title, **facts}


def sitting(no, on, **facts):
    """A line of the journal of sittings, with a quorum."""
    told = {"body": "Общее заседание", "title_ru": f"Заседание {no}"}
    there = {"seats": 38, "quorum": 26, "present": 30}
    return {"no": no, "on": date.fromisoformat(on), **told, **there, **facts}


def written(language="ru", **journals):
    """A workbook that Kenes itself writes: sheet code → lines."""
    sheets = [sheet for sheet in SHEETS if sheet.code in journals]
    return workbook.write(sheets, journals, language=language)


def typed(pages, *, merge=(), errors=()):
    """A workbook that a person typed: title → rows of cells."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in pages.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
        for area in merge:
            page.merge_cells(area)
        for cell in errors:
            page[cell].data_type = "e"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


APPEAL_HEADINGS = ["№", "Дата поступления", "Канал", "Вид", "Тема"]


def appeals(*rows, headings=APPEAL_HEADINGS, **how):
    """A typed journal of appeals, its headings in the first line."""
    return typed({"Обращения": [headings, *rows]}, **how)


def counts(shown):
    """How many lines of a sheet are new, changed, the same and refused."""
    return (len(shown.new), len(shown.changed), shown.same, len(shown.refused))
