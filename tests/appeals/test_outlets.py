"""No outlet tells who is behind an appeal to a reader who may not know.

Every address and every command is walked; a new one fails here until it is listed, so that
whoever adds it has asked what it tells.
"""

import io
import re
import zipfile
from itertools import islice, product
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils.translation import override

from kenes import models
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.core.attachment import Attachment
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.report.catalogue import CATALOGUE
from tests.appeals.planting import TALES, TELLING, plant
from tests.town import signed_in

pytestmark = pytest.mark.django_db
LISTED = Path(__file__).with_name("outlets.txt")
COMMANDS = {
    "check": "says how the program stands",
    "deadline": "reckons days",
    "demo": "fills a register of its own",
    "export": "walked below",
    "figure": "walked below",
    "import": "takes in",
    "jobs": "sends letters to the person alone",
    "learn": "tells how well it guesses, in figures",
    "keys": "seals anew, shows nothing",
    "mail": "tells of the mail server",
    "makemessages": "for developers",
    "makemigrations": "for developers",
    "note": "holds figures alone, walked below",
    "reindex": "writes the index of words, shows nothing",
    "rehearse": "a register of its own",
    "restore": "takes in",
    "serve": "serves the addresses",
    "workbook": "empty journals",
}


def routes():
    """Every address of ours, as it stands in the pattern, with who may come in."""

    def walk(resolver, before=""):
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            elif not pattern.callback.__module__.startswith("allauth."):
                yield route, pattern.callback.permission

    with override("ru"):
        return dict(walk(get_resolver()))


def test_every_address_is_listed():
    found = sorted(f"{permission} {route}" for route, permission in routes().items())
    listed = LISTED.read_text().splitlines()
    assert set(found) - set(listed) == set(), "ask what it tells, then add it to outlets.txt"
    assert set(listed) - set(found) == set(), "it is gone: take it out of outlets.txt"


def test_every_command_is_listed():
    folder = Path(models.__file__).parent / "management" / "commands"
    found = {path.stem for path in folder.glob("[a-z]*.py")}
    assert found - set(COMMANDS) == set(), "say what it tells"


@pytest.fixture
def planted(town, visitor, secretary):
    """One appeal with a word of its own in each sealed field, and everything around it."""
    return plant(town, visitor, secretary)


def addresses():
    """Every address, with the keys of what is planted in the place of each blank."""
    row = Appeal.objects.get()
    of_names = {
        "number": [row.number],
        "key": [row.number],
        "digest": ["0" * 64],
        "code": [*(each for each in CATALOGUE if each.startswith("appeals.")), row.number],
        "deed": ["publish", "hide", "read", "leave", "reopen"],
        "word": ["confirm", "leave"],
        "status": [row.status, "in_work", "explained"],
        "file": [Attachment.objects.get().pk],
        "form": ["xlsx", "csv"],
        "language": ["ru"],
        "lang": ["ru"],
        "register": ["appeals"],
        "on": ["2025-04-03"],
    }
    keys = [PersonMessage.objects.get().pk, *Letter.objects.values_list("pk", flat=True), row.pk]
    numbers = {"int": [1], "uuid": keys}
    for route in routes():
        blanks = re.findall(r"<(?:(\w+):)?(\w+)>", route)
        choices = [
            [Attachment.objects.get().pk]
            if name == "file"
            else numbers.get(kind) or of_names.get(name, [row.number])
            for kind, name in blanks
        ]
        for chosen in islice(product(*choices), 6):
            values = iter(chosen)
            address = re.sub(r"<[^>]+>", lambda _blank, of=values: str(next(of)), route)
            yield "/" + address.replace("\\", "").lstrip("^").rstrip("$")
    for more in ("shown=true", "state=resolved", "q=2025-0001", "limit=1"):
        yield f"/api/v1/appeals?{more}"
    for listed in ("/ru/appeals/", "/office/appeals/", "/office/letters/", "/office/journal/"):
        for more in ("format=csv", "format=xlsx", "verdict=partly", "shown=yes"):
            yield f"{listed}?{more}"


def words_of(answer):
    """Everything an answer says, whatever it is packed in."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = " ".join(f"{name}: {value}" for name, value in answer.items())
    return head + unpacked(body)


def unpacked(body):
    if not body.startswith(b"PK"):
        said = body.decode(errors="replace")
        # JSON may write letters as their numbers.
        return said + re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), said)
    with zipfile.ZipFile(io.BytesIO(body)) as pack:
        return "".join(name + unpacked(pack.read(name)) for name in pack.namelist())


@pytest.mark.parametrize("reader", ["nobody", "member", "agency"])
def test_no_address_tells(town, planted, reader):
    if reader == "nobody":
        client = Client(HTTP_HOST="almaty.localhost")
    else:
        whose = {"agency": town.agency} if reader == "agency" else {}
        client = signed_in(town, reader, **whose)
    client.raise_request_exception = False
    told = [url for url in addresses() if TELLING.search(words_of(client.get(url)))]
    assert told == []


def sent_by_programs(said):
    """Whatever a stranger who knows the number alone may send to a program's addresses."""
    row = said["appeal"]
    code = said["code"]
    for number in (row.number, "2025-0002", "%", "", row.number + " OR 1=1"):
        for wrong in ("AAAA-BBBB-CCCC", code[:-1], code + "A", "", "%", None, [code], {"": code}):
            yield "track", {"number": number, "code": wrong}
    yield "track", {"code": code}
    yield "track", {"number": str(row.pk), "code": code}
    yield "track", [row.number, code]
    for key in (str(row.pk), str(row.applicant_id), row.number, ""):
        yield "", {"key": key, "text": "Слова.", "kind": "application", "topic": row.topic.code}


