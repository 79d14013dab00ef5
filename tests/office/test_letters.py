"""The letters of a council in the office: who sees them, and what may be done with them."""

import email
from datetime import UTC, datetime
from email import policy

import pytest

from kenes.core import clock, outbox
from kenes.core.action import action
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from tests.town import NOW, signed_in

pytestmark = pytest.mark.django_db
FACTS = {
    "purpose": "sitting.invitation",
    "recipient": "aliya@example.kz",
    "name": "Әлия Серік",
    "language": "kk",
    "subject": "Отырысқа шақыру",
    "text": "Құрметті Әлия!\n\n<b>Отырыс</b> 10 сәуірде.",
}


@action
def _post(filing, by):
    return outbox.post([filing], by=by)


def written(town, enclosing=(), **facts):
    with clock.standing(NOW):
        [letter] = _post(outbox.letter(town.topic, enclosing=enclosing, **FACTS | facts), town.by)
    return letter


def waiting(letter, **facts):
    """Towns of these tests are demos, whose letters are kept; this one waits all the same."""
    said = {"status": "waiting", "sent_at": None, "next_attempt_at": NOW} | facts
    Letter.objects.filter(pk=letter.pk).update(**said)
    return f"/office/letters/{letter.pk}/"


def failed(letter):
    said = {"status": "failed", "next_attempt_at": None, "attempts": 1, "trouble": "recipient"}
    return waiting(letter, **said, answer="550 No such person")


def test_a_letter_is_shown_as_it_was_sent(town, secretary):
    file = outbox.enclosure("отырыс.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR")
    letter = written(town, [file])
    answer = secretary.get(f"/office/letters/{letter.pk}/")
    html = answer.content.decode()
    assert "&lt;b&gt;Отырыс&lt;/b&gt; 10 сәуірде." in html
    facts = {fact["name"]: fact["value"] for fact in answer.context["facts"]}
    assert facts["To whom"] == "Әлия Серік <aliya@example.kz>"
    assert facts["From whom"] == '"almaty" <kenes@kenes.invalid>'
    assert facts["Tells of"] == "Дороги"
    assert "отырыс.ics" in html
    assert "never sent" in html
    assert answer.context["history"][0]["what"] == "Letter: written"

    taken = secretary.post(f"/office/letters/{letter.pk}/file/")
    opened = email.message_from_bytes(taken.content, policy=policy.default)
    assert opened["Message-ID"] == letter.message_id
    assert [part.get_filename() for part in opened.iter_attachments()] == ["отырыс.ics"]


def test_letters_are_listed_by_status_and_found_by_words(town, secretary):
    written(town)
    failed(written(town, sequence=1, subject="Еске салу"))
    shown = {
        query: [row["cells"][0]["text"] for row in _rows(secretary, query)]
        for query in ("", "status=failed", "status=sent", "q=ШАҚЫРУ", "q=aliya", "q=нет")
    }
    both = ["Еске салу", "Отырысқа шақыру"]
    assert shown == {
        "": both,
        "status=failed": ["Еске салу"],
        "status=sent": [],
        "q=ШАҚЫРУ": ["Отырысқа шақыру"],
        "q=aliya": both,
        "q=нет": [],
    }
    file = secretary.get("/office/letters/?format=csv").content.decode()
    assert file.count("aliya") == 0
    assert file.count("Әлия Серік") == 2


def _rows(client, query):
    return client.get(f"/office/letters/?{query}").context["rows"]


@pytest.mark.parametrize("role", ["chair", "member", "expert"])
def test_others_see_no_letters(town, role):
    letter = written(town)
    client = signed_in(town, role)
    base = f"/office/letters/{letter.pk}/"
    for page in ("/office/letters/", base, f"{base}cancel/"):
        assert client.get(page).status_code == 403
    for act in ("open", "file", "again", "cancel"):
        assert client.post(f"{base}{act}/").status_code == 403
    assert not any(
        link["url"] == "/office/letters/"
        for group in client.get("/office/").context["side"]["groups"]
        for link in group["links"]
    )


