"""Letters that came, in the office: who reads them, and where they are placed."""

from urllib.parse import quote

import pytest

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.core import clock, outbox, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.core.journal import Entry
from kenes.events.models import Event
from kenes.jobs import actions
from tests.jobs.difficult import LETTERS, PDF, WORDS, written
from tests.office.test_letters import FACTS
from tests.town import NOW, signed_in

pytestmark = pytest.mark.django_db
HERE = "/office/incoming/"


@action
def _post(filing, by):
    return outbox.post([filing], by=by)


def taken(town, about=None, raw=None, **headers):
    with clock.standing(NOW):
        if about is not None:
            [ours] = _post(outbox.letter(about, **FACTS), town.by)
            headers["In_Reply_To"] = ours.message_id
        raw = raw or written("one", files=[("ответ.pdf", PDF)], **headers)
        return actions.take(raw, by=console()).letter


def appeal(town):
    applicant = Applicant(council=town.council, kind="person", name="Алия")
    facts = {"topic": town.topic, "district": town.district, "channel": "paper"}
    known = {field.name for field in Appeal._meta.get_fields()}
    row = Appeal(
        council=town.council,
        applicant=applicant,
        received_on=NOW.date(),
        **{name: value for name, value in facts.items() if name in known},
    )
    with clock.standing(NOW):
        record.register([Filing(applicant)], by=town.by)
        record.register([Filing(row, path=[("registered", NOW.date())])], by=town.by)
    return row


def event(town):
    row = Event(
        council=town.council,
        kind="round_table",
        title_ru="Стол",
        held_on=NOW.date(),
        topic=town.topic,
    )
    with clock.standing(NOW):
        record.register([Filing(row, path=[("planned", NOW.date())])], by=town.by)
    return row


def test_an_answer_is_read_at_the_record_it_answers(town, secretary):
    letter = taken(town, town.topic)
    answer = secretary.get(f"{HERE}{letter.pk}/")
    html = answer.content.decode()
    assert WORDS in html
    assert answer["Cache-Control"] == "no-store"
    facts = {fact["name"]: fact["value"] for fact in answer.context["facts"]}
    assert facts["From whom"] == "Алия <aliya@example.kz>"
    assert facts["Answers"] == "Дороги"
    assert facts["Our letter"] == FACTS["subject"]
    [whole, paper] = answer.context["files"]
    assert (whole["file"].name, paper["file"].name) == ("letter.eml", "ответ.pdf")
    got = secretary.post(f"{HERE}{letter.pk}/files/{paper['file'].pk}/")
    assert b"".join(got.streaming_content) == PDF
    assert "sandbox" in got["Content-Security-Policy"]


