"""No outlet tells who is behind an appeal to a reader who may not know.

Every address and every command is walked; a new one fails here until it is listed, so that
whoever adds it has asked what it tells.
"""

import logging
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

from kenes import models
from kenes.core.journal import Entry
from kenes.core.roles import ROLES
from tests.appeals.planting import TALES, TELLING, plant
from tests.appeals.surrounding import surround
from tests.appeals.walking import PLAUSIBLE, addresses, posted, reached, routes, unopened
from tests.said import unpacked, words_of
from tests.town import signed_in

pytestmark = pytest.mark.django_db
LISTED = Path(__file__).with_name("outlets.txt")
UNOPENED = Path(__file__).with_name("unopened.txt")
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


def test_every_address_is_listed():
    found = sorted(f"{permission} {route}" for route, permission in routes().items())
    listed = LISTED.read_text().splitlines()
    assert set(found) - set(listed) == set(), "ask what it tells, then add it to outlets.txt"
    assert set(listed) - set(found) == set(), "it is gone: take it out of outlets.txt"


def test_every_command_is_listed():
    folder = Path(models.__file__).parent / "management" / "commands"
    found = {path.stem for path in folder.glob("[a-z]*.py")}
    assert found - set(COMMANDS) == set(), "say what it tells"


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of refusals are refused, and not written down one by one."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def planted(town, visitor, secretary):
    """One appeal with a word of its own in each sealed field, and everything around it."""
    return plant(town, visitor, secretary)


@pytest.fixture
def around(town, planted, visitor, secretary):
    """A row of every register beside it, so that addresses open."""
    return surround(town, visitor, secretary)


def reader_of(town, other, reader):
    """Whoever may not know, what they may and where the walk is new beside another one's."""
    if reader == "nobody":
        return Client(HTTP_HOST="almaty.localhost"), {"public"}, set()
    where, role = (other, "secretary") if reader == "neighbour" else (town, reader)
    whose = {"agency": town.agency} if reader == "agency" else {}
    client = signed_in(where, role, f"{reader}.of.outlets", **whose)
    known = ROLES["member"].may | {"public"} if reader == "administrator" else set()
    return client, ROLES[role].may | {"public"}, known


def forms_sent(client, url):
    """An empty form, and where that is refused one that says something in every field."""
    answer, words = posted(client, url, {})
    yield words
    if answer.status_code in (400, 409, 422):
        yield posted(client, url, PLAUSIBLE)[1]


@pytest.mark.parametrize("reader", ["nobody", "member", "agency", "administrator", "neighbour"])
def test_no_address_tells(town, other, around, reader):
    """Whatever is asked for or sent. Where the door is shut, a form sent comes no further.

    What everyone may send is sent by nobody in particular. The neighbour keeps the register of
    another council: nothing of this one is found there.
    """
    client, may, known = reader_of(town, other, reader)
    client.raise_request_exception = False
    permissions, told = routes(), []
    for route, url in addresses(around):
        if permissions[route] in known:
            continue
        got = client.get(url)
        said = [words_of(got)]
        if permissions[route] not in may:
            assert got.status_code in (302, 403), url
        elif reader == "nobody" or (permissions[route] != "public" and got.status_code != 404):
            said += forms_sent(client, url)
        if any(map(TELLING.search, said)):
            told.append(url)
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
def test_nothing_that_a_program_sends_is_answered_with_it(town, planted, around, reader):
    """Without the code nobody is told anything, and a session changes nothing."""
    if reader == "nobody":
        client = Client(HTTP_HOST="almaty.localhost", enforce_csrf_checks=True)
    else:
        whose = {"agency": town.agency} if reader == "agency" else {}
        client = signed_in(town, reader, login=f"{reader}.of.programs", **whose)
    client.raise_request_exception = False
    code = planted["code"]
    urls = [url for _route, url in addresses(around) if url.startswith("/api/")]
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
    assert len(urls) == 15
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


def openers(town, secretary):
    """By each permission the people who may come in, the likeliest first."""
    visitor, chair = Client(HTTP_HOST="almaty.localhost"), signed_in(town, "chair")
    agency = signed_in(town, "agency", agency=town.agency)
    administrator = signed_in(town, "administrator")
    for client in (visitor, secretary, agency, chair, administrator):
        client.raise_request_exception = False
    own = {
        "public": [secretary, visitor],
        "cabinet_enter": [agency],
        "colleague_invite": [agency],
        "access_grant": [administrator],
        "sitting_attend": [chair],
        "note_freeze": [chair],
    }
    return {each: own.get(each, [secretary]) for each in routes().values()}


def opens(url, clients):
    """Whether it opens for one of them, asked or sent a form."""
    return any(reached(each.get(url), "GET") for each in clients) or any(
        reached(posted(each, url, {})[0], "POST") for each in clients
    )


def test_whoever_may_know_leaves_a_line_for_each_look_and_every_address_opens(
    town, around, secretary
):
    silent, opened = [], set()
    looks = Entry.objects.filter(verb__in=["applicant.seen", "letter.seen"])
    permissions, may = routes(), openers(town, secretary)
    for route, url in addresses(around):
        before = looks.count()
        first, *others = may[permissions[route]]
        got = first.get(url)
        if TELLING.search(words_of(got)) and looks.count() == before:
            silent.append(url)
        if reached(got, "GET") or route in opened or opens(url, [first, *others]):
            opened.add(route)
    assert silent == []
    never, known = set(permissions) - opened, set(unopened(UNOPENED))
    assert never - known == set(), "plant a row by which it opens, or say in unopened.txt why not"
    assert known - never == set(), "it opens: take it out of unopened.txt"


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
