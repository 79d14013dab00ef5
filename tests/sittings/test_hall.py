"""The hall over HTTP: the clerk's pages, a member's phone, the screen, the answer to watchers."""

import os
import re
from datetime import timedelta

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.access import Access, User
from kenes.core.filing import Filing
from kenes.hall.live import live
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.floor.models import Speech, Turn
from kenes.sittings.hall import door, screen
from kenes.sittings.models import Sitting
from kenes.sittings.presence.models import PresenceMark
from kenes.sittings.presence.timeline import Presence
from tests.sittings.chamber import BEGAN, NOON, Chamber

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Fragments are written into a folder of the test, style sheets need no collecting."""
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def chamber(db):
    """The clock of the council stands, as a demo's does, so that requests live in its day."""
    with clock.standing(NOON):
        yield Chamber(demo_now=NOON)


def client(chamber, role, person=None, language="en"):
    email = f"{role}.{person.pk if person else 'x'}@localhost"
    user = User(email=email, name=role)
    user.save()
    access = Access(council=chamber.council, user=user, role=role, person=person, since_on=BEGAN)
    record.register([Filing(access)], by=chamber.by)
    browser = Client(HTTP_HOST=f"{chamber.council.slug}.localhost")
    browser.cookies["django_language"] = language
    browser.force_login(user, backend=BACKEND)
    return browser


@pytest.fixture
def clerk(chamber):
    return client(chamber, "secretary")


@pytest.fixture
def member(chamber):
    return client(chamber, "member", chamber.people[0])


def office(chamber, tab="presence"):
    return f"/office/sittings/{chamber.sitting.number}/{tab}/"


def hall(chamber):
    return f"/hall/{chamber.sitting.number}/"


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def do(browser, address, **told):
    answer = browser.post(address, told, follow=True)
    assert answer.status_code == 200, answer.content
    return answer


def test_the_clerk_calls_the_roll_marks_and_opens(chamber, clerk):
    page = clerk.get(office(chamber))
    assert b"Call the roll" in page.content
    do(clerk, office(chamber) + "roll/")
    first, second = chamber.people[:2]
    do(clerk, office(chamber) + "mark/", mark=f"{first.pk}:remote")
    assert said(do(clerk, office(chamber) + "open/")) == [
        "There is no quorum: 6 of 9 are needed, 1 are there."
    ]
    do(clerk, office(chamber) + "excuse/", person=second.pk, reason="ill")
    do(clerk, office(chamber) + "mark/", mark="rest:present")
    do(clerk, office(chamber) + "open/")
    sitting = Sitting.objects.get()
    assert (sitting.in_session, sitting.present) == (True, 8)
    states = Presence(sitting).at()
    assert (states[first.pk].state, states[second.pk].state) == ("remote", "excused")
    wrong = PresenceMark.objects.get(person=first)
    do(clerk, office(chamber) + "unmark/", mark=wrong.pk)
    assert first.pk not in Presence(sitting).there()


def test_a_mark_can_be_of_an_earlier_time(chamber, clerk):
    do(clerk, office(chamber) + "roll/")
    do(clerk, office(chamber) + "mark/", mark=f"{chamber.people[0].pk}:present", clock="11:30")
    assert PresenceMark.objects.get().at == NOON - timedelta(minutes=30)
    late = do(clerk, office(chamber) + "mark/", mark="rest:present", clock="12:30")
    assert said(late) == ["That moment is still to come."]
    wrong = do(clerk, office(chamber) + "mark/", mark="rest:present", clock="half past")
    assert said(wrong) == ["A time is written like 14:30."]


def test_the_clerk_gives_up_without_a_quorum(chamber, clerk):
    do(clerk, office(chamber) + "roll/")
    do(clerk, office(chamber) + "mark/", mark=f"{chamber.people[0].pk}:present")
    do(clerk, office(chamber) + "give-up/", to="", reason="")
    sitting = Sitting.objects.get()
    assert (sitting.event.status, sitting.present) == ("failed", 1)


def test_the_clerk_closes_and_says_what_was_not_taken_up(chamber, clerk):
    chamber.opened(present=8)
    do(clerk, office(chamber, "votes") + "take-up/", item="1")
    page = clerk.get(office(chamber) + "closing/")
    ticked = [each["taken"] for each in page.context["items"]]
    assert (ticked, len(page.context["never"])) == ([True, False, False], 1)
    do(clerk, office(chamber) + "close/", taken_up=[chamber.items[0].pk, chamber.items[2].pk])
    taken = chamber.sitting.items.order_by("position").values_list("taken_up", flat=True)
    assert list(taken) == [True, False, True]
    assert clerk.get(office(chamber)).status_code == 200


