"""A district is renamed: its old name still finds it, lists say the new one, no number moves."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from kenes.core.period import Period, Scope
from kenes.core.text import fold
from kenes.events.indicators import INDICATORS, PLATFORM_DISTRICTS
from kenes.events.models import Event
from kenes.organs.models import District
from tests.events.problems.conftest import happened
from tests.journals.books import event, written
from tests.office.test_records import register
from tests.town import fields

OLD, NEW = "Медеуский район", "Алатауский район"
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def rename(secretary, district, **names):
    address = f"/office/districts/{district.code}/correct/"
    said = {"title_ru": NEW, "title_kk": "Алатау ауданы"} | names
    answer = secretary.post(address, fields(secretary.get(address)) | said)
    assert answer.status_code == 302, answer.context["form"].errors
    district.refresh_from_db()


def take(secretary, **journals):
    file = SimpleUploadedFile("journals.xlsx", written(**journals))
    looked = secretary.post("/office/import/", {"file": file})["Location"]
    shown = secretary.get(looked).context["sheets"]
    refused = [each["why"] for sheet in shown for each in sheet["refused"]]
    secretary.post(looked, {"answer": "take"})
    return refused


@pytest.mark.django_db
def test_the_old_names_are_kept_by_themselves(town, secretary):
    rename(secretary, town.district)
    assert town.district.aliases.split("\n") == ["Медеу ауданы", OLD]
    # A name it bears again need not be kept twice, and what a person wrote there stays.
    rename(secretary, town.district, aliases="Медеу ауданы\nМедеуский район\nАлатау")
    rename(secretary, town.district, title_ru="Медеуский  район")
    assert town.district.aliases.split("\n") == ["Медеу ауданы", OLD, "Алатау", NEW]


@pytest.mark.django_db
def test_a_journal_that_writes_the_old_name_means_the_same_district(town, secretary):
    rename(secretary, town.district)
    line = event("1", "2025-03-01", district=OLD)
    assert take(secretary, events=[line]) == []
    assert Event.objects.get().district == town.district


@pytest.mark.django_db
def test_the_whole_workbook_comes_again_with_the_old_name(town, secretary):
    """Both its names changed; the directory's own sheet neither doubles it nor renames it back."""
    held = {"districts": [{"title_ru": "Турксибский район"}], "events": []}
    assert take(secretary, **held) == []
    district = District.objects.get(title_ru="Турксибский район")
    rename(secretary, district, title_ru="Жетысуский район", title_kk="")
    for more in ({}, {"title_en": "Turksib"}):
        held["districts"][0] |= more
        held["events"] = [event(str(len(more) + 1), "2025-03-01", district="Турксибский район")]
        assert take(secretary, **held) == []
        district.refresh_from_db()
        assert (district.title_ru, district.title_en) == (
            "Жетысуский район",
            more.get("title_en", ""),
        )
        assert "Турксибский район" in district.aliases
    assert District.objects.filter(title_ru__startswith="Турксиб").count() == 0
    assert set(Event.objects.values_list("district", flat=True)) == {district.pk}


@pytest.mark.django_db
def test_lists_and_figures_say_the_new_name_and_no_count_moves(town, secretary, visitor):
    for kind in ("platform", "round_table", "platform"):
        happened(town, kind, district=town.district)
    happened(town, "platform", title_ru="Без района")
    narrowed = {"district": town.district.code}

    def counted():
        wide = Scope(town.council, YEAR)
        near = Scope(town.council, YEAR, None, narrowed)
        return [each.value(wide) for each in INDICATORS] + [
            each.value(near)
            for each in INDICATORS
            if "district" in {dimension.code for dimension in each.dimensions}
        ]

    before, code = counted(), town.district.code
    rename(secretary, town.district)
    assert (counted(), town.district.code) == (before, code)

    page = visitor.get(f"/ru/events/?district={code}").context
    assert {row["cells"][4]["text"] for row in page["rows"]} == {NEW}
    assert [chip["value"] for chip in page["filters"]["applied"]] == [NEW]
    figure = visitor.get("/ru/figures/events.platforms/?from=2025-01-01&until=2025-12-31").context
    parts = next(each for each in figure["breakdowns"] if each["code"] == "district")
    assert (parts["rows"][0]["label"], parts["rows"][0]["value"]) == (NEW, "2")
    tiles = visitor.get("/ru/calendar/map/?year=2025").context["lines"]
    assert [(line["label"], line["total"]) for line in tiles] == [(NEW, 3), ("Весь город", 1)]
    assert PLATFORM_DISTRICTS.value(Scope(town.council, YEAR)) == 1


@pytest.mark.django_db
def test_the_name_it_bore_is_not_given_to_another_unawares(town, secretary):
    rename(secretary, town.district)
    again = register(secretary, "districts", {"title_ru": OLD})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["title_ru"])
    assert take(secretary, events=[event("1", "2025-03-01", district=OLD)]) == []


NAMES = st.text("абв ", max_size=4)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=6))
def test_whatever_it_was_called_it_is_still_found_by(course):
    """However often it is renamed, every name it bore is among its names, none twice."""
    row, borne = District(code="d", title_ru="начало"), {fold("начало")}
    for kk, ru in course:
        old = District(title_kk=row.title_kk, title_ru=row.title_ru, aliases=row.aliases)
        row.title_kk, row.title_ru = kk, ru
        row.remember(old)
        borne |= {fold(name) for name in (kk, ru) if name.strip()}
        assert borne <= set(row.names())
        kept = [fold(name) for name in row.aliases.split("\n") if name]
        assert len(kept) == len(set(kept))