def test_who_has_not_signed_in_is_asked_to(town, client):
    letter = written(town)
    answer = client.get(f"/office/letters/{letter.pk}/", HTTP_HOST="almaty.localhost")
    assert answer.status_code == 302


def test_letters_of_another_council_are_not_found(town, other, secretary):
    letter = written(other)
    assert secretary.get(f"/office/letters/{letter.pk}/").status_code == 404
    assert secretary.post(f"/office/letters/{letter.pk}/cancel/").status_code == 404
    assert _rows(secretary, "") == []


def test_a_personal_letter_is_opened_by_few_and_each_look_is_remembered(
    town, secretary, administrator
):
    letter = written(town, personal=True, subject="Ответ Алиевой")
    base = f"/office/letters/{letter.pk}/"
    for client in (secretary, administrator):
        for page in (base, "/office/letters/", "/office/letters/?format=csv"):
            shown = client.get(page).content.decode()
            for secret in ("aliya", "Алиевой", "Әлия"):
                assert secret not in shown
    for act in ("open", "file"):
        assert administrator.post(f"{base}{act}/").status_code == 403
    assert not Entry.objects.filter(verb="letter.seen").exists()

    opened = secretary.post(f"{base}open/")
    assert "Құрметті Әлия!" in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    secretary.post(f"{base}file/")
    lines = Entry.objects.filter(verb="letter.seen", row_id=letter.pk)
    assert [line.by_name_then for line in lines] == ["The secretary"] * 2
    assert secretary.get(base).status_code == 200
    assert secretary.get(f"{base}open/").status_code == 405


def test_a_letter_not_delivered_says_why_and_is_sent_again(town, administrator):
    letter = written(town)
    base = failed(letter)
    answer = administrator.get(base)
    facts = {fact["name"]: fact for fact in answer.context["facts"]}
    assert facts["Status"]["second"] == "The mail server refused the recipient's address."
    assert facts["The server's answer"]["value"] == "550 No such person"
    [link] = [
        link
        for group in answer.context["side"]["groups"]
        for link in group["links"]
        if link["url"] == "/office/letters/"
    ]
    assert link["count"] == 1

    administrator.post(f"{base}again/")
    again = Letter.objects.get(pk=letter.pk)
    assert (again.status, again.next_attempt_at, again.trouble) == ("waiting", NOW, "")
    assert again.attempts_allowed == again.attempts + 30
    assert administrator.post(f"{base}again/").status_code == 409


def test_a_letter_is_cancelled_after_asking(town, secretary):
    letter = written(town)
    base = waiting(letter)
    asked = secretary.get(f"{base}cancel/")
    assert asked.context["confirm"]["title"] == "Cancel the letter “Отырысқа шақыру”?"
    secretary.post(f"{base}cancel/")
    assert Letter.objects.get(pk=letter.pk).status == "cancelled"
    assert secretary.post(f"{base}cancel/").status_code == 409
    assert secretary.get(base).context["history"][0]["what"] == "Letter: cancelled"


def test_the_office_says_that_mail_is_not_configured(town, secretary, settings):
    settings.KENES_SMTP = None
    town.council.demo_now = None
    _real(town)
    with clock.standing(datetime(2026, 1, 1, tzinfo=UTC)):
        said = secretary.get("/office/letters/").context["notice"]
    assert "KENES_SMTP_URL" in said
    settings.KENES_SMTP = {"host": "mail.kz"}
    assert secretary.get("/office/letters/").context["notice"] == ""


def _real(town):
    """The town becomes a council whose clock runs."""
    from kenes.core import journal

    @action
    def begin():
        type(town.council).objects.filter(pk=town.council.pk).update(demo_now=None)
        journal.write("council.begun", town.council, by=town.by)

    begin()
