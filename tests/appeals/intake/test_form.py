"""The form of the portal against abuse: nobody is refused, and what is suspicious waits apart."""

import json
from datetime import timedelta
from uuid import uuid4

import altcha
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kenes.appeals.intake import actions, suspicion
from kenes.appeals.intake.proof import GOOD_FOR, challenge, proved
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.letter import Letter
from kenes.core.trace import Trace, forget
from tests.appeals.conftest import appeal, stand_still
from tests.town import NOW

pytestmark = pytest.mark.django_db
NEW = "/ru/appeals/new/"
KEY = uuid4()
# The day of the council ends at 19:00 in Greenwich.
MIDNIGHT = NOW.replace(hour=19)


def solved(puzzle):
    """What a browser sends as the proof."""
    asked = altcha.Challenge.from_dict(json.loads(puzzle))
    return altcha.Payload(asked, altcha.solve_challenge(asked)).to_base64()


def proof(visitor):
    return solved(visitor.get(NEW).context["challenge"])


def why():
    return list(Appeal.objects.order_by("pk").values_list("quarantined", "quarantine_why"))


def test_with_a_proof_it_is_received_like_any(town, visitor):
    answer = visitor.post(NEW, appeal(town, proof=proof(visitor)))
    assert answer.status_code == 200
    assert why() == [(False, "")]


def test_without_a_proof_it_has_its_receipt_and_waits_apart(town, visitor):
    answer = visitor.post(NEW, appeal(town))
    assert answer.status_code == 200
    assert answer.context["code"]
    assert why() == [(True, "no_proof")]
    assert Letter.objects.filter(purpose="appeal.received").count() == 1


def test_a_proof_counts_once(town, visitor):
    said = proof(visitor)
    for _time in range(2):
        visitor.post(NEW, appeal(town, proof=said))
    assert sorted(why()) == [(False, ""), (True, "no_proof")]


def test_a_form_sent_twice_with_its_proof_is_one_appeal(town, visitor):
    said = appeal(town, proof=proof(visitor))
    first, second = (visitor.post(NEW, said).context["appeal"].number for _time in range(2))
    assert first == second
    assert why() == [(False, "")]


def test_a_proof_is_good_for_a_day(town):
    with clock.standing(NOW):
        said = solved(challenge())
    with clock.standing(NOW + GOOD_FOR):
        assert not proved(said, KEY)
    with clock.standing(NOW + GOOD_FOR - timedelta(seconds=1)):
        assert proved(said, KEY)


def test_a_proof_is_good_for_one_appeal_however_often_that_is_sent(town):
    with clock.standing(NOW):
        said = solved(challenge())
        assert [proved(said, KEY) for _time in range(3)] == [True, True, True]
        assert not proved(said, uuid4())


def test_what_could_not_be_kept_is_sent_again_with_the_proof_it_had(town, visitor):
    said = appeal(town, proof=proof(visitor))
    spoiled = SimpleUploadedFile("photo.jpg", b"")
    assert visitor.post(NEW, {**said, "photos": [spoiled]}).status_code == 422
    assert visitor.post(NEW, said).status_code == 200
    assert why() == [(False, "")]


def test_a_puzzle_made_up_or_changed_is_none(town):
    with clock.standing(NOW):
        own = altcha.create_challenge("SHA-256", 1, key_prefix="0", hmac_secret="x")
        assert not proved(altcha.Payload(own, altcha.solve_challenge(own)).to_base64(), KEY)
        asked = altcha.Challenge.from_dict(json.loads(challenge()))
        asked.parameters.key_prefix = "0"
        assert not proved(altcha.Payload(asked, altcha.solve_challenge(asked)).to_base64(), KEY)
        asked = altcha.Challenge.from_dict(json.loads(challenge()))
        guess = altcha.Solution(counter=0, derived_key="00" * 32)
        assert not proved(altcha.Payload(asked, guess).to_base64(), KEY)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.hex()))
def test_nonsense_is_no_proof(said):
    assert not proved(said, KEY)


@pytest.mark.parametrize(
    "said", ["e30=", "bnVsbA==", "W10=", "eyJjaGFsbGVuZ2UiOiB7fX0=", "MQ==", "a" * 5000]
)
def test_half_a_proof_is_none(said):
    assert not proved(said, KEY)


def test_the_end_of_a_line_is_one_sign_whatever_a_browser_sends(town, visitor):
    text = "ы\r\n" * 14_999 + "ыы"
    assert visitor.post(NEW, appeal(town, text=text)).status_code == 200
    assert Appeal.objects.get().text == "ы\n" * 14_999 + "ыы"
    assert visitor.post(NEW, appeal(town, text=text + "ы")).status_code == 422


def test_the_trap_catches_programs(town, visitor):
    answer = visitor.post(NEW, appeal(town, proof=proof(visitor), website="https://example.kz"))
    assert answer.status_code == 200
    assert why() == [(True, "trap")]


