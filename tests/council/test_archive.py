"""What a closed convocation froze changes no more, kind by kind; what it handed over stays open."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils.translation import override

from kenes.core import clock, record
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.core.flow import Flow
from kenes.core.frozen import why_frozen
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.council.candidates.models import Candidate, CandidatePaper, Score
from kenes.council.contest.models import Contest, GroupMember, Stage
from kenes.council.handover import actions as handover
from kenes.council.models import Body, Convocation, Mandate, Person, Seat
from kenes.council.rotation.models import Offer, Rotation
from kenes.events.models import Coorganiser, Event, Participant, ReachEntry
from kenes.events.problems.models import Problem
from kenes.minutes import actions as minutes
from kenes.minutes.models import Minutes, Passage, Signature
from kenes.organs.models import Organisation
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Decision, Dissent, Task
from kenes.sittings.floor.models import Speech
from kenes.sittings.invitations.models import Invitation, Notice
from kenes.sittings.models import Sitting
from kenes.sittings.presence import actions as presence
from tests.sittings.chamber import BEGAN, DAY, NOON, Chamber
from tests.town import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]

ONE_FOR_ALL = "a directory that outlives every convocation"
OWN_COURSE = "has a course of its own in the law, which no convocation ends"
OURS = "belongs to the program or to the paper trail, not to a convocation"
# What closing a convocation does not freeze, each for its reason.
OPEN = {
    "District": ONE_FOR_ALL,
    "Topic": ONE_FOR_ALL,
    "Organisation": ONE_FOR_ALL,
    "Person": ONE_FOR_ALL,
    "Contact": ONE_FOR_ALL,
    "Channel": ONE_FOR_ALL,
    "DraftAct": OWN_COURSE,
    "Review": OWN_COURSE,
    "Act": OWN_COURSE,
    "Finding": OWN_COURSE,
    "Applicant": OWN_COURSE,
    "Appeal": OWN_COURSE,
    "Matter": OWN_COURSE,
    "Inquiry": OWN_COURSE,
    "Remark": OWN_COURSE,
    "AnswerTemplate": ONE_FOR_ALL,
    "AppealExtension": OWN_COURSE,
    "MissingPart": OWN_COURSE,
    "PersonMessage": OWN_COURSE,
    "Publication": OWN_COURSE,
    "Support": OWN_COURSE,
    "Campaign": OWN_COURSE,
    "CampaignAppeal": OWN_COURSE,
    "Reading": OWN_COURSE,
    "Suggestion": OWN_COURSE,
    "Training": OURS,
    "Measure": OURS,
    "PublicHearing": OWN_COURSE,
    "Monitoring": OWN_COURSE,
    "PublicDiscussion": OWN_COURSE,
    "PublicExpertise": OWN_COURSE,
    "Registration": OWN_COURSE,
    "PublicQuestion": OWN_COURSE,
    "PublicSpeech": OWN_COURSE,
    "HeadCount": OWN_COURSE,
    "Subject": OWN_COURSE,
    "FinalDocument": OWN_COURSE,
    "DocumentPart": OWN_COURSE,
    "Sending": OWN_COURSE,
    "Checklist": OWN_COURSE,
    "CheckQuestion": OWN_COURSE,
    "FieldEntry": OWN_COURSE,
    "BeforeAfter": OWN_COURSE,
    "Hearing": OWN_COURSE,
    "Postponement": OWN_COURSE,
    "PostponementRequest": OWN_COURSE,
    "HearingNotice": OWN_COURSE,
    "HearingQuestion": OWN_COURSE,
    "CoReport": OWN_COURSE,
    "Criterion": ONE_FOR_ALL,
    "HearingMark": OWN_COURSE,
    "Recommendation": OWN_COURSE,
    "Point": OWN_COURSE,
    "PointAnswer": OWN_COURSE,
    "Deferral": OWN_COURSE,
    "Claim": OWN_COURSE,
    "Verification": OWN_COURSE,
    "Silence": OWN_COURSE,
    "Statement": OWN_COURSE,
    "Dispatch": OWN_COURSE,
    "DispatchedPoint": OWN_COURSE,
    "UrgentQuestion": OWN_COURSE,
    "Programme": OWN_COURSE,
    "ProgrammeLine": OWN_COURSE,
    "Post": OWN_COURSE,
    "Survey": OWN_COURSE,
    "Dispute": "is open until it is settled, by whoever then sits",
    "Handover": "is given to the next convocation after the close",
    "Step": "follows its row, which refuses every move",
    "Link": "tells of two rows and changes neither",
    "Access": OURS,
    "Subscription": OURS,
    "IncomingLetter": OURS,
    "Counter": OURS,
    "Letter": OURS,
    "Enclosure": OURS,
    "Intake": OURS,
    "Layout": ONE_FOR_ALL,
    "IntakeLine": OURS,
    "Blueprint": OURS,
    "Block": OURS,
    "Edition": OURS,
    "StatedFigure": OURS,
    "Letterhead": OURS,
}
KINDS = [m for m in apps.get_app_config("kenes").get_models() if issubclass(m, Row)]
FROZEN = [model for model in KINDS if model.__name__ not in OPEN]


class Term(Chamber):
    """A convocation with one row of every kind in it, ended and closed."""

    def __init__(self):
        super().__init__(members=9)
        self.convocation = Convocation.objects.get()
        self.form()
        self.announce()
        self.opened()
        self.sit()
        self.write()

    def add(self, row, path=()):
        row.council = self.council
        record.register([Filing(row, path=path)], by=self.by)
        return row

    def form(self):
        body = self.add(Body(title_ru="Комитет", kind="committee", since_on=BEGAN))
        record.correct(body, version=1, by=self.by, ended_on=DAY - timedelta(days=30))
        said = {"convocation": self.convocation, "opened_on": BEGAN, "body_ru": "Совет"}
        contest = self.add(Contest(**said), path=[("prepared", BEGAN), ("announced", BEGAN)])
        self.add(Stage(contest=contest, kind="notice", published_on=BEGAN))
        head = self.add(GroupMember(contest=contest, name="Рабочий", quota="civil", head=True))
        candidate = self.add(
            Candidate(contest=contest, ordinal=1, filed_on=BEGAN, name_ru="Запасной"),
            path=[("filed", BEGAN), ("admitted", BEGAN)],
        )
        self.add(CandidatePaper(candidate=candidate, kind="consent", taken_on=BEGAN))
        self.add(Score(candidate=candidate, member=head, points=5))
        seat = self.add(Seat(convocation=self.convocation, ordinal=99, quota="civil"))
        rotation = self.add(Rotation(seat=seat, vacant_on=BEGAN), path=[("open", BEGAN)])
        self.add(Offer(rotation=rotation, candidate=candidate, offered_on=BEGAN))

    def announce(self):
        self.add(Invitation(sitting=self.sitting, person=self.people[0], role="member"))
        self.add(Notice(sitting=self.sitting, sequence=0, method="REQUEST", told={"items": []}))
        event, ngo = self.sitting.event, self.add(Organisation(title_ru="Фонд", kind="ngo"))
        self.add(Coorganiser(event=event, organisation=ngo, kind_then="ngo"))
        self.add(Participant(event=event, person=self.people[0]))
        self.add(ReachEntry(event=event, audience="residents", people=3))
        self.add(Problem(event=event, text_ru="Яма"))

    def sit(self):
        ballot = self.vote()
        ballots.recuse(self.items[0], self.people[8], reason="родня", by=self.by)
        self.cast(ballot, "for", self.people[:8])
        self.close(ballot)
        self.add(Speech(item=self.items[0], person=self.people[0]))
        self.add(Dissent(item=self.items[0], person=self.people[1], text="Против"))
        with clock.standing(NOON + timedelta(hours=1)):
            presence.close_sitting(self.sitting, by=self.by)
        self.sitting = Sitting.objects.select_related("event", "body", "council").get()
        self.decision = Decision(
            council=self.council, item=self.items[0], ballot=ballot, adopted_on=DAY,
            title_ru="О двух", text_ru="Направить 2 письма.", text_kk="2 хат жолдансын.",
        )  # fmt: skip
        tasks = [Task(text_ru="Письмо"), Task(text_ru="Второе письмо")]
        filing = Filing(self.decision, consequences=())
        decisions.adopt([filing, *decisions.tasks(self.decision, tasks)], by=self.by)
        self.done, self.left = Task.objects.order_by("ordinal")
        record.move([self.done], "done", on=DAY, by=self.by, outcome="отправлено")

    def write(self):
        with clock.standing(NOON + timedelta(hours=2)):
            decisions.publish(self.decision, by=self.by)
            paper = minutes.draft(self.sitting, by=self.by)
            minutes.word(paper, place="opening", text_kk="", text_ru="Открыл", by=self.by)
            minutes.close(paper, by=self.by)
            for role in Signature.Role.values:
                minutes.sign(paper, role=role, name="Имя", kind="paper", on=DAY, by=self.by)
            minutes.publish(paper, by=self.by)
            self.add(
                Attachment(
                    row_id=self.items[0].pk, register="agendaitem", name="a.pdf",
                    media_type="application/pdf", size=1, sha256="0" * 64,
                )
            )  # fmt: skip

    def end(self):
        """The term ends a week later."""
        on = DAY + timedelta(days=7)
        with clock.standing(NOON + timedelta(days=7)):
            self.convocation.refresh_from_db()
            handover.close(self.convocation, [], on=on, by=self.by)
        return self

    def row(self, model):
        """A row of the kind: of those with a course, one that has come to its end."""
        rows = model.objects.of(self.council).live()
        if model is Task:
            return rows.get(pk=self.done.pk)
        if model is Body:
            return rows.get(kind="committee")
        return rows.first()


@pytest.fixture
def term():
    with clock.standing(NOON), override("ru"):
        yield Term()


def test_every_kind_of_row_is_frozen_or_says_why_not():
    assert set(OPEN) <= {model.__name__ for model in KINDS}
    assert [model for model in KINDS if model.__name__ in OPEN and frozen_by_itself(model)] == []


def frozen_by_itself(model):
    return bool(model.KEPT_WITH or "archive_of" in vars(model))


def refused(act):
    with pytest.raises(Refused) as found:
        act()
    assert "созыва 1" in str(found.value)


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_nothing_of_a_closed_convocation_changes(term, model):
    row, by = term.row(model), term.by
    assert why_frozen([row]) == ""
    record.strike([row], reason="ошибка", by=by)
    record.restore([row], by=by)
    term.end()
    row = term.row(model)
    refused(lambda: record.strike([row], reason="ошибка", by=by))
    refused(lambda: record.correct(row, version=row.version, by=by))
    refused(lambda: record.restore([row], by=by))
    refused(lambda: record.amend(row, Filing(row), by=by))
    if isinstance(row, Flow):
        for status in type(row).MOVES:
            refused(lambda to=status: record.move([row], to, on=DAY, by=by))
        refused(lambda: record.retrace(row, [(row.status, DAY)], by=by, reason="ошибка"))
    fresh = type(row).objects.get(pk=row.pk)
    assert (fresh.struck_at, fresh.version) == (None, row.version)


def test_nothing_is_added_to_a_closed_convocation(term):
    term.end()
    sitting = term.row(Sitting)
    with clock.standing(NOON + timedelta(days=8)):
        refused(lambda: term.item(sitting, 9))
        refused(
            lambda: term.add(Seat(convocation=term.row(Convocation), ordinal=98, quota="civil"))
        )
        event = Event(council=term.council, kind="sitting", title_ru="Ещё", held_on=DAY)
        late = Sitting(
            council=term.council, event=event, body=term.body,
            seats_then=9, quorum_then=6, present=9,
        )  # fmt: skip
        held = Filing(event, path=[("planned", DAY), ("held", DAY)])
        refused(lambda: record.register([Filing(late, within=held)], by=term.by))


def test_published_minutes_of_a_closed_convocation_get_no_new_version(term):
    term.end()
    refused(lambda: minutes.correct(term.row(Minutes), reason="описка", by=term.by))


def test_what_was_handed_over_stays_open(term):
    term.end()
    with clock.standing(NOON + timedelta(days=8)):
        task = Task.objects.get(pk=term.left.pk)
        later = DAY + timedelta(days=8)
        record.move([task], "done", on=later, by=term.by, outcome="отправлено")
        # Done by the next convocation, it is the next one's to put right.
        record.correct(task, version=task.version, by=term.by, outcome="отправлено почтой")
        person = Person.objects.first()
        record.correct(person, version=person.version, by=term.by, title_ru="Новая Фамилия")


def test_unfinished_minutes_are_finished_after_the_close(term):
    second = term.plan(term.body, on=DAY + timedelta(days=6))
    with clock.standing(NOON + timedelta(days=6)):
        presence.call_roll(second, by=term.by)
        term.sitting = second
        term.mark("present", term.people)
        presence.open_sitting(second, by=term.by)
        presence.close_sitting(second, by=term.by)
        paper = minutes.draft(second, by=term.by)
    term.end()
    with clock.standing(NOON + timedelta(days=9)):
        minutes.word(paper, place="closing", text_kk="", text_ru="Закрыл", by=term.by)
        minutes.close(paper, by=term.by)
    assert Passage.objects.filter(minutes=paper).count() == 1


def test_another_council_and_the_next_convocation_are_free(term):
    stranger = Chamber(slug="astana")
    term.end()
    seat = Mandate.objects.filter(council=stranger.council).first()
    record.correct(seat, version=seat.version, by=term.by, decided_on=DAY)
    began = DAY + timedelta(days=7)
    fourth = term.add(Convocation(ordinal=2, since_on=began))
    seat = term.add(Seat(convocation=fourth, ordinal=1, quota="civil"))
    said = {"since_on": began, "decided_on": began, "entered": "contest"}
    mandate = term.add(Mandate(seat=seat, person=term.people[0], **said))
    record.strike([mandate], reason="ошибка", by=term.by)


def test_a_contest_not_decided_ends_with_the_term(term):
    term.end()
    assert Contest.objects.get().status == "cancelled"


def test_the_office_offers_no_change_of_what_is_frozen(term):
    term.end()
    with clock.standing(NOON + timedelta(days=8)):
        secretary = signed_in(term, "secretary")
        card = secretary.get(f"/office/sittings/{term.sitting.number}/").context
        assert "convocation 1" in card["frozen"]
        assert (card["writes"], card["strikes"], card["moves"]) == (False, False, [])
        presence_page = secretary.get(f"/office/sittings/{term.sitting.number}/presence/").context
        assert (presence_page["writes"], presence_page["excuses"]) == (False, False)
        decision = secretary.get(f"/office/decisions/{term.decision.number}/").context
        assert [each["part"].pk for each in decision["moved_parts"]] == [term.left.pk]
        form = secretary.get(f"/office/sittings/{term.sitting.number}/correct/")
        assert "convocation 1" in form.content.decode()
