"""Whoever looks for a word finds the appeals that hold it in any form, where they may know."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.appeals.erasure import actions as erasure
from kenes.appeals.index.models import AppealIndex
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication
from kenes.core import lookup, record, search
from kenes.core.search import Told
from kenes.core.stems import of_word
from kenes.core.text import fold
from kenes.management import archive, indexing
from kenes.portal.faces.appeals import APPEALS
from kenes.portal.listing import PAGE
from tests.appeals.conftest import received
from tests.appeals.test_portal import closed
from tests.appeals.test_shown import published, sent
from tests.tongues import FORMS
from tests.town import DAY

pytestmark = pytest.mark.django_db
OFFICE, PUBLIC = "/office/appeals/", "/ru/appeals/"


def numbers(client, text, where=OFFICE, **more):
    rows = client.get(where, {"q": text, **more}).context["rows"]
    return [row["cells"][0]["text"] for row in rows]


def found(town, text, *, sealed=True):
    rows = APPEALS.found(Appeal.objects.of(town.council), text, town.council, sealed=sealed)
    return set(rows.values_list("number", flat=True))


def entries():
    """What the database holds of the index, as it stands."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid, words FROM kenes_appealindex_words ORDER BY rowid")
        else:
            cursor.execute("SELECT place, words::text FROM kenes_appealindex ORDER BY place")
        return cursor.fetchall()


def test_every_index_says_what_its_records_tell():
    """It has the rows and their words itself; the shape they share says neither."""
    indexes = [model for model in apps.get_models() if issubclass(model, search.Index)]
    assert AppealIndex in indexes
    assert [model for model in indexes if not {"rows", "told"} <= vars(model).keys()] == []


@pytest.mark.parametrize(("written", "asked"), FORMS)
def test_a_word_is_found_in_another_form(town, written, asked):
    row = received(town, text=f"Прошу, {written}!", topic=None)
    received(town, text="Другое дело.", topic=None)
    assert found(town, asked) == {row.number}


LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюяёйьъәғқңөұүһі"
WORD = st.text(LETTERS, min_size=1, max_size=12) | st.from_regex(r"\A[a-z0-9]{1,9}\Z")
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join) | st.text(max_size=60)