def prepared(clerk, chamber, **more):
    told = {
        "item": "1",
        "question_ru": "Принять?",
        "kind": "roll_call",
        "base": "present",
        "norm": "vote.ordinary",
        **more,
    }
    answer = clerk.post(office(chamber, "votes") + "prepare/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    return Ballot.objects.order_by("pk").last()


def test_the_clerk_holds_a_vote_by_name(chamber, clerk):
    chamber.opened()
    votes = office(chamber, "votes")
    refused = clerk.post(votes + "prepare/", {"item": "1", "kind": "hands"})
    assert refused.status_code == 422
    ballot = prepared(clerk, chamber)
    do(clerk, votes + "open/", item="1", ballot=ballot.pk)
    do(clerk, votes + "cast/", item="1", ballot=ballot.pk, vote=f"{chamber.people[0].pk}:against")
    do(clerk, votes + "cast/", item="1", ballot=ballot.pk, vote="rest:for")
    do(clerk, votes + "recuse/", item="1", person=chamber.people[1].pk, reason="founder")
    page = do(clerk, votes + "close/", item="1", ballot=ballot.pk)
    assert b"Carried" in page.content
    do(clerk, votes + "publish/", item="1", ballot=ballot.pk)
    ballot.refresh_from_db()
    counts = (ballot.status, ballot.votes_for, ballot.votes_against, ballot.base_then)
    assert counts == ("published", 7, 1, 8)
    do(clerk, votes + "take-part/", item="1", recusal=Recusal.objects.get().pk)
    assert Recusal.objects.exclude(struck_at=None).count() == 1


def test_the_clerk_types_hands_and_sees_a_lack(chamber, clerk):
    chamber.opened()
    votes = office(chamber, "votes")
    ballot = prepared(clerk, chamber, kind="hands")
    do(clerk, votes + "open/", item="1", ballot=ballot.pk)
    ballot.refresh_from_db()
    told = {"votes_for": 5, "votes_against": 1, "abstained": 0, "version": ballot.version}
    do(clerk, votes + "counts/", item="1", ballot=ballot.pk, **told)
    chamber.mark("away", chamber.people[5:])
    lack = "There is no quorum: 6 of 9 are needed, 5 are there."
    assert lack in clerk.get(votes + "?item=1").content.decode()
    assert said(do(clerk, votes + "close/", item="1", ballot=ballot.pk)) == [lack]
    do(clerk, votes + "void/", item="1", ballot=ballot.pk, reason="no quorum")
    ballot.refresh_from_db()
    assert ballot.status == "void"


def test_the_clerk_keeps_the_speakers(chamber, clerk):
    chamber.opened()
    votes = office(chamber, "votes")
    do(clerk, votes + "take-up/", item="1")
    do(clerk, votes + "ask/", item="1", person=chamber.people[0].pk, minutes="5")
    do(clerk, votes + "ask/", item="1", guest="A. Guest")
    both = do(clerk, votes + "ask/", item="1", guest="A. Guest", person=chamber.people[1].pk)
    assert len(said(both)) == 1
    first, second = Speech.objects.order_by("pk")
    do(clerk, votes + "begin/", item="1", speech=first.pk)
    do(clerk, votes + "end/", item="1", speech=first.pk)
    do(clerk, votes + "withdraw/", item="1", speech=second.pk)
    do(clerk, votes + "finish/", item="1")
    assert Turn.objects.get().ended_at is not None
    first.refresh_from_db()
    assert (first.minutes, first.ended_at) == (5, NOON)


def test_a_member_keeps_no_roll_and_a_clerk_has_no_vote(chamber, clerk, member):
    assert member.post(office(chamber) + "roll/").status_code == 403
    assert member.post(office(chamber, "votes") + "take-up/", {"item": "1"}).status_code == 403
    assert member.get(office(chamber)).status_code == 200
    assert clerk.get(hall(chamber)).status_code == 403
    stranger = Client(HTTP_HOST="almaty.localhost")
    assert stranger.get(hall(chamber))["Location"].startswith("/account/login/")
    assert stranger.get(office(chamber))["Location"].startswith("/account/login/")


def test_another_council_has_no_such_sitting(chamber):
    other = client(Chamber(members=1, slug="kokshe", demo_now=NOON), "secretary")
    Sitting.objects.filter(council__slug="kokshe").update  # noqa: B018, it bears the same number
    before = PresenceMark.objects.count()
    other.post(office(chamber) + "roll/")
    assert chamber.sitting.roll.count() == 0
    assert PresenceMark.objects.count() == before


def test_a_member_comes_votes_and_asks_for_the_floor(chamber, member):
    chamber.opened(present=8)
    me = chamber.people[8]
    phone = client(chamber, "chair", me)
    page = phone.get(hall(chamber))
    assert b"I take part remotely" in page.content
    do(phone, hall(chamber) + "here/")
    mark = PresenceMark.objects.get(person=me)
    assert (mark.state, mark.via) == ("remote", "phone")
    ballot = chamber.vote()
    do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="for")
    do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="for")
    do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="against")
    vote = Vote.objects.get()
    assert (vote.person, vote.choice, vote.via) == (me, "against", "phone")
    do(phone, hall(chamber) + "ask/")
    do(phone, hall(chamber) + "ask/")
    assert Speech.objects.get().person == me
    do(phone, hall(chamber) + "withdraw/")
    assert Speech.objects.get().struck
    do(phone, hall(chamber) + "leave/")
    refused = do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="for")
    assert said(refused) == [f"{me} is not marked as present."]
    assert Vote.objects.get().choice == "against"


