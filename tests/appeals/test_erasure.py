"""What is personal is erased whole, and every figure stays as it was."""

import random
import re
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from kenes.appeals import actions as appeals
from kenes.appeals.erasure import actions
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import Publication
from kenes.appeals.supports.models import Support
from kenes.appeals.tracking import code_of
from kenes.core import journal, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.attachment import Attachment, faults
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.jobs import duties
from kenes.norms import actions as norms
from kenes.report.catalogue import CATALOGUE
from kenes.report.note.rowkeys import row_keys
from tests.appeals.planting import TELLING, plant
from tests.figures import standing
from tests.registers import Register
from tests.town import DAY

pytestmark = pytest.mark.django_db
ERASE = "/office/appeals/2025-0001/erase/"
SAID = {"ground": "request", "reason": "Заявление № 5 от 3 апреля 2025"}


def told():
    """Every column of every table that tells a planted word, sealed ones opened."""
    found = []
    for model in apps.get_app_config("kenes").get_models():
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                value = repr(getattr(row, field.attname))
                if TELLING.search(value):
                    found.append(f"{model.__name__}.{field.name}")
    return sorted(set(found))


def kept_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def erased(**more):
    row = Appeal.objects.select_related("applicant").get()
    actions.erase([row], by=console(), **{"ground": "request", **more})
    return row


@action
def _answered_by_mail(row, letter):
    """An answer to a letter of ours came by e-mail and was placed at the appeal."""
    IncomingLetter.objects.create(
        council=row.council,
        digest="d" * 64,
        message_id="<1@tainopochta.example>",
        sender="tainopochta@example.kz",
        name="Тайнописова",
        subject="Тайно",
        text="Тайно",
        received_on=row.received_on,
        received_at=letter.posted_at,
        status="placed",
        status_on=row.received_on,
        answers=letter,
        about_id=row.pk,
        about_kind="appeal",
    )
    journal.write("incomingletter.registered", row, by=console())


@action
def _shared_with(row, kept):
    """Another record has a file with the very same content."""
    same = Attachment(name="общий.jpg", size=kept.size, sha256=kept.sha256)
    same.council, same.row_id, same.register = row.council, row.pk, "organisation"
    same.save(force_insert=True)
    journal.write("attachment.registered", same, by=console())


@action
def _opened_anew():
    Appeal.objects.update(status="in_work")
    journal.write("appeal.in_work", Appeal.objects.get(), by=console())


@pytest.fixture
def whole(town, visitor, secretary):
    """The planted appeal with an answer that came by mail."""
    plant(town, visitor, secretary)
    row = Appeal.objects.get()
    _answered_by_mail(row, Letter.objects.filter(about_id=row.pk).first())
    return row


def test_no_planted_word_is_left_anywhere(whole, django_capture_on_commit_callbacks):
    assert {"Appeal.text", "Applicant.name", "Letter.text", "Payload.said"} & set(told())
    assert kept_files()
    before = standing(whole.council)
    with django_capture_on_commit_callbacks(execute=True):
        row = erased()
    assert told() == []
    assert kept_files() == []
    assert standing(whole.council) == before
    assert not Attachment.objects.filter(row_id=row.pk).exists()
    assert list(faults()) == []
    [line] = Entry.objects.filter(verb="appeal.erased")
    assert line.payload.said["ground"] == "request"
    assert row.erased_on


def test_in_the_tables_as_they_stand_nothing_can_be_opened(whole):
    """Not even sealed: of what was sealed nothing is left but what is the council's own."""
    erased()
    with connection.cursor() as cursor:
        for table in ("kenes_applicant", "kenes_letter", "kenes_personmessage", "kenes_remark"):
            cursor.execute(f"SELECT * FROM {table}")
            assert not re.search(r"'k\d+:", repr(cursor.fetchall())), table


def test_the_pages_still_open(whole, secretary, visitor):
    erased()
    base = "/office/appeals/2025-0001/"
    for tail in ("", "questions/", "letters/", "messages/", "data/"):
        assert secretary.get(f"{base}{tail}").status_code == 200, tail
    card = secretary.get(base).content.decode()
    assert "what was personal is erased" in card.lower()
    # What came in reply to an old letter afterwards is erased by asking once more.
    assert secretary.get(ERASE).status_code == 200
    erased()
    assert told() == []
    with pytest.raises(Refused):
        appeals.reopen([Appeal.objects.get()], on=DAY, by=console(), reason="Жалоба")
    assert visitor.get("/ru/appeals/2025-0001/").status_code == 200


def test_the_person_is_told_and_adds_nothing_any_more(whole, visitor):
    row = erased()
    asked = {"number": row.number, "code": code_of(row)}
    assert "стёрто" in visitor.post("/ru/appeals/track/", asked).content.decode()
    more = {**asked, "deed": "message", "text": "Ещё слово"}
    refused = visitor.post("/ru/appeals/track/", more)
    assert refused.status_code == 422
    assert not any(each.text for each in PersonMessage.objects.all())