def words_of(text):
    return re.findall(r"[^\W_]+", fold(text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(written=TEXT, other=TEXT)
def test_whatever_was_written_is_found_by_its_words_and_by_no_others(town, written, other):
    """Sealed or in the open, through the engine itself."""
    row = Appeal.objects.first() or received(town)
    held = {stem for word in words_of(written) for stem in of_word(word[: search.LONGEST])}
    for told in (Told(DAY, written), Told(DAY, "", written)):
        lines = [(row.pk, 1, search.words_of(told, row.council_id))]
        search._WRITERS[connection.vendor](AppealIndex, lines, False)
        for word in words_of(written)[:4]:
            assert found(town, word) == {row.number}
            assert found(town, f"«{word}»,") == {row.number}
            assert found(town, word, sealed=False) == ({row.number} if told.openly else set())
        asked = list(dict.fromkeys(words_of(other)))[: search.ASKED]
        may = asked and all(held.intersection(of_word(each[: search.LONGEST])) for each in asked)
        if other.strip():
            assert found(town, other) == ({row.number} if may else set())


def test_several_words_are_all_there_and_filters_combine(town, secretary):
    one = received(town, text="Во дворе прорвало трубу, течёт вода.")
    record.correct(one, version=one.version, by=town.by, kind="complaint")
    two = received(town, text="Дворы не метут.")
    assert set(numbers(secretary, "двор")) == {one.number, two.number}
    assert numbers(secretary, "вода двору") == [one.number]
    assert numbers(secretary, "вода метла") == []
    assert numbers(secretary, "двор", kind="complaint") == [one.number]
    assert numbers(secretary, "двор", order="due", kind="application") == [two.number]
    # Its directory words and its number find it as before; signs alone find nothing.
    assert len(numbers(secretary, "дорогам Медеуского")) == 2
    assert numbers(secretary, one.number) == [one.number]
    assert numbers(secretary, "0002") == [two.number]
    assert numbers(secretary, "№ — !") == []


def test_only_who_may_know_finds_by_what_is_sealed(town, visitor, secretary, member):
    said = {"text": "Тайнотекст у школы.", "place": "Тайноместо", "name": "Тайнописова Зерде"}
    sent(visitor, town, **said)
    closed(secretary, "2025-0001", "explained", answer="Тайноответ дан.")
    for sealed in ("тайнотекста", "тайноместо", "тайноответы"):
        assert numbers(secretary, sealed) == ["2025-0001"]
        for client, where in ((member, OFFICE), (visitor, PUBLIC), (secretary, PUBLIC)):
            assert numbers(client, sealed, where) == []
        assert "2025-0001" not in visitor.get("/ru/search/", {"q": sealed}).content.decode()
    # Who wrote is in no index, and the name in a text is found by those alone who may read it.
    assert numbers(secretary, "Тайнописова") == []
    # Nobody finds by a digest, should one become known.
    digest = re.search(r"x[0-9a-f]{10}", entries()[0][1])[0]
    assert digest
    for client, where in ((secretary, OFFICE), (member, OFFICE), (visitor, PUBLIC)):
        assert numbers(client, digest, where) == []


def test_no_sealed_word_stands_in_the_index(town, visitor):
    sent(visitor, town, text="Тайнотекст про переход.", place="Тайноместо")
    [[_place, words]] = entries()
    assert "тайно" not in words
    assert "переход" not in words
    assert "дорог" in words


def test_everyone_finds_by_the_public_words_alone_while_they_are_shown(town, visitor, secretary):
    sent(visitor, town, text="Айгуль Сейткали, 8 701 234 56 78: скользкий переход.")
    assert numbers(visitor, "переход", PUBLIC) == []
    published(secretary, "[имя], [телефон]: скользкий переход.", "Посыпали песком.")
    for word in ("переходы", "посыпать", "скользкие переходы"):
        assert numbers(visitor, word, PUBLIC) == ["2025-0001"]
        assert "2025-0001" in visitor.get("/ru/search/", {"q": word}).content.decode()
    for word in ("Сейткали", "701", "234"):
        assert numbers(visitor, word, PUBLIC) == []
    assert numbers(secretary, "Сейткали") == ["2025-0001"]
    publication.hide(Publication.objects.get(), reason="ошибка", by=town.by)
    assert numbers(visitor, "переход", PUBLIC) == []
    assert numbers(secretary, "переход") == ["2025-0001"]


def test_a_change_is_found_at_once_and_the_old_words_no_more(town, secretary):
    row = received(town, text="Яма на дороге.")
    record.correct(row, version=row.version, by=town.by, text="Фонарь не горит.")
    assert found(town, "яма") == set()
    assert found(town, "фонари") == {row.number}
    record.correct(row, version=row.version, by=town.by, received_on=row.received_on.replace(day=1))
    assert found(town, "фонари") == {row.number}
    assert len(entries()) == 1


def test_a_struck_one_is_found_by_its_number_alone(town, secretary):
    row = received(town, text="Яма на дороге.")
    record.strike([row], reason="ошибка", by=town.by)
    assert found(town, "яма") == set()
    assert numbers(secretary, "Медеуский", struck=1) == [row.number]
    record.restore([row], by=town.by)
    assert found(town, "яма") == {row.number}


def test_what_was_erased_is_found_by_its_number_alone(town, secretary):
    row = received(town, text="Фонтан не работает.")
    closed(secretary, row.number, "resolved", answer="Форсунки заменены.")
    assert numbers(secretary, "фонтана") == numbers(secretary, "форсунка") == [row.number]
    erasure.erase([Appeal.objects.get(pk=row.pk)], ground="request", by=town.by)
    assert numbers(secretary, "фонтана") == numbers(secretary, "форсунка") == []
    assert numbers(secretary, row.number) == [row.number]


def test_what_is_refused_leaves_the_index_as_it_was(town):
    row = received(town, text="Яма на дороге.")
    with pytest.raises(Exception, match="changed this record"):
        record.correct(row, version=row.version + 5, by=town.by, text="Фонарь.")
    assert found(town, "яма") == {row.number}
    assert found(town, "фонарь") == set()


def test_a_count_looks_through_no_more_than_it_is_told(town):
    for n in range(5):
        row = received(town, text="Яма на дороге.")
        if n in (0, 4):
            record.correct(row, version=row.version, by=town.by, kind="complaint")
    asked = search.asked("ямы", town.council.pk, sealed=True)

    def counted(most, **narrowed):
        rows = Appeal.objects.of(town.council).filter(**narrowed)
        rows = lookup.found(rows, AppealIndex, asked)
        return lookup.total(rows, AppealIndex, asked, most, narrowed=bool(narrowed))

    assert counted(5) == (5, False)
    assert counted(4) == (4, True)
    assert counted(5, kind="complaint") == (2, False)
    # Of the newest four, and there may be more.
    assert counted(4, kind="complaint") == (1, True)
    assert lookup.total(Appeal.objects.none(), AppealIndex, [], 4, narrowed=False) == (0, False)


def test_another_council_finds_nothing_of_it(town, other, visitor):
    row = received(town, text="Яма на дороге.")
    neighbour = received(other, text="Яма на мосту.")
    assert found(town, "ямы") == {row.number}
    assert found(other, "ямы") == {neighbour.number}


def test_pages_follow_the_days_and_miss_none(town, secretary):
    made = [received(town, text="Яма на дороге.").pk for _n in range(2 * PAGE + 3)]
    for n, row in enumerate(Appeal.objects.filter(pk__in=made).order_by("?")[:40]):
        day = row.received_on.replace(day=1 + n % 3)
        record.correct(row, version=row.version, by=town.by, received_on=day)
    for order in ("", "oldest"):
        seen, url = [], f"{OFFICE}?q=ямы&order={order}"
        while url:
            page = secretary.get(url).context
            seen += [row["cells"][0]["text"] for row in page["rows"]]
            url = page["pager"].get("newer_url" if order else "older_url")
        days = dict(Appeal.objects.values_list("number", "received_on"))
        ordered = [days[number] for number in seen]
        assert ordered == sorted(ordered, reverse=order == "")
        assert sorted(seen) == sorted(days)
    spoiled = secretary.get(f"{OFFICE}?q=ямы&older=2025-04-03_{made[0]}")
    assert spoiled.status_code == 409
    assert secretary.get(f"{OFFICE}?older=5_{made[0]}").status_code == 409


def test_the_index_is_made_anew_from_the_appeals(own_keys, town, visitor, secretary, capsys):
    sent(visitor, town, text="Тайнотекст у школы.")
    published(secretary, "Скользкий переход.")
    struck = received(town, text="Яма.")
    record.strike([struck], reason="ошибка", by=town.by)
    before = entries()
    call_command("reindex", lang="en")
    assert entries() == before
    assert "Appeals in the index: 2" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kenes_appealindex")
    indexing.fill()
    assert entries() == before
    # A new key of what is sealed leaves the words as they are.
    call_command("keys", "rotate")
    assert entries() == before
    assert numbers(secretary, "тайнотекст") == ["2025-0001"]
    call_command("reindex")
    assert entries() == before


def test_an_archive_holds_no_words_and_what_comes_back_is_found(town, visitor):
    names = {model.__name__ for model in archive.tables()}
    assert "AppealIndex" not in names
    assert "Appeal" in names


def test_an_endless_word_and_an_endless_text_are_taken(town):
    row = received(town, text="ы" * 30_000 + " яма " + "\U0001f573 עברית \x00 ' \" \\ & | !")
    assert found(town, "яма") == {row.number}
    assert found(town, "ы" * 30_000) == {row.number}
    assert found(town, "עברית") == {row.number}
    for odd in ("' OR 1=1", '"', "\\", "&", "*", "a:b", "NOT", "NEAR(", "\x00"):
        assert found(town, odd) == set()