def test_the_code_at_the_door(chamber, member, clerk):
    chamber.opened(present=8)
    shown = re.search(r"/hall/[^\"]+door=[^\"]+", clerk.get(office(chamber)).content.decode())
    address = shown.group(0).replace("&amp;", "&")
    assert b"data-door" in clerk.get(address).content
    public = Client(HTTP_HOST="almaty.localhost")
    assert b"data-door" not in public.get(hall(chamber) + "screen/").content
    assert b"data-door" not in public.get(hall(chamber) + "screen/?door=guess").content
    assert public.get(hall(chamber) + "door.svg?door=guess").status_code == 404
    key = address.partition("?")[2]
    assert public.get(f"{hall(chamber)}door.svg?{key}").content.startswith(b"<?xml")

    me = chamber.people[8]
    phone = client(chamber, "member", me)
    page = phone.get(f"{hall(chamber)}door/{door.code(chamber.sitting)}/", follow=True)
    assert b"I am here" in page.content
    do(phone, hall(chamber) + "here/")
    mark = PresenceMark.objects.get(person=me)
    assert (mark.state, mark.via) == ("present", "door")


def test_an_old_or_foreign_code_opens_nothing(chamber, member, monkeypatch):
    chamber.opened(present=8)
    phone = client(chamber, "member", chamber.people[8])
    other = chamber.plan(chamber.body)
    for token in (door.code(other), "guess", door.code(chamber.sitting)[:-2]):
        page = phone.get(f"{hall(chamber)}door/{token}/", follow=True)
        assert b"I am here" not in page.content
    monkeypatch.setattr(door, "LIVES", -1)
    page = phone.get(f"{hall(chamber)}door/{door.code(chamber.sitting)}/", follow=True)
    assert b"I am here" not in page.content


def test_an_account_of_nobody_does_nothing(chamber):
    chamber.opened()
    answer = client(chamber, "member").get(hall(chamber))
    assert answer.status_code == 409


def test_while_a_vote_by_name_is_open_the_screen_tells_only_how_many(chamber):
    chamber.opened()
    ballot = chamber.vote()
    chamber.cast(ballot, "against", chamber.people[:4])
    public = Client(HTTP_HOST="almaty.localhost")
    public.cookies["django_language"] = "en"
    page = public.get(hall(chamber) + "screen/").content.decode()
    assert 'data-voted="4"' in page
    assert "of 9 have voted" in page
    assert "Against" not in page
    chamber.close(ballot)
    screen.write(chamber.sitting.pk)
    page = public.get(hall(chamber) + "screen/").content.decode()
    assert "Against" in page
    assert "Not carried" in page


def written(chamber, path):
    """The newest fragment, also where it was left to the next who asks."""
    if screen.late_of(chamber.sitting.pk).exists():
        screen.write(chamber.sitting.pk)
    return path.read_text()