def test_too_many_from_one_network_are_asked_to_wait_and_keep_their_text(town, visitor, settings):
    settings.KENES_APPEALS_AN_HOUR = 2
    for _time in range(2):
        assert visitor.post(NEW, appeal(town)).status_code == 200
    again = appeal(town)
    settings.KENES_APPEALS_AN_HOUR = 3
    first = visitor.post(NEW, again).context["appeal"]
    # What is here already is no new appeal, and hands out its receipt.
    assert visitor.post(NEW, again).context["appeal"] == first
    answer = visitor.post(NEW, appeal(town, text="Мой текст о воде."))
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Отправьте ещё раз через час." in page
    assert "Мой текст о воде." in page
    # Somebody else's network is another matter, and so is the next hour.
    other = Client(HTTP_HOST="almaty.localhost", REMOTE_ADDR="203.0.113.7")
    assert other.post(NEW, appeal(town)).status_code == 200
    stand_still(town, 2025, 4, 3, 6, 0)
    assert visitor.post(NEW, appeal(town)).status_code == 200


@pytest.mark.parametrize(
    ("addresses", "answers"),
    [
        # A household of the newer internet is one network.
        (("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"), [200, 429, 200]),
        # Addresses of the older one, said in the newer way, are apart.
        (("::ffff:203.0.113.1", "::ffff:203.0.113.2", "203.0.113.1"), [200, 200, 429]),
    ],
)
def test_what_is_one_network(town, settings, addresses, answers):
    settings.KENES_APPEALS_AN_HOUR = 1
    said = []
    for address in addresses:
        client = Client(HTTP_HOST="almaty.localhost", REMOTE_ADDR=address)
        said.append(client.post(NEW, appeal(town)).status_code)
    assert said == answers


def test_behind_a_server_of_ours_the_network_is_whom_it_names(town, settings):
    settings.KENES_APPEALS_AN_HOUR = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    said = []
    for passed in ("1.1.1.1, 203.0.113.1", "2.2.2.2, 203.0.113.1", "203.0.113.2", "nonsense"):
        client = Client(HTTP_HOST="almaty.localhost", HTTP_X_FORWARDED_FOR=passed)
        said.append(client.post(NEW, appeal(town)).status_code)
    assert said == [200, 429, 200, 200]


def test_nothing_of_the_network_is_kept_but_a_digest_for_an_hour(town, visitor):
    visitor.post(NEW, appeal(town, email=""))
    network, channel = Trace.objects.order_by("until")
    assert {len(each.digest) for each in (network, channel)} == {64}
    assert "127" not in str(network)
    assert network.until - NOW <= timedelta(hours=1)
    assert channel.until == MIDNIGHT
    assert forget(network.until - timedelta(seconds=1)) == 0
    assert forget(network.until) == 1
    assert forget(MIDNIGHT) == 1
    assert Trace.objects.count() == 0


def test_of_an_address_a_digest_is_kept_until_the_day_ends(town, visitor):
    visitor.post(NEW, appeal(town, email="aigul@example.kz"))
    kept = Trace.objects.filter(until=MIDNIGHT)
    assert kept.count() == 2
    assert not any("aigul" in each.digest for each in kept)
    assert forget(MIDNIGHT) == 3


def test_one_address_has_so_many_receipts_a_day_and_is_not_refused(town, visitor):
    for _each in range(actions.RECEIPTS_A_DAY + 2):
        assert visitor.post(NEW, appeal(town, email="aigul@example.kz")).status_code == 200
    assert Appeal.objects.count() == actions.RECEIPTS_A_DAY + 2
    assert Letter.objects.count() == actions.RECEIPTS_A_DAY
    visitor.post(NEW, appeal(town, email="erlan@example.kz"))
    assert Letter.objects.count() == actions.RECEIPTS_A_DAY + 1
    stand_still(town, 2025, 4, 4, 6, 0)
    visitor.post(NEW, appeal(town, email="AIGUL@example.kz"))
    assert Letter.objects.count() == actions.RECEIPTS_A_DAY + 2


def test_what_stands_behind_a_plus_makes_no_other_address(town, visitor):
    for at in range(actions.RECEIPTS_A_DAY + 2):
        visitor.post(NEW, appeal(town, email=f"{'A' if at % 2 else 'a'}igul+{at}@example.kz"))
    assert Appeal.objects.count() == actions.RECEIPTS_A_DAY + 2
    assert Letter.objects.count() == actions.RECEIPTS_A_DAY
    visitor.post(NEW, appeal(town, email="+77010000000@example.kz"))
    visitor.post(NEW, appeal(town, email="+77010000001@example.kz"))
    assert Letter.objects.count() == actions.RECEIPTS_A_DAY + 2


def test_more_than_a_whole_city_writes_in_a_day_waits_apart(town, visitor, monkeypatch):
    monkeypatch.setattr(suspicion, "A_DAY", 2)
    for _each in range(3):
        assert visitor.post(NEW, appeal(town, proof=proof(visitor))).status_code == 200
    assert sorted(why()) == [(False, ""), (False, ""), (True, "flood")]
    stand_still(town, 2025, 4, 4, 6, 0)
    visitor.post(NEW, appeal(town, proof=proof(visitor)))
    assert sorted(why()) == [(False, "")] * 3 + [(True, "flood")]


def test_every_page_with_the_form_has_a_new_puzzle_and_no_old_proof(town, visitor):
    said = proof(visitor)
    answer = visitor.post(NEW, appeal(town, text="", proof=said))
    assert answer.status_code == 422
    assert said not in answer.content.decode()
    assert answer.context["challenge"] != visitor.get(NEW).context["challenge"]
