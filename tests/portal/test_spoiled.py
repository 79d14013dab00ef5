"""Spoiled addresses and forged forms: a plain sentence, never a failure."""

import pytest
from django.test import Client

from kenes.portal.faces.catalogue import FACES

LISTS = [f"/ru/{face.code}/" for face in FACES]
FIGURES = [
    "/ru/figures/appeals.resolved/",
    "/ru/figures/events.platform_districts/",
    "/ru/figures/events.platform_reach/",
]
PAGES = [
    "/ru/",
    "/ru/figures/",
    *FIGURES,
    *LISTS,
    "/ru/search/",
    "/ru/members/",
    "/ru/control/",
    "/ru/note/",
    "/ru/note/together/",
    "/ru/note/editions/",
    "/account/login/",
]
SPOILED = [
    "from=abc",
    "until=2024-02-30",
    "from=2024-13-01&until=zzz",
    "from=2024-12-31&until=2024-01-01",
    "from=0001-01-01&until=9999-12-31",
    "from=%00",
    "as_of=yesterday",
    "as_of=0001-01-01",
    "as_of=9999-12-31",
    "older=zzz",
    "newer=2024-01-01_not-a-key",
    "older=2024-01-01_00000000-0000-0000-0000-000000000000&newer=x",
    "at=-1",
    "at=99999999999999999999999",
    "at=%C2%B2",
    "at=1.5",
    "state=nonsense",
    "kind=nonsense&topic=%00&district=%00",
    "month=2024-99",
    "month=%D1%8F",
    "format=exe",
    "format=../../etc/passwd",
    "q=" + "%D0%B0" * 3000,
    "q=" + "+".join(["%D0%B2%D0%BE%D0%B4%D0%B0"] * 400),
    "q=%00",
    "q=%27%3B+DROP+TABLE+kenes_appeal%3B--",
    "q=%25_%5C",
    "q=%FF%FE",
    "q=%ED%A0%80",
    "figures=no.such&from=2024-01-01&until=2024-12-31",
    "figures=appeals.resolved+no.such&from=2024-01-01&until=2024-12-31",
    "figures=appeals.resolved+appeals.received&from=0001-01-01&until=9999-12-31&as_of=x",
    "blueprint=../../settings",
    "blueprint=%00",
    "next=//evil.example/",
]
PLAIN = {200, 302, 400, 404, 409}
INSIDE = ("Traceback", "Exception", "Error at /", "sqlite3", "psycopg", 'File "')


def plain(answer):
    """Nothing of the inside is shown, and who is refused is told so in a sentence."""
    assert answer.status_code in PLAIN, answer.status_code
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return
    text = answer.content.decode()
    assert not [each for each in INSIDE if each in text]
    if answer.status_code >= 400:
        assert "<h1>" in text
        assert "<p>" in text.split("<main", 1)[1].split("</main>", 1)[0]


def test_a_spoiled_address_gets_a_plain_answer(visitor):
    failed = []
    for page in PAGES:
        for question in SPOILED:
            try:
                plain(visitor.get(f"{page}?{question}"))
            except Exception as failure:
                failed.append(f"{page}?{question[:60]}: {type(failure).__name__} {failure}"[:300])
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize(
    "path",
    [
        "/ru/figures/no.such.figure/",
        "/ru/figures/%00/",
        "/ru/figures/" + "a" * 3000 + "/",
        *(f"{page}no-such-number/" for page in LISTS),
        *(f"{page}%00/" for page in LISTS),
        *(f"{page}..%2F..%2Fetc/" for page in LISTS),
        "/ru/members/nobody/",
        "/ru/members/%00/",
        "/ru/note/editions/999-1/",
        "/ru/note/editions/%00/",
        "/ru/note/editions/999-1/drift/",
        "/ru/note/note.exe",
        "/ru/note/note.%00",
        "/ru/note/editions/1/note.exe",
        "/language/xx/",
        "/de/",
        "/static/../settings.py",
        "/static/%2e%2e/%2e%2e/settings.py",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(visitor, path):
    answer = visitor.get(path)
    plain(answer)
    assert answer.status_code in {400, 404, 409}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "head"])
def test_a_wrong_method_gets_a_plain_answer(visitor, path, method):
    answer = getattr(visitor, method)(path)
    assert answer.status_code in {*PLAIN, 405, 422}


@pytest.mark.parametrize("path", ["/demo/role/", "/demo/move/", "/ru/cheat/", "/account/login/"])
def test_a_form_without_its_token_is_turned_away_in_words(register, path):
    answer = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post(path, {"a": "b"})
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "<h1" in text
    assert "CSRF" not in text
    assert "DEBUG" not in text


@pytest.mark.parametrize("path", ["/demo/role/", "/demo/move/", "/ru/cheat/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_register_that_is_no_demo_has_no_demo_doors(visitor, path, method):
    answer = getattr(visitor, method)(path, {"role": "secretary", "move": "7"})
    assert answer.status_code in {404, 405}


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "javascript:void(1)"])
def test_the_language_switch_leads_nowhere_else(visitor, back):
    answer = visitor.get("/language/kk/", {"next": back})
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_a_host_that_is_not_ours_is_refused(register):
    assert Client(headers={"host": "evil.example"}).get("/ru/").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/office/", "/office/appeals/", "/office/appeals/new/", "/office/import/", "/office/journal/"],
)
def test_the_office_asks_a_stranger_to_sign_in(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=")