def test_each_change_writes_the_fragment_once_it_is_committed(
    chamber, django_capture_on_commit_callbacks
):
    path = screen.file_of(chamber.sitting.pk, "en")
    with django_capture_on_commit_callbacks(execute=True):
        chamber.opened()
        ballot = chamber.vote()
        assert not path.exists()
    before = written(chamber, path)
    with django_capture_on_commit_callbacks(execute=True):
        chamber.cast(ballot, "for", chamber.people[:2])
    after = written(chamber, path)
    assert ('data-voted="0"' in before, 'data-voted="2"' in after) == (True, True)
    mark = re.compile(r'data-mark="([^"]+)"')
    assert mark.search(before).group(1) == mark.search(after).group(1)
    with django_capture_on_commit_callbacks(execute=True):
        chamber.close(ballot)
    assert mark.search(written(chamber, path)).group(1) != mark.search(after).group(1)
    assert sorted(p.name for p in screen.folder().iterdir()) == sorted(
        [f"{chamber.sitting.pk}.{end}" for end in ("en.html", "kk.html", "ru.html", "stamp")]
    )


def test_in_a_rush_the_fragment_is_left_to_the_next_who_asks(
    chamber, django_capture_on_commit_callbacks, tmp_path
):
    with django_capture_on_commit_callbacks(execute=True):
        ballot = chamber.opened().vote()
    path, late = screen.file_of(chamber.sitting.pk, "en"), screen.late_of(chamber.sitting.pk)
    screen.write(chamber.sitting.pk)
    with django_capture_on_commit_callbacks(execute=True):
        chamber.cast(ballot, "for", chamber.people[:3])
    assert ('data-voted="0"' in path.read_text(), late.exists()) == (True, True)
    # Too early for the program to be asked again, and then late enough.
    address = f"/hall/live/{chamber.sitting.pk}.en"
    assert Asked(screen.folder(), address).body != b"the program"
    os.utime(path, (1, 1))
    assert Asked(screen.folder(), address).body == b"the program"
    answer = Client(HTTP_HOST="almaty.localhost").get(address)
    assert ('data-voted="3"' in answer.content.decode(), late.exists()) == (True, False)


def test_who_comes_after_a_newer_reading_writes_nothing(chamber):
    screen.write(chamber.sitting.pk)
    path = screen.file_of(chamber.sitting.pk, "en")
    stamp = screen.folder() / f"{chamber.sitting.pk}.stamp"
    path.write_text("newer")
    stamp.write_text(str(10**30))
    screen.write(chamber.sitting.pk)
    assert path.read_text() == "newer"


class Asked:
    """A watcher's question, put to the layer before the program."""

    def __init__(self, folder, path, seen="", method="GET"):
        def program(environ, start_response):
            start_response("200 OK", [])
            return [b"the program"]

        def start(status, headers):
            self.status, self.headers = status, dict(headers)

        environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_IF_NONE_MATCH": seen}
        self.body = b"".join(live(program, folder)(environ, start))


def test_watchers_are_answered_before_the_program(tmp_path):
    key = "0195fa55-0000-7000-8000-000000000000"
    address, file = f"/hall/live/{key}.ru", tmp_path / f"{key}.ru.html"
    assert Asked(tmp_path, address).body == b"the program"
    file.write_text("первое", encoding="utf-8")
    first = Asked(tmp_path, address)
    assert (first.status, first.body.decode()) == ("200 OK", "первое")
    assert first.headers["Content-Length"] == str(len(first.body))
    again = Asked(tmp_path, address, first.headers["ETag"])
    assert (again.status, again.body) == ("304 Not Modified", b"")
    screen._replace(file, "второе")
    third = Asked(tmp_path, address, first.headers["ETag"])
    assert (third.status, third.body.decode()) == ("200 OK", "второе")
    for path in (f"/hall/live/{key}.fr", f"/hall/live/../{key}.ru", f"/hall/live/{key}.ru/"):
        assert Asked(tmp_path, path).body == b"the program"
    assert Asked(tmp_path, address, method="POST").body == b"the program"


def test_the_first_watcher_of_all_is_answered_by_the_program(chamber):
    public = Client(HTTP_HOST="almaty.localhost")
    answer = public.get(f"/hall/live/{chamber.sitting.pk}.kk")
    assert (answer.status_code, "ETag" in answer.headers) == (200, True)
    assert public.get(f"/hall/live/{chamber.sitting.pk}.fr").status_code == 404
    assert public.get(f"/hall/live/{chamber.council.pk}.ru").status_code == 404
    assert os.listdir(screen.folder())  # noqa: PTH208
