"""The duties of the day: as of the council's moment, each by itself, twice the same as once."""

from datetime import date, timedelta

import pytest

from kenes import settings as configuration
from kenes.core import clock, outbox
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.letter import Letter
from kenes.council import actions as councils
from kenes.jobs import duties
from kenes.jobs.duties import Done, Duty
from kenes.organs.models import Topic
from tests.jobs.conftest import FACTS, NOW, written

pytestmark = pytest.mark.django_db


@action
def _tell(about, day):
    """A duty as slices write them: one letter a day about one record."""
    facts = FACTS | {"purpose": "topic.reminder", "sequence": day.toordinal()}
    return len(outbox.post([outbox.letter(about, **facts)], by=console()))


def remind(council, day):
    return sum(_tell(about, day) for about in Topic.objects.of(council).live())


@pytest.fixture
def of_the_day(monkeypatch):
    """Sets the list of duties for one test."""

    def put(*listed):
        monkeypatch.setattr(duties, "DUTIES", listed)

    return put


def test_a_duty_done_twice_posts_once_a_day_and_its_letters_leave_at_once(
    register, mail, of_the_day
):
    of_the_day(Duty("topics.remind", remind))
    topics = len(register.topics)
    first = duties.run(NOW)
    assert [done.words for done in first if "remind" in done.words] == [
        f"test topics.remind: {topics}"
    ]
    assert first[-1] == Done(f"letters: sent {topics}, put off 0, failed 0")
    assert duties.run(NOW)[-3:-1] == [
        Done("test topics.remind: 0"),
        Done("test appeals.read: 0, alike 0"),
    ]
    duties.run(NOW + timedelta(days=1))
    assert len(mail.taken) == 2 * topics


def test_each_council_has_its_own_day(register, of_the_day):
    demo_now = NOW - timedelta(days=300)
    councils.found(by=register.by, slug="demo", title_kk="Д", title_ru="Д", demo_now=demo_now)
    seen = {}

    def look(council, day):
        seen[council.slug] = (day, clock.today())
        return 0

    of_the_day(Duty("look", look))
    duties.run()
    assert seen["demo"] == (date(2024, 6, 7), date(2024, 6, 7))
    assert seen["test"] == (clock.today(), clock.today())
    duties.run(NOW)
    assert set(seen.values()) == {(date(2025, 4, 3), date(2025, 4, 3))}


def test_a_duty_that_breaks_stops_no_other(about, mail, of_the_day, caplog):
    written(about)

    def breaks(council, day):
        raise ZeroDivisionError

    of_the_day(Duty("broken", breaks), Duty("topics.remind", remind))
    done = duties.run(NOW)
    assert [each.words for each in done if each.broken] == ["test broken: ZeroDivisionError"]
    assert Letter.objects.filter(status="sent").count() == len(mail.taken) > 1
    assert "test broken" in caplog.text


def test_without_a_mail_server_letters_wait_and_that_is_said(about, settings):
    settings.KENES_SMTP = None
    written(about)
    assert Done("letters: mail is not configured, waiting 1") in duties.run(NOW)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.kz", ("mail.kz", 25, "", "", False, False)),
        ("smtp://u:p%40w@mail.kz", ("mail.kz", 587, "u", "p@w", False, True)),
        ("smtp://u:p@mail.kz:25?tls=none", ("mail.kz", 25, "u", "p", False, False)),
        ("smtp://mail.kz:2525?tls=starttls", ("mail.kz", 2525, "", "", False, True)),
        ("smtps://u:p@mail.kz", ("mail.kz", 465, "u", "p", True, False)),
    ],
)
def test_the_address_of_the_mail_server(url, expected):
    found = configuration.mail(url)
    said = ("host", "port", "username", "password", "use_ssl", "use_tls")
    assert tuple(found[name] for name in said) == expected


@pytest.mark.parametrize("url", ["mail.kz", "http://mail.kz", "smtp://", "smtp://a?tls=maybe"])
def test_a_wrong_address_of_the_mail_server_is_said_at_once(url):
    with pytest.raises(SystemExit) as ended:
        configuration.mail(url)
    assert "KENES_SMTP_URL" in str(ended.value)
