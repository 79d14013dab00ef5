"""Minutes: from the facts of a sitting to signed, published and corrected papers."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.minutes import actions
from kenes.minutes.content import changed, content, lines
from kenes.minutes.models import Minutes, Passage, Signature
from kenes.minutes.telling import paper
from kenes.report.papers.pdf import to_pdf
from kenes.report.papers.word import to_docx
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Decision, Dissent, Task
from tests.sittings.chamber import DAY, NOON, Chamber

pytestmark = pytest.mark.django_db


def decision(chamber, **more):
    facts = {
        "item": chamber.items[0],
        "adopted_on": DAY,
        "title_ru": "О рекомендациях",
        "text_ru": "Направить 3 рекомендации до 05.05.2025.",
        "text_kk": "2025 жылғы 5 мамырға дейін 3 ұсыным жолдансын.",
        **more,
    }
    return Decision(council=chamber.council, **facts)


def decided(chamber, **more):
    made = decision(chamber, ballot=chamber.ballot, **more)
    task = Task(
        text_ru="Подготовить письмо", owner=chamber.people[1], due_on=DAY + timedelta(days=10)
    )
    decisions.adopt([Filing(made), *decisions.tasks(made, [task])], by=chamber.by)
    return made


def drafted(chamber):
    with clock.standing(NOON + timedelta(hours=3)):
        return actions.draft(chamber.sitting, by=chamber.by)


def signed(chamber, minutes):
    actions.close(minutes, by=chamber.by)
    for role in Signature.Role.values:
        actions.sign(minutes, role=role, name="Подпись", kind="paper", on=DAY, by=chamber.by)
    return minutes


def test_minutes_say_what_happened(chamber):
    decided(chamber)
    record.register(
        [Filing(Dissent(council=chamber.council, item=chamber.items[0],
                        person=chamber.people[5], text="Рано."))],
        by=chamber.by,
    )  # fmt: skip
    said = lines(content(drafted(chamber)), "ru")

    assert [line for line in said if "13:00 Член 007" in line]
    counts = next(line for line in said if "5" in line and "7" in line and "1/2" in line)
    assert [counts.count(n) for n in ("5", "1,", "1;")] == [1, 1, 1]
    assert [line for line in said if "Член 006" in line and "работает в управлении" in line]
    assert [line for line in said if "Член 005" in line and "Рано." in line]
    assert "Направить 3 рекомендации до 05.05.2025." in said
    assert [line for line in said if "Подготовить письмо" in line and "13 апреля 2025" in line]
    assert [line for line in said if line.endswith("Член 008 · член · отсутствует")] == []


def test_a_draft_follows_the_facts_and_closed_minutes_do_not(chamber, standing):
    minutes = drafted(chamber)
    before = content(minutes)
    decided(chamber)
    assert content(minutes) != before

    actions.close(minutes, by=chamber.by)
    closed = content(minutes)
    record.strike([chamber.ballot], reason="ошибка", by=chamber.by)

    assert content(Minutes.objects.get()) == closed


def test_the_clerks_words_are_kept_and_a_colleagues_are_not_lost(chamber, standing):
    minutes, item = drafted(chamber), chamber.items[1]
    words = {"place": "item", "item": item, "by": chamber.by}
    actions.word(minutes, text_kk="Талқыланды.", text_ru="Обсудили.", **words)
    assert "Обсудили." in lines(content(minutes), "ru")

    with pytest.raises(Refused):
        actions.word(minutes, text_kk="", text_ru="Иначе.", version=7, **words)
    assert Passage.objects.get().text_ru == "Обсудили."

    actions.close(minutes, by=chamber.by)
    with pytest.raises(Refused):
        actions.word(minutes, text_kk="", text_ru="Поздно.", version=1, **words)


def test_both_sign_what_was_closed(chamber, standing):
    minutes = drafted(chamber)
    with pytest.raises(Refused):
        actions.sign(minutes, role="chair", name="А", kind="paper", on=DAY, by=chamber.by)
    actions.close(minutes, by=chamber.by)
    with pytest.raises(Refused):
        actions.sign(minutes, role="chair", name="А", kind="scan", on=DAY, by=chamber.by)
    actions.sign(
        minutes, role="chair", name="А", kind="scan", on=DAY, by=chamber.by,
        file=b"%PDF", file_name="s.pdf",
    )  # fmt: skip
    with pytest.raises(Refused):
        actions.take_back(minutes, reason="передумали", by=chamber.by)
    actions.sign(minutes, role="secretary", name="Б", kind="paper", on=DAY, by=chamber.by)

    assert minutes.status == "signed"
    assert set(Signature.objects.values_list("minutes_digest_then", flat=True)) == {minutes.digest}


def test_decisions_are_published_before_the_minutes(chamber, standing):
    made = decided(chamber)
    minutes = signed(chamber, drafted(chamber))
    with pytest.raises(Refused, match=made.number):
        actions.publish(minutes, by=chamber.by)

    decisions.publish(made, by=chamber.by)
    actions.publish(minutes, by=chamber.by)

    assert list(Minutes.objects.filter(Minutes.PUBLIC)) == [minutes]


def test_texts_that_differ_are_not_published_without_a_word(chamber, standing):
    made = decided(chamber, text_kk="2025 жылғы 6 мамырға дейін 3 ұсыным жолдансын.")
    with pytest.raises(Refused) as refused:
        decisions.publish(made, by=chamber.by)
    assert refused.value.field == "although"
    assert "06.05.2025" in str(refused.value)

    decisions.publish(made, although="так решено", by=chamber.by)
    assert made.published_on == DAY


def test_a_correction_is_a_new_version_with_its_difference(chamber, standing):
    minutes = drafted(chamber)
    actions.word(minutes, place="closing", text_kk="", text_ru="Закрыто.", by=chamber.by)
    actions.publish(signed(chamber, minutes), by=chamber.by)
    fresh = actions.correct(minutes, reason="опечатка", by=chamber.by)
    passage = Passage.objects.get(minutes=fresh)
    words = {"text_kk": "", "text_ru": "Закрыто в 15:00.", "version": passage.version}
    actions.word(fresh, place="closing", by=chamber.by, **words)

    assert fresh.number == f"{minutes.number}-2"
    assert changed(content(minutes), content(fresh), "ru") == [("Закрыто.", "Закрыто в 15:00.")]
    actions.publish(signed(chamber, fresh), by=chamber.by)
    minutes.refresh_from_db()
    assert (minutes.status, fresh.status) == ("replaced", "published")


def test_altered_minutes_are_found_out(chamber, standing):
    minutes = drafted(chamber)
    actions.close(minutes, by=chamber.by)
    minutes.digest = "0" * 64
    with pytest.raises(Refused):
        content(minutes)


def test_a_sitting_that_was_not_held_has_no_minutes_and_decides_nothing(db):
    there = Chamber()
    with pytest.raises(Refused):
        actions.draft(there.sitting, by=there.by)
    with pytest.raises(Refused) as refused:
        decisions.adopt([Filing(decision(there))], by=there.by)
    assert refused.value.field == "item"
    assert not Decision.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_word_and_pdf_hold_every_line(chamber, language):
    decided(chamber)
    made = content(drafted(chamber))
    url = "https://kenes.example/ru/minutes/2025-0001/"
    sheet = paper(made, language, url=url, digest="ab" * 32)
    document = docx.Document(BytesIO(to_docx(sheet)))
    text = [p.text for p in document.paragraphs]
    cells = [" · ".join(c.text for c in row.cells) for t in document.tables for row in t.rows]

    assert [
        line for line in lines(made, language) if line.removeprefix("– ") not in text + cells
    ] == []
    assert to_pdf(sheet) == to_pdf(sheet)
    assert to_pdf(paper(made, language, only=1))[:5] == b"%PDF-"
