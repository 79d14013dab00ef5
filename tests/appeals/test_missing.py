"""What an appeal lacks is asked for later, and the person supplies it with their code."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.appeals.missing import actions
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.core.attachment import Attachment
from kenes.core.journal import Payload
from kenes.core.refused import Refused
from tests.appeals.test_portal import PHOTO, closed, followed, letters, sent

pytestmark = pytest.mark.django_db
HERE = "/office/appeals/2025-0001/missing/"
ASKED = {"on": "2025-04-03", "what": "Номер дома и подъезда.", "until_on": "2025-04-10"}


def supplied(visitor, said, key, **more):
    return followed(visitor, said, deed="missing", missing=str(key), **more)


def asked(secretary, **more):
    answer = secretary.post(HERE, ASKED | more)
    assert answer.status_code == 302, answer.context["form"].errors
    return MissingPart.objects.order_by("pk").last()


def test_nothing_of_what_was_typed_is_cut_for_the_ends_of_its_lines(town, visitor, secretary):
    said = sent(visitor, town).context
    part = asked(secretary)
    assert supplied(visitor, said, part.pk, text="д\r\n" * 14_999 + "д.").context["thanks"]
    part.refresh_from_db()
    assert part.text == "д\n" * 14_999 + "д."
    assert followed(visitor, said, deed="message", text="д\r\n" * 2_499 + "д.").context["thanks"]
    assert Appeal.objects.get().messages.get().text == "д\n" * 2_499 + "д."


def test_it_is_asked_and_supplied_and_its_history_stays(town, visitor, secretary):
    said = sent(visitor, town).context
    part = asked(secretary)
    [letter] = letters("appeal.missing")
    assert "Номер дома и подъезда." in letter.text
    assert "10 апреля 2025 г." in letter.text
    assert "Номер дома" in followed(visitor, said).content.decode()

    photo = SimpleUploadedFile("подъезд.jpg", PHOTO)
    done = followed(
        visitor, said, deed="missing", missing=str(part.pk), text="Дом 10.", files=[photo]
    )
    assert done.context["thanks"]
    part.refresh_from_db()
    assert (part.status, part.supplied_on, part.text) == ("supplied", date(2025, 4, 3), "Дом 10.")
    file = Attachment.objects.get()
    assert (file.name, file.public) == ("подъезд.jpg", False)
    # Sent twice by a nervous thumb it is supplied once.
    assert supplied(visitor, said, part.pk, text="Дом 11.").context["thanks"]
    part.refresh_from_db()
    assert part.text == "Дом 10."

    asked(secretary, what="Ещё раз: чей это дом.")
    assert len(letters("appeal.missing")) == 2
    page = followed(visitor, said).content.decode()
    assert "Дом 10." in page
    assert "чей это дом" in page
    look = secretary.post("/office/appeals/2025-0001/applicant/")
    assert "Дом 10." in [fact["value"] for fact in look.context["facts"]]


def test_nobody_else_reads_it(town, visitor, secretary):
    sent(visitor, town)
    part = asked(secretary)
    actions.supply(part, "Дом 10.", by=town.by)
    public = visitor.get("/ru/appeals/2025-0001/").content.decode()
    card = secretary.get("/office/appeals/2025-0001/").content.decode()
    entries = " ".join(str(each.said) for each in Payload.objects.all())
    secrets = ("Номер дома", "Дом 10")
    assert [each for each in secrets if each in public + card + entries] == []


def test_bad_input_is_said_beside_it(town, visitor, secretary):
    said = sent(visitor, town).context
    wrong = secretary.post(HERE, {"on": "2025-04-03", "what": "", "until_on": "2025-04-03"})
    assert list(wrong.context["form"].errors) == ["what"]
    wrong = secretary.post(HERE, ASKED | {"until_on": "2025-04-03"})
    assert list(wrong.context["form"].errors) == ["until_on"]
    assert "Номер дома" in wrong.content.decode()

    part = asked(secretary)
    empty = supplied(visitor, said, part.pk, text=" ")
    assert empty.status_code == 422
    assert empty.context["error"] == "Напишите или приложите файл."
    program = SimpleUploadedFile("a.exe", b"MZ")
    bad = followed(
        visitor, said, deed="missing", missing=str(part.pk), text="Дом 10.", files=[program]
    )
    assert bad.status_code == 422
    assert "Дом 10." in bad.content.decode()
    many = [SimpleUploadedFile(f"{n}.jpg", PHOTO) for n in range(11)]
    assert supplied(visitor, said, part.pk, files=many).status_code == 422
    for key in ("x", "00000000-0000-0000-0000-000000000000"):
        assert supplied(visitor, said, key, text="Дом").status_code == 422
    part.refresh_from_db()
    assert (part.status, Attachment.objects.count()) == ("asked", 0)


def test_of_a_closed_appeal_nothing_is_asked(town, visitor, secretary):
    said = sent(visitor, town).context
    part = asked(secretary)
    closed(secretary, "2025-0001", "resolved")
    assert supplied(visitor, said, part.pk, text="Дом").status_code == 422
    facts = {"what": "Дом", "until_on": date(2025, 4, 9), "on": date(2025, 4, 3)}
    with pytest.raises(Refused):
        actions.ask(Appeal.objects.get(), by=town.by, **facts)


def test_what_is_not_needed_any_more_is_dropped(town, visitor, secretary):
    said = sent(visitor, town).context
    part = asked(secretary)
    answer = secretary.post(f"{HERE}{part.pk}/drop/", {"on": "2025-04-03", "reason": "Позвонили."})
    assert answer.status_code == 302
    part.refresh_from_db()
    assert part.status == "dropped"
    assert followed(visitor, said).context["missing"] == []


def test_strangers_ask_nothing(town, visitor, secretary, member):
    sent(visitor, town)
    for client in (visitor, member):
        assert client.post(HERE, ASKED).status_code in (302, 403)
    assert MissingPart.objects.count() == 0
