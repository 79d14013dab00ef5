"""A council of invented members with a contest behind it and a reserve list."""

from datetime import UTC, date, datetime, timedelta

from kenes.core import record
from kenes.core.access import console
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.council.candidates import actions as candidates
from kenes.council.candidates.models import Candidate, CandidatePaper
from kenes.council.contest import actions as contests
from kenes.council.contest.models import Contest, GroupMember
from kenes.council.models import Body, Convocation, Mandate, Office, Person, Seat
from kenes.events.models import Event
from kenes.norms import actions as norms
from kenes.organs.models import Organisation
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem, Sitting

BEGAN = date(2024, 1, 10)
DAY = date(2025, 4, 3)
NOON = datetime(2025, 4, 3, 7, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


class House:
    """Six civil seats and two of state bodies, held; a reserve list of three."""

    def __init__(self, slug="almaty", civil=6, state=2, reserve=3, demo_now=NOON):
        self.by = console()
        norms.load_law(by=self.by)
        self.council = councils.found(
            by=self.by, slug=slug, title_kk=slug, title_ru=slug, demo_now=demo_now
        )
        self.convocation = self.add(Convocation, ordinal=3, since_on=BEGAN)
        self.agency = self.add(Organisation, title_ru="Управление дорог", kind="state_body")
        self.ngo = self.add(Organisation, title_ru="Фонд «Двор»", kind="ngo")
        self.body = self.add(Body, title_ru="Общее заседание", kind="council", since_on=BEGAN)
        self.commission = self.add(Body, title_ru="Комиссия", kind="commission", since_on=BEGAN)
        self.seats = [
            self.add(
                Seat,
                convocation=self.convocation,
                ordinal=n + 1,
                quota="civil" if n < civil else "state",
            )
            for n in range(civil + state)
        ]
        self.people = [self.add(Person, title_ru=f"Член {n + 1:03}") for n in range(civil + state)]
        self.mandates = [self.sit(*pair) for pair in zip(self.seats, self.people, strict=True)]
        self.add(Office, body=self.body, person=self.people[0], role="chair", since_on=BEGAN)
        self.contest = self.announced(self.convocation)
        self.reserve = [self.candidate(f"Запасной {n + 1}") for n in range(reserve)]
        self.decided(self.contest, chosen=[], reserve=self.reserve)

    def add(self, model, **facts):
        row = model(council=self.council, **facts)
        record.register([Filing(row)], by=self.by)
        return row

    def sit(self, seat, person, **facts):
        civil = seat.quota == "civil"
        said = {
            "since_on": BEGAN,
            "decided_on": BEGAN,
            "entered": "contest" if civil else "agency",
            "nominated_by": None if civil else self.agency,
        } | facts
        return self.add(Mandate, seat=seat, person=person, **said)

    def announced(self, convocation, kind="forming", on=date(2023, 10, 2), state=1, civil=2):
        contest = Contest(
            council=self.council,
            convocation=convocation,
            kind=kind,
            opened_on=on,
            body_ru="Общественный совет",
            address="Площадь 1",
            email="contest@example.kz",
            filing_from=on,
            filing_until=on + WEEK,
        )
        quotas = ["civil"] * civil + ["state"] * state
        group = [
            GroupMember(
                council=self.council, contest=contest, name=f"Рабочий {n}", quota=q, head=not n
            )
            for n, q in enumerate(quotas)
        ]
        contests.prepare(contest, group, by=self.by)
        contests.announce(contest, on=on, by=self.by)
        return contest

    def filed(self, name, contest=None, papers=CandidatePaper.Kind.values, **facts):
        contest = contest or self.contest
        on = contest.filing_from
        said = {"filed_on": on, "name_ru": name, "born_on": "1980-05-01"} | facts
        candidate = Candidate(council=self.council, contest=contest, **said)
        candidates.file(candidate, by=self.by)
        for kind in papers:
            candidates.hand_in(candidate, kind, on=on, by=self.by)
        return candidate

    def candidate(self, name, contest=None, **facts):
        """A candidate who was admitted."""
        candidate = self.filed(name, contest, **facts)
        candidates.admit(candidate, on=candidate.contest.filing_until + WEEK, by=self.by)
        return candidate

    def decided(self, contest, chosen, reserve):
        contests.decide(
            contest,
            chosen=chosen,
            reserve=reserve,
            protocol="Протокол № 1",
            on=contest.filing_until + 2 * WEEK,
            by=self.by,
        )

    def decision(self, on=DAY, body=None, state="held"):
        """What a sitting of a body decided."""
        event = Event(council=self.council, kind="sitting", title_ru="Заседание", held_on=on)
        path = [("planned", on), ("held", on)] if state == "held" else [("planned", on)]
        sitting = Sitting(
            council=self.council,
            event=event,
            body=body or self.body,
            seats_then=8,
            quorum_then=6,
            present=7,
        )
        record.register([Filing(sitting, within=Filing(event, path=path))], by=self.by)
        item = self.add(AgendaItem, sitting=sitting, position=1, kind="question", title_ru="Состав")
        decision = Decision(council=self.council, item=item, adopted_on=on, title_ru="О составе")
        if state == "held":
            decisions.adopt([Filing(decision)], by=self.by)
        else:
            record.register([Filing(decision)], by=self.by)
        return Decision.objects.select_related("item__sitting__event", "item__sitting__body").get(
            pk=decision.pk
        )