def test_the_office_asks_twice(whole, secretary, member):
    assert member.get(ERASE).status_code == 403
    assert secretary.get(ERASE).status_code == 200
    nothing = secretary.post(ERASE, {"ground": "", "reason": ""})
    assert list(nothing.context["form"].errors) == ["ground"]
    term = secretary.post(ERASE, {"ground": "term"})
    assert list(term.context["form"].errors) == ["ground"]
    once = secretary.post(ERASE, SAID)
    assert once.context["sure"]
    assert Appeal.objects.get().text
    done = secretary.post(ERASE, {**SAID, "sure": "yes"})
    assert done.status_code == 302
    assert Appeal.objects.get().text == ""
    [line] = Entry.objects.filter(verb="appeal.erased")
    assert (line.by_name_then, line.payload.said["reason"]) == ("The secretary", SAID["reason"])


def test_an_open_appeal_is_not_erased(whole, secretary):
    _opened_anew()
    refused = secretary.post(ERASE, {**SAID, "sure": "yes"})
    assert refused.status_code == 422
    with pytest.raises(Refused):
        erased()
    assert Appeal.objects.get().text


def test_a_struck_one_is_erased_though_nobody_closed_it(whole, town, secretary):
    _opened_anew()
    record.strike([Appeal.objects.get()], reason="спам", by=town.by)
    assert secretary.get(ERASE).status_code == 200
    struck_on = Appeal.objects.get().struck_at.date()
    assert actions.expire(town.council, struck_on - timedelta(2), by=console()) == 0
    assert actions.expire(town.council, struck_on + timedelta(1), by=console()) == 1
    assert told() == []


@pytest.mark.parametrize("keep", [True, False])
def test_the_public_text_stays_only_when_a_clerk_says_so(whole, secretary, keep):
    more = {"keep_public": "on"} if keep else {}
    secretary.post(ERASE, {**SAID, **more, "sure": "yes"})
    shown = Publication.objects.get()
    assert (shown.status, bool(shown.text)) == (("published", True) if keep else ("hidden", False))
    assert Support.objects.get().address == ""


def test_content_that_another_record_has_as_well_stays(
    whole, town, django_capture_on_commit_callbacks
):
    same = Attachment.objects.get()
    _shared_with(town.agency, same)
    with django_capture_on_commit_callbacks(execute=True):
        erased()
    assert [path.name for path in kept_files()] == [same.sha256]


def test_the_term_of_keeping(whole, town, secretary):
    closed_on = whole.status_on
    assert duties.erasure.expire(town.council, closed_on - timedelta(1), by=console()) == 0
    # Where the council has set nothing, nothing is erased, however late it is.
    assert duties._kept_long_enough(town.council, date(2199, 1, 1)) == 0
    settings_page = "/office/settings/appeals/keeping/"
    assert secretary.post(settings_page, {"months": "0"}).status_code == 422
    assert secretary.post(settings_page, {"months": "12"}).status_code == 302
    town.council.refresh_from_db()
    assert "12 months after the outcome" in secretary.get("/office/settings/").content.decode()
    last = closed_on.replace(year=closed_on.year + 1)
    assert duties._kept_long_enough(town.council, last - timedelta(1)) == 0
    assert duties._kept_long_enough(town.council, last) == 1
    assert duties._kept_long_enough(town.council, last) == 0
    assert told() == []


@examples(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000))
def test_every_figure_and_every_row_behind_it_is_the_same(db, seed):
    by = console()
    if not norms.Norm.objects.exists():
        norms.load_law(by=by)
    register = Register(by, random.Random(seed), slug=f"s{uuid4().hex}")
    register.fill()
    closed = Appeal.objects.of(register.council).exclude(status__in=Appeal.OPEN)
    rows = list(closed.filter(erased_on=None).select_related("applicant"))
    scope = _scope(register.council)
    before = standing(register.council)
    parts = _parts(scope)
    keys = {code: row_keys(each, scope) for code, each in _figures()}
    if rows:
        actions.erase(rows, ground="request", by=by)
    assert standing(register.council) == before
    assert _parts(scope) == parts
    assert {code: row_keys(each, scope) for code, each in _figures()} == keys


def _figures():
    return [(code, each) for code, each in CATALOGUE.items() if code.startswith("appeals.")]


def _scope(council):
    return Scope(council, Period(date(2023, 11, 1), date(2024, 4, 30)))


def _parts(scope):
    return {
        (code, by.code): dict(each.sizes(scope, by))
        for code, each in _figures()
        for by in each.dimensions
    }
