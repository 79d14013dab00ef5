"""Whatever form figures go out in, none tells of a district with one appeal that it has one.

Two districts: what the one has, taken from the total, is what the other has. So neither number may
stand in any form, and the total may.
"""

import ast
import inspect
import re
from datetime import date
from importlib import import_module
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from lxml import etree, html
from openpyxl import load_workbook

from kenes.core import clock
from kenes.norms import actions as norms
from kenes.norms.models import Norm
from kenes.organs.models import District
from kenes.report import actions as report
from kenes.report.catalogue import CATALOGUE
from kenes.report.note import edition
from kenes.report.small import RULE
from tests.appeals.conftest import received
from tests.appeals.walking import callbacks
from tests.said import of_pdf
from tests.town import NOW, enter

pytestmark = pytest.mark.django_db
# Of these years the note tells.
RECEIVED = date(2024, 5, 2)
MANY, TOTAL, ALONE = 97, 98, "Тихореченский район"
# The number of the many, and both as shares of the total; the one, where its district is named.
TELLING = re.compile(rf"(?<![\w.,:-])(?:{MANY}|99|98[.,]9\d?|99[.,]0|1[.,]0\s?%)(?![\w:-])")
OF_THE_ONE = re.compile(rf"{ALONE}\W{{0,60}}?(?<![\d<>.,])1(?![\d.,])")
# What figures are made of: a view that takes one of these shows figures.
SOURCES = {
    *(f"kenes.report.{each}" for each in ("small", "answer", "catalogue", "cube", "together")),
    *(f"kenes.report.note.{each}" for each in ("note", "edition", "drift")),
}
FIGURES = [code for code, each in CATALOGUE.items() if each.people]
NARROWED = ("", "&district=tihorechenskiy-rayon", "&district=medeuskiy-rayon")
# Every form in which figures go out to everyone, and the addresses by which each is read.
FORMS = {
    "ru/figures/": [""],
    "ru/figures/<str:code>/": [
        f"{code}/?x={more}{form}"
        for code in FIGURES
        for more in NARROWED
        for form in ("", "&format=csv", "&format=xlsx")
    ],
    "ru/note/": [""],
    "ru/note/note.<str:form>": ["docx", "pdf", "json"],
    "ru/note/together/": ["?lines=1"],
    "ru/note/editions/": [""],
    "ru/note/editions/<str:number>/": ["2025-0001/"],
    "ru/note/editions/<str:number>/note.<str:form>": [
        f"2025-0001/note.{form}" for form in ("docx", "pdf", "json")
    ],
    "ru/note/editions/<str:number>/drift/": ["2025-0001/drift/"],
    "ru/control/": [""],
    "ru/events/": [""],
    "ru/hearings/plan/": [""],
}
# Only a demo has them.
OF_A_DEMO = {"demo/move/", "demo/role/", "ru/cheat/"}
LISTS = [
    f"/{listed}?x={more}{form}"
    for listed in ("ru/appeals/", "api/v1/appeals")
    for more in NARROWED
    for form in ("", "&format=csv", "&format=xlsx")
]


def views():
    """The public addresses with the module of each view."""
    return {r: c.__module__ for r, c in callbacks().items() if c.permission == "public"}


