"""The state of the system: who sees it, and that it says what is so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kenes import settings as configuration
from kenes.jobs import duties
from kenes.jobs.actions import remember
from kenes.jobs.models import LastRun
from kenes.management.status import status
from tests.office.test_letters import failed, written
from tests.town import signed_in

pytestmark = pytest.mark.django_db
HERE = "/office/status/"


@pytest.fixture(autouse=True)
def _nothing_configured(settings):
    settings.KENES_SMTP = settings.KENES_IMAP = settings.KENES_CLAMD = None


def tones(council=None):
    return {fact.code: fact.tone for fact in status(council)}


def test_a_fresh_installation_says_what_is_still_to_be_done(town):
    said = tones()
    assert said.pop("room") in {"good", "bad"}
    assert said == {
        "mail_out": "attention",
        "mail_in": "attention",
        "jobs": "bad",
        "scanner": "attention",
        "backup": "attention",
        "database": "plain",
        "version": "plain",
    }


def test_what_runs_is_in_order_until_it_stops(town, settings):
    settings.KENES_SMTP = configuration.mail("smtp://127.0.0.1:1?tls=none")
    duties.run()
    remember("export")
    said = tones()
    assert (said["mail_out"], said["jobs"], said["backup"]) == ("good", "good", "good")
    LastRun.objects.update(at=timezone.now() - timedelta(days=8))
    said = tones()
    assert (said["jobs"], said["backup"]) == ("bad", "attention")


def test_a_mailbox_that_does_not_answer_is_said(town, settings):
    settings.KENES_IMAP = configuration.mailbox("imap://u:p@127.0.0.1:1/?tls=none")
    assert tones()["mail_in"] == "attention"
    remember("mailbox", "mailbox: refused", True)
    [fact] = [fact for fact in status() if fact.code == "mail_in"]
    assert fact.tone == "bad"
    assert "mailbox: refused" in fact.advice
    remember("mailbox")
    assert tones()["mail_in"] == "good"


def test_letters_of_one_council_alone_are_counted_for_it(town, other, settings):
    settings.KENES_SMTP = configuration.mail("smtp://127.0.0.1:1?tls=none")
    failed(written(town))
    assert tones(town.council)["mail_out"] == "attention"
    assert tones(other.council)["mail_out"] == "good"


def test_the_administrator_sees_it(town, administrator):
    answer = administrator.get(HERE)
    html = answer.content.decode()
    assert "Files are not scanned." in html
    assert "KENES_CLAMD" in html
    links = [link["url"] for g in answer.context["side"]["groups"] for link in g["links"]]
    assert HERE in links


@pytest.mark.parametrize("role", ["secretary", "chair", "member"])
def test_others_do_not(town, role):
    client = signed_in(town, role)
    assert client.get(HERE).status_code == 403
    links = client.get("/office/").context["side"]["groups"]
    assert HERE not in [link["url"] for group in links for link in group["links"]]