def test_what_a_letter_says_is_never_carried_out(town, secretary):
    raw = written("evil", text="<script>alert(1)</script>", Reply_To="<img src=x>")
    shown = secretary.post(f"{HERE}{taken(town, raw=raw).pk}/open/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown


def test_files_of_letters_are_not_handed_out_elsewhere(town, secretary, member):
    letter = taken(town, town.topic)
    for kept in Attachment.objects.filter(row_id=letter.pk):
        assert secretary.get(f"/files/{kept.pk}/").status_code == 404
        assert member.get(f"/files/{kept.pk}/").status_code == 404
        assert member.post(f"{HERE}{letter.pk}/files/{kept.pk}/").status_code == 403


def test_a_personal_letter_is_opened_by_few_and_each_look_is_remembered(
    town, secretary, administrator
):
    letter = taken(town, appeal(town))
    base = f"{HERE}{letter.pk}/"
    assert letter.status == "placed"
    for client in (secretary, administrator):
        for page in (base, HERE, f"{HERE}?format=csv", "/office/"):
            shown = client.get(page).content.decode()
            for secret in ("aliya", "Алия", "Жауап", WORDS):
                assert secret not in shown
    kept = Attachment.objects.filter(row_id=letter.pk).first()
    for act in ("open", f"files/{kept.pk}"):
        assert administrator.post(f"{base}{act}/").status_code == 403
    assert not Entry.objects.filter(verb="incomingletter.seen").exists()

    assert WORDS in secretary.post(f"{base}open/").content.decode()
    secretary.post(f"{base}files/{kept.pk}/").getvalue()
    lines = Entry.objects.filter(verb="incomingletter.seen", row_id=letter.pk)
    assert [line.by_name_then for line in lines] == ["The secretary"] * 2
    assert secretary.get(f"{base}open/").status_code == 405


def test_a_letter_that_answers_nothing_is_personal_until_it_is_placed(
    town, administrator, secretary
):
    letter = taken(town)
    assert letter.personal
    assert WORDS not in administrator.get(f"{HERE}{letter.pk}/").content.decode()
    row = event(town)
    sent = {"register": "events", "number": row.number}
    assert secretary.post(f"{HERE}{letter.pk}/place/", sent).status_code == 302
    letter.refresh_from_db()
    assert (letter.status, letter.about, letter.personal) == ("placed", row, False)
    assert WORDS in administrator.get(f"{HERE}{letter.pk}/").content.decode()
    found = secretary.get(f"{HERE}?q={quote(row.number)}").context["rows"]
    assert [each["cells"][3]["text"] for each in found] == [row.number]

    assert administrator.post(f"{HERE}{letter.pk}/undo/").status_code == 403
    secretary.post(f"{HERE}{letter.pk}/undo/")
    letter.refresh_from_db()
    assert (letter.status, letter.about, letter.personal) == ("new", None, True)
    assert secretary.get(f"{HERE}?q={quote(row.number)}").context["rows"] == []


def test_a_wrong_number_is_said_beside_the_field(town, secretary, other):
    letter, row = taken(town), event(other)
    for number in ("2025-9999", row.number, "", "я" * 61):
        sent = {"register": "events", "number": number}
        answer = secretary.post(f"{HERE}{letter.pk}/place/", sent)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["number"]
        assert answer.context["form"]["number"].value() == number
    letter.refresh_from_db()
    assert letter.status == "new"


def test_a_letter_is_set_aside_with_a_reason_and_leaves_the_desk(town, secretary, member):
    letter = taken(town)
    labels = [duty["label"] for duty in secretary.get("/office/").context["duties"]]
    assert "Letters that came and are not placed" in labels
    theirs = member.get("/office/").context
    for duty in (*theirs["duties"], *theirs["quiet"]):
        assert duty["label"] != "Letters that came and are not placed"
    assert secretary.post(f"{HERE}{letter.pk}/aside/", {"reason": " "}).status_code == 422
    secretary.post(f"{HERE}{letter.pk}/aside/", {"reason": "реклама"})
    letter.refresh_from_db()
    assert letter.status == "set_aside"
    again = secretary.post(f"{HERE}{letter.pk}/aside/", {"reason": "реклама"})
    assert again.status_code == 422
    labels = [duty["label"] for duty in secretary.get("/office/").context["duties"]]
    assert "Letters that came and are not placed" not in labels
    history = secretary.get(f"{HERE}{letter.pk}/").context["history"]
    assert [line["what"] for line in history] == [
        "Incoming letter: set aside",
        "Incoming letter: registered",
    ]


def test_letters_are_listed_by_status_and_kind(town, secretary):
    taken(town, town.topic)
    taken(town, raw=LETTERS["a delay"].raw)
    shown = {
        query: [row["cells"][2]["text"] for row in secretary.get(f"{HERE}?{query}").context["rows"]]
        for query in ("", "status=placed", "kind=automatic", "kind=bounce")
    }
    assert shown == {
        "": ["automatic answer", "letter"],
        "status=placed": ["letter"],
        "kind=automatic": ["automatic answer"],
        "kind=bounce": [],
    }


@pytest.mark.parametrize("role", ["chair", "member", "expert"])
def test_others_see_no_letters(town, role):
    letter = taken(town, town.topic)
    client, base = signed_in(town, role), f"{HERE}{letter.pk}/"
    for page in (HERE, base, f"{base}place/", f"{base}aside/"):
        assert client.get(page).status_code == 403
    for act in ("open", "place", "aside", "undo"):
        assert client.post(f"{base}{act}/").status_code == 403


def test_letters_of_another_council_are_not_found(town, other, secretary):
    letter = taken(other, other.topic)
    assert secretary.get(f"{HERE}{letter.pk}/").status_code == 404
    assert secretary.post(f"{HERE}{letter.pk}/undo/").status_code == 404
    assert secretary.get(HERE).context["rows"] == []
