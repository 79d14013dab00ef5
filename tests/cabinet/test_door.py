"""The door of the cabinet: who comes in by which way, in which language, by which link."""

import pytest
from django.test import Client

from kenes.core import clock
from kenes.core.access import Access, User
from kenes.council import actions as councils
from kenes.demo.accounts import PASSWORD
from tests.town import DAY, NOW

BERIK = {"name": "Берик", "email": "berik@example.kz", "language": "kk"}


def invited(asel, **said):
    return asel.post("/cabinet/colleagues/invite/", BERIK | said)


def link(asel, access):
    return asel.post(f"/cabinet/colleagues/{access.pk}/link/")


def test_the_first_page_of_the_office_leads_an_agency_to_its_own(town, asel, secretary):
    answer = asel.get("/office/")
    assert (answer.status_code, answer.get("Location")) == (302, "/cabinet/")
    assert asel.get("/office/recommendations/").status_code == 403
    assert secretary.get("/office/").status_code == 200
    assert "/account/login/" in Client().get("/office/")["Location"]


def test_no_page_of_the_cabinet_stays_on_the_computer(asel, points):
    for address in ("/cabinet/", "/cabinet/recommendations/2025-0001/", "/cabinet/colleagues/"):
        assert asel.get(address)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("chosen", "spoken"), [("", "kk"), ("ru", "ru")])
def test_pages_speak_the_language_of_the_account_until_another_is_chosen(
    town, asel, chosen, spoken
):
    invited(asel)
    user = User.objects.get(email=BERIK["email"])
    user.set_password(PASSWORD)
    user.save()
    berik = Client(HTTP_HOST=f"{town.council.slug}.localhost", HTTP_ACCEPT_LANGUAGE="en")
    if chosen:
        berik.get(f"/language/{chosen}/")
    said = {"login": BERIK["email"], "password": PASSWORD}
    answer = berik.post("/account/login/?next=/office/", said, follow=True)
    assert answer.redirect_chain == [("/office/", 302), ("/cabinet/", 302)]
    assert f'<html lang="{spoken}"' in answer.content.decode()


def test_a_lost_link_is_made_anew_until_there_is_a_password(town, asel):
    invited(asel)
    access = Access.objects.get(user__email=BERIK["email"])
    assert [row["waits"] for row in asel.get("/cabinet/colleagues/").context["rows"]].count(True)
    assert "/account/password/reset/key/" in link(asel, access).context["link"]
    access.user.set_password(PASSWORD)
    access.user.save()
    assert link(asel, access).status_code == 409


def test_a_link_never_opens_what_is_not_the_agencys_own(town, asel, others):
    """Whoever is invited may keep the registers of another council, and have no password yet."""
    _second, neighbour = others
    with clock.standing(NOW):
        councils.grant(
            neighbour.council,
            email=BERIK["email"],
            name="Берик",
            role="secretary",
            since_on=DAY,
            by=town.by,
        )
    answer = invited(asel)
    assert (answer.status_code, answer.get("Location")) == (302, "/cabinet/colleagues/")
    access = Access.objects.get(user__email=BERIK["email"], council=town.council)
    assert link(asel, access).status_code == 409


def test_another_agency_makes_no_link(town, asel, others):
    second, _neighbour = others
    with clock.standing(NOW):
        access = councils.grant(
            town.council,
            role="agency",
            agency=second,
            since_on=DAY,
            by=town.by,
            **BERIK,
        )
    assert link(asel, access).status_code == 404
