"""Run in a process of its own (tests.alone): one entry is added to the kinds, nothing else.

What people then see of the new kind is told as JSON; tests/events/test_kinds.py judges it.
"""

import json
import sys
from io import BytesIO, StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from django.utils.translation import override
from icalendar import Calendar
from openpyxl import load_workbook

from kenes.events.kinds import KINDS, Kind

YEAR = "from=2024-01-01&until=2024-12-31"
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def added():
    # The figures are made of the kinds when they are first asked for: the entry stands before.
    assert "kenes.events.indicators" not in sys.modules
    KINDS["fair"] = Kind("fair", "ярмарка", "Ярмарки")
    setup_test_environment()
    with override_settings(STORAGES=PLAIN):
        print(json.dumps(seen()))


def seen():
    from kenes.core import clock
    from kenes.core.access import console
    from kenes.management import register
    from kenes.norms import actions as norms
    from tests.town import NOW, found, signed_in

    register.ready()
    by = console()
    norms.load_law(by=by)
    with clock.standing(NOW), override("ru"):
        town = found("almaty", by)
        secretary = signed_in(town, "secretary")
        secretary.cookies["django_language"] = "ru"
        visitor = Client(HTTP_HOST="almaty.localhost")
        return {
            "migration": needs_migration(),
            "office": of_office(secretary),
            "public": of_public(visitor),
            "journal": of_journal(secretary, visitor),
        }


def needs_migration():
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        return True
    return False


def of_office(secretary):
    """The list offers its form; the form opens with the kind set, and enters one."""
    from tests.town import fields

    offered = secretary.get("/office/events/").context["openings"]
    [opening] = [each for each in offered if each["url"].endswith("?kind=fair")]
    page = secretary.get(opening["url"])
    said = fields(page) | {"title_ru": "Ярмарка", "held_on": "2024-05-20", "state": "held"}
    entered = secretary.post(opening["url"], said)
    return {
        "opening": opening["label"],
        "title": page.context["title"],
        "set": page.context["form"]["kind"].value(),
        "entered": entered.headers.get("Location"),
    }


def value(visitor):
    return visitor.get(f"/ru/figures/events.fairs/?{YEAR}").context["figure"]["value"]


def of_public(visitor):
    """Its list, its place among the kinds, its figure, its month, its year, its file."""
    listed = visitor.get("/ru/events/?kind=fair").context
    [landing] = [each for each in listed["kinds"] if each["current"]]
    figure = visitor.get(f"/ru/figures/events.fairs/?{YEAR}").context
    month = visitor.get("/ru/calendar/?month=2024-05&kind=fair").context
    year = visitor.get("/ru/calendar/year/?year=2024").context
    districts = visitor.get("/ru/calendar/map/?year=2024&kind=fair").context
    file = Calendar.from_ical(visitor.get("/calendar.ics?kind=fair").content)
    return {
        "list": [row["cells"][2]["text"] for row in listed["rows"]],
        "landing": [landing["label"], landing["figure"]["value"]],
        "figure": [figure["figure"]["value"], len(figure["rows"])],
        "month": [each["title"]["text"] for each in month["list"]],
        "filter": [
            each["label"]
            for each in month["filters"][0]["options"]
            if each["value"] == "fair" and each["selected"]
        ],
        "year": [[lane["named"]["text"], lane["second"]] for lane in year["lanes"]],
        "map": sum(line["total"] for line in districts["lines"]),
        "file": [str(file["X-WR-CALNAME"]).split(". ")[0]]
        + [str(event["SUMMARY"]) for event in file.walk("VEVENT")],
    }


def of_journal(secretary, visitor):
    """The empty workbook offers it; a line of it is taken in and counts."""
    from kenes.journals import workbook
    from tests.journals.books import event, written

    book = load_workbook(BytesIO(workbook.empty("ru")))
    words = {
        cell.value
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }
    line = event("7", "2024-06-03", "Вторая ярмарка", kind="fair")
    file = SimpleUploadedFile("events.xlsx", written(events=[line]))
    looked = secretary.post("/office/import/", {"file": file})["Location"]
    secretary.post(looked, {"answer": "take"})
    return {"offered": "ярмарка" in words, "figure": value(visitor)}
