"""The page of a record: its head says what it is and how it stands, its facts say the rest once."""

import pytest
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.portal.card import card
from kenes.portal.faces.catalogue import FACES, face

STATE = _("State")
FLOWING = [each for each in FACES if any(cell.label == STATE for cell in each.cells)]


@pytest.mark.parametrize("each", FLOWING, ids=lambda each: each.code)
def test_how_a_record_stands_is_said_in_its_head_alone(register, each):
    rows = each.model.objects.live().filter(each.where, each.model.PUBLIC)
    for row in rows.select_related(*each.select)[:3]:
        said = card(each, row, office=False)
        assert said["stands"]["label"]
        assert str(STATE) not in [fact["name"] for fact in said["facts"]]


@pytest.mark.parametrize("each", FACES, ids=lambda each: each.code)
def test_a_fact_never_repeats_the_head(register, each):
    rows = each.model.objects.live().filter(each.where, each.model.PUBLIC)
    for row in rows.select_related(*each.select)[:3]:
        said = card(each, row, office=False)
        assert not {row.reference, row.title} & {fact["value"] for fact in said["facts"]}


def test_the_head_of_a_card_on_the_page(register, visitor):
    row = Appeal.objects.live().filter(Appeal.PUBLIC).first()
    page = visitor.get(f"/ru/appeals/{row.number}/").content.decode()
    said = card(face("appeals"), row, office=False)
    assert page.count(f'<span class="state {said["stands"]["tone"]}">') == 1


def test_the_gallery_shows_every_component(register, visitor):
    answer = visitor.get("/kk/gallery/")
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"subject", "received_on"}
