"""Registers made by chance: small, lawful, with rows on both sides of every border."""

from datetime import date, timedelta
from itertools import count

from kenes.acts.models import DraftAct, Review
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.control.models import Monitoring
from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.link import between
from kenes.council import actions as councils
from kenes.council.models import Body, Convocation, Mandate, Person, Seat
from kenes.events.models import Coorganiser, Event, Participant, ReachEntry
from kenes.events.problems.models import Problem
from kenes.hearings.models import Hearing
from kenes.organs.models import District, Organisation, Topic
from kenes.publications.models import Channel, Post
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof.models import Verification
from kenes.sittings.models import AgendaItem, Sitting

FIRST = date(2023, 11, 1)
_LINKS = count()
SPAN = 180


class Register:
    """A council and its directories, and verbs that add rows by chance."""

    def __init__(self, by, chance, slug="test"):
        self.by = by
        self.chance = chance
        self.council = councils.found(by=by, slug=slug, title_kk="Кеңес", title_ru="Совет")
        self.districts = self.directory(District, "Медеу", "Алмалы")
        self.topics = self.directory(Topic, "Вода", "Дороги")
        kinds = ("akimat", "state_body", "subordinate", "maslikhat", "ngo")
        self.organisations = [
            row
            for kind in kinds
            for row in self.directory(Organisation, f"Орган {kind}", kind=kind)
        ]
        since = FIRST - timedelta(days=30)
        self.bodies = [
            row
            for kind in Body.Kind.values
            for row in self.directory(Body, f"{kind} 1", f"{kind} 2", kind=kind, since_on=since)
        ]
        self.people = self.directory(Person, "Асанова А.", "Берик Б.", "Сериков С.")
        self.mandates(since)

    def add(self, row, **filing):
        record.register([Filing(row, **filing)], by=self.by)
        return row

    def directory(self, model, *names, **facts):
        return [self.add(model(council=self.council, title_ru=name, **facts)) for name in names]

    def mandates(self, since):
        convocation = self.add(Convocation(council=self.council, ordinal=1, since_on=since))
        for at, person in enumerate(self.people, start=1):
            seat = self.add(
                Seat(council=self.council, convocation=convocation, ordinal=at, quota="civil")
            )
            ended = self.day() if self.chance.random() < 0.4 else None
            self.add(
                Mandate(
                    council=self.council,
                    seat=seat,
                    person=person,
                    since_on=since,
                    decided_on=self.day(),
                    entered=self.chance.choice(Mandate.Entered.values),
                    ended_on=ended,
                    ground="resigned" if ended else "",
                )
            )

    def day(self):
        return FIRST + timedelta(days=self.chance.randrange(SPAN))

    def later(self, on):
        return on + timedelta(days=self.chance.randrange(60))

    def maybe(self, values):
        return self.chance.choice([None, *values])

    def event(self, kind, **facts):
        """The filing of an occasion with whom and how many."""
        on = self.day()
        event = Event(
            council=self.council,
            kind=kind,
            title_ru=f"{kind} {on}",
            held_on=on,
            district=self.maybe(self.districts),
            topic=self.maybe(self.topics),
            **facts,
        )
        end = self.chance.choice(["held", "held", "held", "cancelled", "failed", "planned"])
        path = [("planned", on)] if end == "planned" else [("planned", on), (end, on)]
        some = self.chance.sample(self.organisations, self.chance.randrange(3))
        who = self.chance.sample(self.people, self.chance.randrange(3))
        parts = [
            *(
                Coorganiser(council=self.council, event=event, organisation=o, kind_then=o.kind)
                for o in some
            ),
            *(Participant(council=self.council, event=event, person=p) for p in who),
        ]
        return Filing(event, path=path, parts=parts)

    def fill(self, size=12):
        """Some rows of every register."""
        for _ in range(size):
            self.platform()
            self.sitting()
            self.appeal()
            self.review()
            self.post()
            self.recommendation()

    def platform(self):
        kind = self.chance.choice(["platform", "round_table", "akim_meeting", "budget_review"])
        filing = self.event(kind)
        filing.parts = [
            *filing.parts,
            *(
                ReachEntry(
                    council=self.council,
                    event=filing.row,
                    audience=audience,
                    people=self.chance.randrange(40),
                    estimated=self.chance.random() < 0.3,
                )
                for audience in self.chance.sample(ReachEntry.Audience.values, 3)
            ),
        ]
        record.register([filing], by=self.by)
        self.add(Problem(council=self.council, event=filing.row, text_ru="Вода", voice="member"))
        within = self.event("monitoring")
        record.register(
            [Filing(Monitoring(council=self.council, event=within.row), within=within)], by=self.by
        )

    def sitting(self):
        within = self.event("sitting")
        body = self.chance.choice(self.bodies)
        sitting = Sitting(
            council=self.council,
            event=within.row,
            body=body,
            seats_then=9,
            quorum_then=6,
            present=7,
        )
        record.register([Filing(sitting, within=within)], by=self.by)
        kind = self.chance.choice(AgendaItem.Kind.values)
        item = self.add(
            AgendaItem(
                council=self.council,
                sitting=sitting,
                position=1,
                kind=kind,
                title_ru="Вопрос",
                taken_up=self.chance.random() < 0.8,
            )
        )
        agency = self.chance.choice(self.organisations)
        on = within.row.held_on
        self.add(
            Hearing(
                council=self.council,
                agency=agency,
                agency_kind_then=agency.kind,
                planned_on=on,
                heard_on=on,
                item=item,
                verdict=self.chance.choice(["", "accepted", "not_accepted"]),
            ),
            path=[("planned", on), ("heard", on)],
        )

    def appeal(self):
        applicant = Applicant(council=self.council, kind="person", name="Асанов А.")
        on = self.day()
        path = [("registered", on)]
        while moves := sorted(Appeal.MOVES[path[-1][0]]):
            if self.chance.random() < 0.3:
                break
            path.append((self.chance.choice(moves), self.later(path[-1][1])))
            if len(path) > 5:
                break
        appeal = Appeal(
            council=self.council,
            received_on=on,
            channel=self.chance.choice(Appeal.Channel.values),
            kind=self.chance.choice(Appeal.Kind.values),
            language="ru",
            applicant=applicant,
            applicant_kind_then="person",
            topic=self.chance.choice(self.topics),
            district=self.maybe(self.districts),
        )
        record.register([Filing(appeal, path=path, within=Filing(applicant))], by=self.by)
        return appeal

    def review(self):
        on = self.day()
        draft = DraftAct(
            council=self.council,
            received_on=on,
            title_ru="Проект",
            developer=self.chance.choice(self.organisations),
        )
        review = Review(
            council=self.council,
            draft=draft,
            concluded_on=self.later(on),
            outcome=self.chance.choice(Review.Outcome.values),
        )
        record.register([Filing(draft, parts=[review])], by=self.by)

    def post(self):
        owner = self.maybe(self.people)
        name = f"Канал {owner}"
        channel = Channel.objects.filter(council=self.council, title_ru=name).first()
        if channel is None:
            [channel] = self.directory(Channel, name, kind="site", member=owner)
        self.add(
            Post(
                council=self.council,
                posted_on=self.day(),
                channel=channel,
                form=self.chance.choice(Post.Form.values),
                subject=self.chance.choice(Post.Subject.values),
                title_ru="Новость",
                link=f"https://example.kz/{next(_LINKS)}",
            )
        )

    def paper(self, on, **facts):
        """A paper adopted on the day, without points yet."""
        said = {"title_ru": "О воде", "prepared_on": on, "adopted_on": on} | facts
        paper = Recommendation(council=self.council, **said)
        return self.add(paper, path=[("draft", on), ("adopted", on)])

    def recommendation(self):
        on = self.day()
        paper = self.paper(on, topic=self.maybe(self.topics))
        self.came_from(paper)
        path = [("prepared", on)]
        if self.chance.random() < 0.8:
            path.append(("sent", self.later(on)))
            if self.chance.random() < 0.6:
                answer = self.chance.choice(Point.ANSWERS)
                path.append((str(answer), self.later(path[-1][1])))
                if self.chance.random() < 0.3 and answer in ("partly", "rejected", "hollow"):
                    path.append(("accepted", self.later(path[-1][1])))
                if self.chance.random() < 0.5:
                    closing = self.chance.choice(Point.CLOSED)
                    path.append((str(closing), self.later(path[-1][1])))
        sent = next((day for state, day in path if state == "sent"), None)
        answered = next((day for state, day in path if state in Point.ANSWERS), None)
        term = sent and self.chance.random() < 0.9
        point = self.add(
            Point(
                council=self.council,
                recommendation=paper,
                ordinal=1,
                addressee=self.chance.choice(self.organisations),
                text_ru="Починить",
                prepared_on=on,
                sent_on=sent,
                due_on=sent + timedelta(days=30) if term else None,
                answered_on=answered,
            ),
            path=path,
        )
        if sent:
            self.followed(point, path)

    def came_from(self, paper):
        """What the paper came from, if anything; the first counts, and a struck one does not."""
        registers = (Appeal, Hearing, Event)
        for model in self.chance.sample(registers, self.chance.randrange(3)):
            origin = model.objects.filter(council=self.council).order_by("pk").last()
            if origin is None:
                continue
            link = between(origin, paper)
            record.register([Filing(link)], by=self.by)
            if self.chance.random() < 0.2:
                record.strike([link], reason="mistaken", by=self.by)

    def followed(self, point, path):
        """The agency asked for more time, answered, and the council looked at what was done."""
        if point.due_on and self.chance.random() < 0.5:
            asked_on = point.sent_on + timedelta(days=self.chance.randrange(30))
            decided_on = self.later(asked_on)
            outcome = self.chance.choice(["granted", "granted", "refused", "asked"])
            course = [("asked", asked_on)]
            if outcome != "asked":
                course.append((outcome, decided_on))
            deferral = Deferral(
                council=self.council,
                point=point,
                asked_on=asked_on,
                until_on=point.due_on + timedelta(days=self.chance.randrange(1, 40)),
                reason="Ждём смету",
                decided_on=None if outcome == "asked" else decided_on,
            )
            self.add(deferral, path=course)
        for state, day in path:
            if state in Point.GIVEN:
                said = {"kind": state, "text": "Потому что", "channel": "paper"}
                self.add(PointAnswer(council=self.council, point=point, given_on=day, **said))
        for _ in range(self.chance.randrange(3)):
            outcome = self.chance.choice(Verification.Outcome.values)
            on = self.later(point.sent_on)
            self.add(
                Verification(
                    council=self.council,
                    point=point,
                    verified_on=on,
                    outcome=outcome,
                    text_ru="Осмотрено",
                )
            )