def takes_figures(module):
    """Whether a module takes something of which figures are made."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
            if named & SOURCES or node.module.endswith(".indicators"):
                return True
    return False


def test_every_form_of_figures_is_listed():
    found = {route for route, module in views().items() if takes_figures(module)}
    assert found - OF_A_DEMO == set(FORMS), "read it here: add how it is asked for to FORMS"


@pytest.fixture
def one_and_many(town):
    """A district with one appeal and one with all the others; a note and an edition of it."""
    alone = District(council=town.council, title_ru=ALONE, title_kk="Тынық өзен ауданы")
    enter(alone, by=town.by)
    assert alone.code in NARROWED[1]
    with clock.standing(NOW):
        for at in range(MANY):
            received(town, on=RECEIVED, text=f"Яма {at}.")
        received(town, on=RECEIVED, text="Тишина.", district=alone)
        edition.freeze(report.load_default(town.council, by=town.by), by=town.by)
    return Client(HTTP_HOST="almaty.localhost")


def read(answer):
    """What a reader is told: by words, and by what pictures say to those who do not see them."""
    body, kind = answer.content, answer["Content-Type"]
    if "spreadsheetml" in kind:
        pages = load_workbook(BytesIO(body)).worksheets
        return "\n".join(" ".join(map(str, row)) for page in pages for row in page.values)
    if "wordprocessingml" in kind:
        with ZipFile(BytesIO(body)) as pack:
            parts = [name for name in pack.namelist() if WORDS.fullmatch(name)]
            return " ".join(_shown(etree.fromstring(pack.read(name))) for name in parts)
    if "pdf" in kind:
        return of_pdf(body)
    return _shown(html.fromstring(body)) if "html" in kind else body.decode()


WORDS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml|docProps/\w+\.xml")


def _shown(tree):
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    names = [each.get(name) for each in tree.iter() for name in SAYING if each.get(name)]
    return " ".join([*tree.itertext(), *names])


SAYING = ("alt", "title", "descr", "aria-label", "data-value")


def addresses():
    for route, asked in FORMS.items():
        yield from (f"/{route.partition('<')[0]}{each}" for each in asked)
    # Numbers of the gallery are its own.
    whole = (route for route in views() if not re.search(r"[<(]|gallery", route))
    yield from (f"/{route}" for route in whole)
    yield from LISTS


def telling(client, url):
    """What of the small number an address tells, and whether it tells the total."""
    answer = client.get(url)
    said = read(answer) if answer.status_code == 200 and not answer.streaming else ""
    found = [each[0] for pattern in (TELLING, OF_THE_ONE) for each in pattern.finditer(said)]
    return found, bool(re.search(rf"(?<!\d){TOTAL}(?!\d)", said))


def test_no_form_tells_the_one(one_and_many):
    asked = {url: telling(one_and_many, url) for url in dict.fromkeys(addresses())}
    assert {url: found for url, (found, _total) in asked.items() if found} == {}
    # These were read, and say how many there are in all.
    total = {url for url, (_found, total) in asked.items() if total}
    assert total >= READ


READ = {
    "/ru/figures/",
    "/ru/figures/appeals.received/?x=",
    "/ru/note/",
    *(f"/ru/note/note.{form}" for form in ("docx", "pdf", "json")),
    "/ru/note/editions/2025-0001/",
    *(f"/ru/note/editions/2025-0001/note.{form}" for form in ("docx", "pdf", "json")),
}


def test_the_reading_finds_it_in_each_form_where_nothing_is_hidden(town, one_and_many):
    norms.override(
        Norm.objects.law().get(code=RULE),
        council=town.council,
        value=1,
        valid_from=date(2020, 1, 1),
        article="Регламент",
        by=town.by,
    )
    narrowed = f"/ru/figures/appeals.received/?x={NARROWED[2]}"
    forms = [narrowed, "/ru/figures/appeals.received/?x="]
    # As data the note holds whole figures alone, and no parts.
    forms += [f"/ru/note/{each}" for each in ("", "note.docx", "note.pdf")]
    assert [url for url in forms if not telling(one_and_many, url)[0]] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_of_rows_is_no_number_either(one_and_many, form):
    """Whoever counts its lines learns the total, and of a district nothing."""
    lines = {}
    for more in NARROWED:
        url = f"/ru/figures/appeals.received/?x={more}&format={form}"
        lines[more] = read(one_and_many.get(url)).strip().count("\n")
    assert lines == {NARROWED[0]: TOTAL} | dict.fromkeys(NARROWED[1:], 0)
