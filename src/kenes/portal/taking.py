"""A table taken away as a file."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse

from kenes.journals.raw import safe


def hand_out(
    name: str, head: Sequence[str], lines: Iterator[Sequence[str]], form: str
) -> HttpResponse:
    """A table as a file: `csv` in UTF-8 that Excel opens rightly, or `xlsx`."""
    if form == "csv":
        text = StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(head)
        writer.writerows([safe(cell) for cell in line] for line in lines)
        content = b"\xef\xbb\xbf" + text.getvalue().encode()
        answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    else:
        content = _workbook(head, lines)
        answer = HttpResponse(
            content,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        form = "xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name.replace("/", "-")}.{form}"'
    return answer


def _workbook(head: Sequence[str], lines: Iterator[Sequence[str]]) -> bytes:
    # Loaded by the few who take a workbook away: it costs a process 30 MB, and most never need it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("Kenes")
    page.append(list(head))
    for line in lines:
        page.append([safe(cell) for cell in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
