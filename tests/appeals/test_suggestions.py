"""A model learns from closed appeals and suggests; a person takes it or leaves all as it is."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from kenes.appeals import actions as appeals
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication
from kenes.appeals.suggestions import actions, kept, reading
from kenes.appeals.suggestions.learning import held_out
from kenes.appeals.suggestions.models import Reading, Suggestion, Training
from kenes.appeals.suggestions.reach import LEAST
from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.journal import Entry
from kenes.core.refused import Refused
from kenes.jobs import duties
from kenes.organs.models import Organisation, Topic
from tests.town import DAY, NOW, enter

pytestmark = pytest.mark.django_db
SAID = {
    "roads": ("яма на дороге у дома", "асфальт разбит, машины объезжают ямы", "тротуар провалился"),
    "water": ("нет воды в кране", "труба течёт, напора воды нет", "вода ржавая из крана"),
}


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path):
    settings.VAR = tmp_path
    with clock.standing(NOW):
        yield


def file(town, text, topic, *, closed=True, agency=None, name=""):
    applicant = Applicant(council=town.council, kind="person", name=name)
    row = Appeal(
        council=town.council,
        received_on=DAY - timedelta(days=9),
        channel="portal",
        kind="complaint",
        language="ru",
        applicant=applicant,
        applicant_kind_then="person",
        topic=topic,
        agency=agency,
        text=text,
    )
    filing = Filing(row, path=[("registered", DAY - timedelta(days=9))], within=Filing(applicant))
    record.register([filing], by=town.by)
    if closed:
        appeals.resolve([row], on=DAY - timedelta(days=2), by=town.by)
    return row


@pytest.fixture
def water(town):
    topic = Topic(council=town.council, title_ru="Вода", title_kk="Су")
    enter(topic, by=town.by)
    return topic


@pytest.fixture
def learned(town, water):
    """Seventy-two closed appeals of two topics, and what was learned of them."""
    for at in range(36):
        for topic, said in ((town.topic, SAID["roads"]), (water, SAID["water"])):
            words = f"{said[at % 3]}, {said[(at + 1) % 3]} письмо{chr(1072 + at)}"
            file(town, words, topic, agency=town.agency if topic is water else None)
    training = reading.train(town.council, DAY, by=town.by)
    assert training is not None
    return training


def read(town):
    return reading.suggest(town.council, DAY, by=town.by)


def own(row, about="topic"):
    rows = Suggestion.objects.filter(reading__appeal=row, about=about)
    return list(rows.order_by("ordinal"))


def test_too_few_appeals_are_not_learned_from(town, water, secretary):
    row = file(town, "нет воды", water, closed=False)
    assert read(town) == 0
    assert not Training.objects.exists()
    card = secretary.get(f"/office/appeals/{row.number}/")
    assert card.context["suggested"] == {"few": 0, "least": LEAST}
    quality = secretary.get("/office/appeals/suggestions/")
    assert quality.context["training"] is None
    with pytest.raises(CommandError):
        call_command("learn")


def test_an_open_appeal_is_read_once(town, water, learned):
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    assert read(town) == 1
    first = own(row)[0]
    assert (first.topic, first.ordinal, first.said) == (water, 1, "")
    assert first.percent > 60
    assert [each.alike.topic for each in own(row, "alike")] == [water] * 3
    row.refresh_from_db()
    # Nothing is filled in by itself.
    assert row.topic == town.topic
    assert read(town) == 0
    assert Reading.objects.count() == 1


def test_an_earlier_appeal_tells_what_became_of_it_and_what_everyone_may_read(
    town, water, learned, secretary
):
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    read(town)
    first = own(row, "alike")[0].alike
    first.refresh_from_db()
    record.correct(first, version=first.version, answer="Трубу заменил Асанов.", by=town.by)
    card = secretary.get(f"/office/appeals/{row.number}/")
    told = card.context["suggested"]["alike"][0]
    assert (told["number"], told["state"]["state"]["label"], told["answer"]) == (
        *(first.number, "question resolved"),
        "",
    )
    # The answer itself is the person's; what everyone may read of it stands here.
    assert "Асанов" not in card.content.decode()
    publication.consent(first, by=town.by)
    kept = Publication.objects.get(appeal=first)
    publication.publish(kept, text="Нет воды.", answer="Трубу заменили. " * 30, by=town.by)
    page = secretary.get(f"/office/appeals/{row.number}/").content.decode()
    assert "Трубу заменили. Трубу" in page
    assert "Трубу заменили. " * 20 not in page


def test_a_person_takes_a_suggestion(town, water, learned, secretary):
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    read(town)
    first, base = own(row)[0], f"/office/appeals/{row.number}/"
    card = secretary.get(base)
    box = card.context["suggested"]["boxes"][0]
    assert box["rows"][0]["percent"] == first.percent
    assert not box["settled"]
    answer = secretary.post(f"{base}suggestions/take/{first.pk}/", {"version": row.version})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.topic == water
    said = [(each.ordinal, each.said) for each in own(row)]
    assert said == [(1, "taken"), *((n, "passed") for n, _said in said[1:])]
    line = Entry.objects.get(verb="reading.chosen")
    offered, chosen = line.payload.said["changed"]["topic"]
    assert offered.startswith(f"Вода ({first.percent} %)")
    assert chosen == "Вода"
    table = secretary.get("/office/appeals/suggestions/").context["tables"][2]["rows"][0]
    assert [cell["text"] for cell in table["cells"]][1:3] == ["1", "100 %"]


def test_a_person_leaves_it_as_it_stands(town, water, learned, secretary):
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    read(town)
    rows = Suggestion.objects.filter(reading__appeal=row, about="topic")
    stood = rows.filter(topic=town.topic).exists()
    secretary.post(f"/office/appeals/{row.number}/suggestions/keep/topic/")
    row.refresh_from_db()
    assert row.topic == town.topic
    assert own(row)[0].said == "passed"
    verb = "reading.chosen" if stood else "reading.passed"
    assert Entry.objects.filter(verb=verb).count() == 1


def test_what_was_settled_or_changed_meanwhile_is_refused(town, water, learned):
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    read(town)
    first = own(row)[0]
    with pytest.raises(Refused):
        actions.take(first, version=row.version + 1, by=town.by)
    assert own(row)[0].said == ""
    with pytest.raises(Refused):
        actions.take(own(row, "alike")[0], version=row.version, by=town.by)
    actions.take(first, version=row.version, by=town.by)
    with pytest.raises(Refused):
        actions.keep(Reading.objects.get(), "topic", by=town.by)


def test_only_who_keeps_the_register_takes(town, learned, visitor):
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    read(town)
    answer = visitor.post(f"/office/appeals/{row.number}/suggestions/take/{own(row)[0].pk}/")
    assert answer.status_code in (302, 403)
    assert own(row)[0].said == ""


def test_a_closed_appeal_has_no_suggestions(town, water, learned, secretary):
    row = Appeal.objects.filter(status="resolved").first()
    assert secretary.get(f"/office/appeals/{row.number}/").context["suggested"] is None
    answer = secretary.post(f"/office/appeals/{row.number}/suggestions/keep/topic/")
    assert answer.status_code == 404


def test_what_stands_when_an_appeal_is_closed_counts(town, water, learned):
    row = file(town, "Вода из крана не идёт", water, closed=False)
    read(town)
    read(town)
    assert own(row)[0].said == ""
    appeals.resolve([row], on=DAY, by=town.by)
    read(town)
    assert own(row)[0].said == "taken"
    assert Entry.objects.filter(verb="reading.chosen").count() >= 1
    read(town)
    assert not Suggestion.objects.filter(said="").exclude(about="alike").exists()


def test_the_model_of_another_council_is_never_used(town, other, learned):
    kept.place(town.council).rename(kept.place(other.council))
    assert kept.load(other.council) is None
    assert kept.load(town.council) is None


def test_a_broken_file_is_learned_anew(town, learned):
    kept.place(town.council).write_bytes(b"no model")
    assert kept.load(town.council) is None
    file(town, "яма", town.topic, closed=False)
    assert read(town) == 1
    assert Training.objects.count() == 2


def test_the_file_holds_no_words(town, learned):
    content = kept.place(town.council).read_bytes()
    for word in ("яма", "вода", "асфальт"):
        assert word.encode() not in content
    assert kept.place(town.council).stat().st_mode & 0o077 == 0


def test_it_is_learned_anew_once_a_week(town, learned):
    for days, trainings in ((6, 1), (7, 2), (8, 2)):
        reading.suggest(town.council, DAY + timedelta(days=days), by=town.by)
        assert Training.objects.count() == trainings


def test_the_measure_is_of_appeals_the_model_has_not_seen(town, water, learned):
    rows = Appeal.objects.filter(status="resolved")
    out = sum(held_out(row) for row in rows)
    whole = learned.measures.get(about="topic", language="", topic=None)
    assert whole.asked + learned.copies == out
    by_topic = learned.measures.filter(about="topic").exclude(topic=None)
    assert sum(each.asked for each in by_topic) == whole.asked
    assert whole.first <= whole.three <= whole.asked


def test_the_command_prints_the_measure(town, water, learned, capsys):
    call_command("learn", "--json", "--lang=en")
    said = json.loads(capsys.readouterr().out)
    assert said["appeals"] == 72
    assert {each["about"] for each in said["measures"]} <= {"topic", "district", "agency"}
    call_command("learn")
    assert "appeals: 72" in capsys.readouterr().out


def test_what_left_the_directories_is_not_suggested(town, water, learned):
    record.strike([water], reason="Ошибка", by=town.by)
    row = file(town, "Вода из крана не идёт", town.topic, closed=False)
    read(town)
    assert water not in [each.topic for each in own(row)]


def test_agencies_rare_in_the_register_are_not_guessed(town, water, learned):
    rare = Organisation(council=town.council, title_ru="Редкое", kind="state_body")
    enter(rare, by=town.by)
    file(town, "яма", town.topic, agency=rare)
    reading.train(town.council, DAY, by=town.by)
    assert "agency" not in kept.load(town.council).lines


def test_the_jobs_read_and_gather(town, water, learned):
    file(town, "Вода из крана не идёт", town.topic, closed=False)
    done = [each.words for each in duties.run(NOW)]
    assert "almaty appeals.read: 1, alike 0" in done


def test_a_web_worker_loads_no_library_that_its_pages_do_not_need():
    told = (
        "import sys, kenes.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "heavy = ('sklearn', 'scipy', 'numpy', 'openpyxl', 'docx', 'docxtpl', 'typst', 'lxml');"
        "print([m for m in heavy if sys.modules.get(m)])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
