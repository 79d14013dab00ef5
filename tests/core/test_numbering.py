"""Numbers: those of journals, of counters, and of occasions, which never meet."""

from datetime import date
from random import Random

import pytest

from kenes.control.models import Monitoring, PublicHearing
from kenes.core import record
from kenes.core.access import console
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events.models import Event
from kenes.sittings.models import Sitting
from tests.registers import Register

DAY = date(2024, 3, 14)


@pytest.fixture
def register(db):
    return Register(console(), Random(1))


def occasion(register, kind):
    event = Event(council=register.council, kind=kind, title_ru="Событие", held_on=DAY)
    return Filing(event, path=[("planned", DAY)])


def hung(register, kind, number="", **facts):
    """The filing of a record that hangs on an occasion, with the number of its journal."""
    within = occasion(register, kind)
    models = {"sitting": Sitting, "monitoring": Monitoring, "public_hearing": PublicHearing}
    row = models[kind](council=register.council, event=within.row, **facts)
    row.number = number
    return Filing(row, within=within)


def platform(register, number=""):
    filing = occasion(register, "platform")
    filing.row.number = number
    return filing


def test_an_occasion_is_numbered_after_what_hangs_on_it(register):
    body = register.bodies[0]
    filings = [
        hung(register, "sitting", "12", body=body),
        hung(register, "sitting", body=body),
        hung(register, "sitting", "12-а", body=body),
        hung(register, "monitoring", "12"),
        hung(register, "public_hearing", "12"),
    ]
    record.register(filings, by=register.by)

    assert [(filing.row.number, filing.within.row.number) for filing in filings] == [
        ("2024-0012", "2024-sitting.12"),
        ("2024-0013", "2024-sitting.13"),
        ("2024-12-а", "2024-sitting.12-а"),
        ("2024-0012", "2024-monitoring.12"),
        ("2024-0012", "2024-publichearing.12"),
    ]


def test_occasions_take_no_number_from_the_journal_of_events(register):
    """A clerk enters a sitting, then the journal of events comes with its own № 1."""
    record.register([hung(register, "sitting", body=register.bodies[0])], by=register.by)
    filings = [platform(register, "1"), platform(register)]
    record.register(filings, by=register.by)

    assert [filing.row.number for filing in filings] == ["2024-0001", "2024-0002"]


@pytest.mark.parametrize("number", ["sitting-1", "sitting-12", "SITTING-1"])
def test_an_event_numbered_as_an_occasion_would_be_stands_beside_it(register, number):
    record.register([platform(register, number)], by=register.by)
    filings = [hung(register, "sitting", each, body=register.bodies[0]) for each in ("1", "12")]
    record.register(filings, by=register.by)

    numbers = list(Event.objects.live().values_list("number", flat=True))
    assert sorted(numbers) == sorted({f"2024-{number}", "2024-sitting.1", "2024-sitting.12"})


@pytest.mark.parametrize("number", ["sitting.12", "2024.sitting.1", "."])
def test_nobody_can_state_the_number_of_an_occasion(register, number):
    with pytest.raises(Refused) as refused:
        record.register([platform(register, number)], by=register.by)
    assert refused.value.field == "number"


def test_the_longest_number_fits_its_occasion_too(register):
    filing = hung(register, "public_hearing", "9" * 29 + "а")
    record.register([filing], by=register.by)
    assert len(filing.within.row.number) <= Event._meta.get_field("number").max_length