@pytest.mark.parametrize("reader", ["nobody", "member", "agency", "secretary"])
def test_nothing_that_a_program_sends_is_answered_with_it(town, planted, reader):
    """Without the code nobody is told anything, and a session changes nothing."""
    if reader == "nobody":
        client = Client(HTTP_HOST="almaty.localhost", enforce_csrf_checks=True)
    else:
        whose = {"agency": town.agency} if reader == "agency" else {}
        client = signed_in(town, reader, login=f"{reader}.of.programs", **whose)
    client.raise_request_exception = False
    code = planted["code"]
    urls = [url for url in addresses() if url.startswith("/api/")]
    asked = 0
    for address, body in sent_by_programs(planted):
        url = f"/api/v1/appeals/{address}".rstrip("/")
        answer = client.post(url, body, content_type="application/json")
        said = words_of(answer)
        assert not TELLING.search(said), (url, body)
        assert code not in said, (url, body)
        assert answer.status_code in ({201, 422} if not address else {404, 422}), (url, body)
        asked += 1
    assert asked == 47
    assert len(urls) == 14
    for url in urls:
        assert code not in words_of(client.get(url)), url


def test_its_author_is_told_the_answer_and_not_what_others_said(planted):
    client = Client(HTTP_HOST="almaty.localhost")
    said = {"number": "2025-0001", "code": planted["code"]}
    answer = client.post("/api/v1/appeals/track", said, content_type="application/json")
    told = words_of(answer)
    assert TALES["answer"] in told
    assert [name for name, word in TALES.items() if word in told] == ["answer"]


@pytest.mark.parametrize("sought", ["тайнотекст", "Тайнописова", "tainopochta", "Тайноответ"])
def test_no_search_finds_by_what_is_sealed(planted, visitor, secretary, member, sought):
    """Save for whoever may read it: the words of the appeal, never who wrote."""
    for client, url in (
        (visitor, "/ru/search/"),
        (visitor, "/ru/appeals/"),
        (secretary, "/ru/appeals/"),
        (member, "/office/appeals/"),
    ):
        assert "2025-0001" not in client.get(url, {"q": sought}).content.decode()
    may = "2025-0001" in secretary.get("/office/appeals/", {"q": sought}).content.decode()
    assert may == (sought in ("тайнотекст", "Тайноответ"))
    assert "2025-0001" in visitor.get("/ru/appeals/", {"q": "открытые"}).content.decode()
    api = "/api/v1/appeals"
    assert visitor.get(api, {"q": sought}).json() == {"appeals": [], "next": None}
    assert "2025-0001" in visitor.get(api, {"q": "открытые"}).content.decode()


def test_whoever_may_know_leaves_a_line_for_each_look(planted, secretary):
    secretary.raise_request_exception = False
    silent = []
    looks = Entry.objects.filter(verb__in=["applicant.seen", "letter.seen"])
    for url in addresses():
        before = looks.count()
        if TELLING.search(words_of(secretary.get(url))) and looks.count() == before:
            silent.append(url)
    assert silent == []


def test_no_command_tells(planted, tmp_path, capsys):
    """Save the name of a file: an archive holds files as they are, and is kept as they are."""
    call_command("export", out=tmp_path / "all.zip")
    span = {"since": "2025-01-01", "until": "2025-12-31"}
    call_command(
        "figure", "appeals.received", "--from", span["since"], "--until", span["until"], "--rows"
    )
    call_command("note", "--format", "json", "--out", str(tmp_path / "note.json"))
    said = capsys.readouterr().out
    files = [path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()]
    assert len(files) >= 2
    told = said + "".join(unpacked(each) for each in files)
    assert TELLING.findall(told.replace(TALES["file"], "")) == []


def test_no_sealed_word_stands_open_in_any_table(planted):
    """Save the name of a file, which the office needs: in its own table and in its journal line."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("kenes").get_models():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                # Where a column of JSON is text, its letters are written as their numbers.
                said = re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), repr(row))
                found += TELLING.findall(said.replace(TALES["file"], ""))
        if connection.vendor == "sqlite":
            # What SQLite keeps of the words of the index, in tables of its own.
            for part in ("content", "data", "idx"):
                cursor.execute(f"SELECT * FROM kenes_appealindex_words_{part}")
                for row in cursor.fetchall():
                    said = " ".join(
                        each.decode(errors="ignore") if isinstance(each, bytes) else str(each)
                        for each in row
                    )
                    found += TELLING.findall(said)
    assert found == []
