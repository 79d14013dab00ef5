"""The reach ledger: its lines, their sum in three places, and what it refuses."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.core import clock, record
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.core.period import Scope
from kenes.core.refused import Refused
from kenes.events.ledger import actions
from kenes.events.ledger.whole import Ledger, ledger_of
from kenes.events.models import Event, ReachEntry
from kenes.office.event import ledger_words
from kenes.report.catalogue import CATALOGUE
from tests.events.conftest import EVER, address, an_event, errors, line, reach
from tests.town import NOW

pytestmark = pytest.mark.django_db
A, S = ReachEntry.Audience, ReachEntry.Source


def post(client, event, word, **said):
    with clock.standing(NOW):
        return client.post(address(event, word), said)


def told(event):
    """What the ledger says, line by line."""
    return [
        (each.audience, each.source, each.district, each.people, each.persons, each.estimated)
        for each in ledger_of(event).lines
    ]


def test_a_line_is_added_with_the_scan_that_proves_it(town, platform, secretary, visitor):
    scan = SimpleUploadedFile("list.pdf", b"%PDF-1.4 names")
    said = {"audience": "residents", "source": "sign_in", "district": str(town.district.pk)}
    answer = post(secretary, platform, "add/", **said, people="40", persons="38", papers=scan)

    assert answer.status_code == 302
    assert told(platform) == [("residents", "sign_in", town.district, 40, 38, False)]
    file = Attachment.objects.get()
    assert (file.about, file.public) == (ReachEntry.objects.get(), False)
    page = secretary.get(address(platform)).content.decode()
    assert "list.pdf" in page
    for client in (visitor, secretary):
        assert client.get(file.get_absolute_url()).status_code == 404
    assert "list.pdf" not in visitor.get(platform.get_absolute_url()).content.decode()


def test_a_line_is_put_right_and_struck(town, platform, secretary):
    actions.add(line(platform, 40), by=town.by)
    [entry] = ledger_of(platform).lines
    form = {"audience": "residents", "source": "head_count", "people": "44", "version": "1"}

    assert post(secretary, platform, f"{entry.pk}/correct/", **form).status_code == 302
    assert told(platform) == [("residents", "head_count", None, 44, None, False)]
    assert reach(town.council) == 44

    refused = post(secretary, platform, f"{entry.pk}/strike/", reason="")
    assert errors(refused) == {"reason": ["This field is required."]}
    post(secretary, platform, f"{entry.pk}/strike/", reason="Twice")
    assert (told(platform), reach(town.council)) == ([], 0)


def test_what_a_colleague_changed_meanwhile_is_shown(town, platform, secretary):
    actions.add(line(platform, 40), by=town.by)
    [entry] = ledger_of(platform).lines
    actions.correct(entry, by=town.by, people=41)
    form = {"audience": "residents", "people": "50", "version": "1"}
    answer = post(secretary, platform, f"{entry.pk}/correct/", **form)
    assert answer.status_code == 422
    assert answer.context["form"]["people"].value() == "50"
    assert told(platform)[0][3] == 41


def test_the_names_on_a_scan_are_for_those_who_may_see_names(town, platform, secretary, member):
    actions.add(line(platform, 40), by=town.by, scans=[("list.pdf", [b"%PDF-1.4 names"])])
    [entry] = ledger_of(platform).lines
    url = address(platform, f"{entry.pk}/files/{Attachment.objects.get().pk}/")

    answer = secretary.get(url)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 names"
    assert member.get(url).status_code == 403
    page = member.get(address(platform)).content.decode()
    assert ("list.pdf" in page, "1 file proves it" in page) == (False, True)


def test_a_file_laid_to_the_wrong_line_is_taken_away(town, platform, secretary):
    actions.add(line(platform, 40), by=town.by, scans=[("list.pdf", [b"%PDF-1.4"])])
    [entry] = ledger_of(platform).lines
    file = Attachment.objects.get()
    url = address(platform, f"{entry.pk}/files/{file.pk}/strike/")
    assert secretary.post(url).status_code == 302
    assert not Attachment.objects.live().exists()


def test_the_total_of_a_report_counts_nowhere(town, platform, secretary):
    actions.add(line(platform, 60), by=town.by)
    assert post(secretary, platform, "stated/", total="90").status_code == 302
    assert (reach(town.council), Event.objects.get().reach_stated) == (60, 90)
    page = secretary.get(address(platform)).content.decode()
    assert "The ledger has 60, the report said 90: 30 more than is proven." in page
    post(secretary, platform, "stated/", total="")
    assert Event.objects.get().reach_stated is None


@pytest.mark.parametrize(
    ("lines", "stated", "sentences"),
    [
        (
            [(120, False)],
            150,
            [
                "The ledger has 120, the report said 150: 30 more than is proven.",
                "All of it was counted, nothing is an estimate.",
            ],
        ),
        (
            [(100, False), (20, True)],
            100,
            [
                "The ledger has 120, the report said 100: it left out 20.",
                "Of these 120, 20 are an estimate.",
            ],
        ),
        (
            [(120, True)],
            120,
            ["The ledger has 120, and so the report said.", "All of it is an estimate."],
        ),
        (
            [(120, True)],
            None,
            [
                "The ledger has 120; no report stated a total.",
                "All of it is an estimate.",
            ],
        ),
        ([], 30, ["The ledger has 0, the report said 30: 30 more than is proven."]),
    ],
)
def test_the_sum_stands_beside_the_total_in_a_sentence(lines, stated, sentences):
    entries = [ReachEntry(people=people, estimated=guess) for people, guess in lines]
    with override("en"):
        assert ledger_words.sentences(Ledger(entries, stated)) == sentences


@pytest.mark.parametrize("state", ["planned", "cancelled", "failed", "adjourned"])
def test_nobody_came_to_what_was_not_held(town, secretary, state):
    event = an_event(town, state=state)
    answer = post(secretary, event, "add/", audience="residents", people="5")
    label = event.get_status_display()
    sentence = f"Visits are written down once the event was held; now it is: {label}."
    assert errors(answer) == {"people": [sentence]}
    assert (answer.status_code, told(event)) == (422, [])
    assert answer.context["form"]["people"].value() == "5"
    assert sentence in secretary.get(address(event)).content.decode()


def test_no_register_takes_visits_to_a_day_that_is_still_to_come(town):
    event = an_event(town, on=date(2025, 4, 4), state="planned")
    entry = line(event, 5, council=town.council)
    with clock.standing(NOW), pytest.raises(Refused) as refused:
        record.register([Filing(entry)], by=town.by)
    assert refused.value.sentence == "The event is still ahead: nobody has come yet."


@pytest.mark.parametrize(
    ("source", "taken"), [("head_count", False), ("", False), ("stream", True)]
)
def test_only_a_broadcast_reaches_more_people_than_the_hall_has_places(
    platform, secretary, source, taken
):
    answer = post(secretary, platform, "add/", audience="residents", source=source, people="101")
    if taken:
        assert [each[3] for each in told(platform)] == [101]
        return
    sentence = "The hall has 100 places, and 101 visits were written down."
    assert errors(answer) == {"people": [sentence]}


def test_all_lines_together_fit_into_the_hall(town, platform, secretary):
    actions.add(line(platform, 500, source=S.STREAM), by=town.by)
    actions.add(line(platform, 60, audience=A.STATE), by=town.by)
    answer = post(secretary, platform, "add/", audience="residents", people="41")
    assert errors(answer) == {
        "people": ["The hall has 100 places, and 101 visits were written down."]
    }
    assert post(secretary, platform, "add/", audience="residents", people="40").status_code == 302
    assert reach(town.council) == 600


def test_a_place_is_taken_once_a_day(town):
    event = an_event(town, places=50, began_on=date(2025, 3, 4))
    actions.add(line(event, 100), by=town.by)
    with pytest.raises(Refused):
        actions.add(line(event, 1, audience=A.STATE), by=town.by)


def test_there_are_no_more_people_than_visits(platform, secretary):
    answer = post(secretary, platform, "add/", audience="residents", people="5", persons="6")
    assert errors(answer) == {"persons": ["There are more different people than visits."]}
    assert told(platform) == []


def test_one_line_of_each_audience_source_and_district(town, platform, secretary):
    actions.add(line(platform, 5, source=S.SIGN_IN), by=town.by)
    answer = post(secretary, platform, "add/", audience="residents", source="sign_in", people="6")
    sentence = "The ledger has a line of this audience, source and district already."
    assert errors(answer) == {"audience": [sentence]}
    assert len(told(platform)) == 1


def test_those_who_only_read_change_nothing(town, platform, member, administrator):
    actions.add(line(platform, 5), by=town.by)
    [entry] = ledger_of(platform).lines
    assert member.get(address(platform)).context["deeds"] == []
    for client in (member, administrator):
        for word in ("add/", "stated/", f"{entry.pk}/correct/", f"{entry.pk}/strike/"):
            assert post(client, platform, word).status_code in (403, 404), word
    assert told(platform)[0][3] == 5


def test_a_line_of_another_event_is_not_found(town, platform, secretary):
    other = an_event(town, title_ru="Другая")
    actions.add(line(other, 5), by=town.by)
    [entry] = ledger_of(other).lines
    assert post(secretary, platform, f"{entry.pk}/correct/").status_code == 404


ENTRIES = st.dictionaries(
    st.tuples(st.sampled_from(A.values), st.sampled_from(["", *S.values]), st.sampled_from([0, 1])),
    st.tuples(st.integers(0, 3000), st.booleans()),
    max_size=9,
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=ENTRIES, stated=st.none() | st.integers(0, 5000))
def test_whatever_the_ledger_says_its_sum_is_one_everywhere(
    town, secretary, visitor, entries, stated
):
    """On its page, on the public card, in the figure, and divided in each of the ways."""
    with transaction.atomic():
        event = an_event(town, reach_stated=stated)
        for (audience, source, placed), (people, guess) in entries.items():
            district = town.district if placed else None
            said = {"source": source, "district": district, "estimated": guess}
            actions.add(line(event, people, audience, **said), by=town.by)
        whole = sum(people for people, _guess in entries.values())

        ledger = secretary.get(address(event)).context["ledger"]
        assert ledger.total == reach(town.council) == whole
        for name in ("audience", "source", "district", "estimated"):
            assert sum(ledger.by(name).values()) == whole
        figure, scope = CATALOGUE["events.platform_reach"], Scope(town.council, EVER)
        for dimension in figure.dimensions:
            parts = figure.breakdown(scope, dimension.code)
            assert sum(part.value for part in parts) == whole, dimension.code
        assert _on_the_card(visitor, event) == (whole if entries else None)
        assert ledger.estimated == sum(n for n, guess in entries.values() if guess)
        transaction.set_rollback(True)


def _on_the_card(visitor, event):
    """The sum under the table of the public card; of one line, that line."""
    page = visitor.get(event.get_absolute_url().replace("/ru/", "/en/"))
    tables = [part for part in page.context["parts"] if part["label"] == "Whom it reached"]
    if not tables:
        return None
    [table] = tables
    lines = [_visits(row["cells"]) for row in table["rows"]]
    total = _visits(table["foot"]) if table["foot"] else lines[0]
    assert total == sum(lines)
    return total


def _visits(cells):
    [cell] = [cell for cell in cells if cell["column"]["label"] == "Visits"]
    return int("".join(letter for letter in cell["text"] if letter.isdecimal()))
