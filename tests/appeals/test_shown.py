"""An appeal that its author lets everyone read: consent, the masked text, a person who confirms."""

from datetime import date

import pytest

from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions
from kenes.appeals.publication.models import Publication
from kenes.core.access import console
from kenes.core.journal import Entry, Payload
from kenes.core.refused import Refused
from kenes.norms import calendar
from kenes.office.appeal.publication import waiting
from kenes.office.due import Asked
from tests.appeals.conftest import appeal
from tests.appeals.test_portal import NEW, closed, followed

pytestmark = pytest.mark.django_db
TEXT = "У школы № 12 нет перехода. Звоните: Айгуль Сейткали, 8 701 234 56 78."
MASKED = "У школы № 12 нет перехода. Звоните: [имя], [телефон]."
BASE = "/office/appeals/2025-0001/publication/"


def sent(visitor, town, **more):
    answer = visitor.post(NEW, appeal(town, **{"text": TEXT, "open": "on", **more}))
    assert answer.status_code == 200, answer.context["form"].errors
    return answer.context


def published(secretary, text="У школы № 12 нет перехода.", answer=""):
    said = {"text": text, "answer": answer, "read": "on"}
    done = secretary.post(f"{BASE}publish/", said)
    assert done.status_code == 302, done.context["form"].errors


def page(visitor, tail="appeals/2025-0001/"):
    return visitor.get(f"/ru/{tail}").content.decode()


def test_consent_alone_shows_nothing(town, visitor):
    sent(visitor, town)
    assert Publication.objects.get().status == "consented"
    for tail in ("appeals/2025-0001/", "appeals/", "search/?q=перехода", "appeals/?q=перехода"):
        assert "нет перехода" not in page(visitor, tail)
    assert [
        due.title for due in waiting(Asked(town.council, date(2025, 4, 3), calendar.load()))
    ] == ["Дороги, Медеуский район"]


def test_without_consent_nothing_may_be_shown(town, visitor, secretary):
    sent(visitor, town, open="")
    assert Publication.objects.count() == 0
    assert secretary.get(f"{BASE}publish/").status_code == 404
    assert "publication/" not in secretary.get("/office/appeals/2025-0001/").content.decode()


def test_a_clerk_is_offered_the_masked_text_and_shows_what_is_confirmed(town, visitor, secretary):
    sent(visitor, town)
    asked = secretary.get(f"{BASE}publish/")
    assert asked.context["form"]["text"].value() == MASKED
    assert TEXT in asked.content.decode()
    assert Entry.objects.filter(verb="applicant.seen").count() == 1
    published(secretary, MASKED, "Нарисуем [адрес].")
    shown = page(visitor)
    assert MASKED in shown
    assert "Нарисуем [адрес]." in shown
    for tail in ("appeals/", "appeals/?q=перехода", "appeals/?shown=yes"):
        assert "нет перехода" in page(visitor, tail)
    assert "2025-0001" in page(visitor, "search/?q=перехода")
    said = " ".join(str(each.said) for each in Payload.objects.all())
    assert "перехода" not in said


def test_nobody_shows_an_unread_or_empty_text_or_one_with_the_name(town, visitor, secretary):
    sent(visitor, town)
    unread = secretary.post(f"{BASE}publish/", {"text": MASKED})
    assert (unread.status_code, list(unread.context["form"].errors)) == (422, ["read"])
    empty = secretary.post(f"{BASE}publish/", {"text": " ", "read": "on"})
    assert list(empty.context["form"].errors) == ["text"]
    for field, text, answer in (
        ("text", "Пишет Айгуль", ""),
        ("answer", "Перехода нет.", "Уважаемой СЕЙТКАЛИ отвечаем"),
    ):
        named = secretary.post(f"{BASE}publish/", {"text": text, "answer": answer, "read": "on"})
        assert list(named.context["form"].errors) == [field]
        assert (text or answer) in named.content.decode()
    assert Publication.objects.get().text == ""


def test_the_person_takes_the_consent_back_at_once(town, visitor, secretary):
    said = sent(visitor, town)
    published(secretary)
    assert "нет перехода" in page(visitor)
    own = followed(visitor, said, deed="take_back")
    assert not own.context["consented"]
    for tail in ("appeals/2025-0001/", "appeals/", "search/?q=перехода"):
        assert "нет перехода" not in page(visitor, tail)
    row = Publication.objects.get()
    assert (row.status, row.text, row.answer) == ("taken_back", "", "")
    refused = secretary.get(f"{BASE}publish/")
    assert refused.status_code != 200
    # And gives it anew: the council has to look at it again.
    assert followed(visitor, said, deed="show").context["consented"]
    row.refresh_from_db()
    assert row.status == "consented"


def test_a_clerk_who_confirms_while_it_is_taken_back_is_refused(town, visitor):
    sent(visitor, town)
    mine, theirs = (
        Publication.objects.select_related("appeal__applicant", "appeal__council").get()
        for _ in range(2)
    )
    actions.take_back(theirs, by=console())
    with pytest.raises(Refused):
        actions.publish(mine, text="Перехода нет.", by=console())
    assert Publication.objects.get().text == ""


def test_the_council_takes_it_off_and_says_why(town, visitor, secretary):
    sent(visitor, town)
    published(secretary)
    silent = secretary.post(f"{BASE}hide/", {"reason": ""})
    assert list(silent.context["form"].errors) == ["reason"]
    assert secretary.post(f"{BASE}hide/", {"reason": "Назван сосед"}).status_code == 302
    assert "нет перехода" not in page(visitor)
    published(secretary, "Перехода нет.")
    assert "Перехода нет." in page(visitor)


def test_consent_given_twice_is_one(town, visitor):
    said = sent(visitor, town)
    followed(visitor, said, deed="show")
    assert Publication.objects.count() == 1
    actions.consent(Appeal.objects.get(), by=console())
    assert Entry.objects.filter(verb__startswith="publication.").count() == 1


def test_whoever_may_not_see_applicants_confirms_nothing(town, visitor, member):
    sent(visitor, town)
    assert member.get(f"{BASE}publish/").status_code == 403
    assert "publication/" not in member.get("/office/appeals/2025-0001/").content.decode()


def test_closed_is_not_fixed_is_seen_with_consent_alone(town, visitor, secretary):
    for open_ in ("on", ""):
        said = sent(visitor, town, open=open_)
        closed(secretary, said["appeal"].number, "resolved", answer="Сделано.")
        followed(visitor, said, deed="verdict", verdict="not_solved", merits="no")
    published(secretary)
    assert "ничего не изменилось" in page(visitor)
    assert "ничего не изменилось" not in page(visitor, "appeals/2025-0002/")
    listed = visitor.get("/ru/appeals/?verdict=not_solved")
    assert [row["url"] for row in listed.context["rows"]] == ["/ru/appeals/2025-0001/"]
    counted = {each["label"]: each["number"] for each in listed.context["verdicts"]}
    assert list(counted.values()) == ["0", "0", "1"]
    office = secretary.get("/office/appeals/?verdict=not_solved")
    assert len(office.context["rows"]) == 2


def test_an_old_form_gives_nothing_again_that_was_taken_back(town, visitor):
    said = appeal(town, open="on")
    visitor.post(NEW, said)
    actions.take_back(Publication.objects.get(), by=console())
    visitor.post(NEW, said)
    assert Publication.objects.get().status == "taken_back"
