"""A council of invented members, and a sitting of it that is ahead."""

from datetime import UTC, date, datetime, time

from kenes.core import clock, record
from kenes.core.access import console
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.council.models import Body, Convocation, Mandate, Office, Person, Seat
from kenes.events.models import Event
from kenes.norms import actions as norms
from kenes.norms.models import Norm
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.floor import actions as floor
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence import actions as presence
from kenes.sittings.presence.actions import Mark

BEGAN = date(2024, 1, 10)
DAY = date(2025, 4, 3)
NOON = datetime(2025, 4, 3, 7, 0, tzinfo=UTC)


class Chamber:
    """Members, a body of each kind, and a sitting of the council with three items."""

    def __init__(self, members=9, slug="almaty", vacant=0, demo_now=None):
        self.by = console()
        norms.load_law(by=self.by)
        self.council = councils.found(
            by=self.by,
            slug=slug,
            title_kk=slug,
            title_ru=slug,
            hosts=f"{slug}.localhost",
            demo_now=demo_now,
        )
        convocation = self._of(Convocation, ordinal=1, since_on=BEGAN)
        self.people = [self._of(Person, title_ru=f"Член {n:03}") for n in range(members)]
        seats = [
            self._of(Seat, convocation=convocation, ordinal=n + 1, quota="civil")
            for n in range(members + vacant)
        ]
        mandates = [
            self._of(
                Mandate,
                seat=seat,
                person=person,
                since_on=BEGAN,
                decided_on=BEGAN,
                entered="contest",
            )
            for seat, person in zip(seats, self.people, strict=False)
        ]
        self.body = self._of(Body, title_ru="Общее заседание", kind="council", since_on=BEGAN)
        self.commission = self._of(Body, title_ru="Комиссия", kind="commission", since_on=BEGAN)
        self.chair = self._of(
            Office, body=self.body, person=self.people[0], role="chair", since_on=BEGAN
        )
        rows = [convocation, *self.people, *seats, self.body, self.commission, *mandates]
        record.register([Filing(row) for row in [*rows, self.chair]], by=self.by)
        self.sitting = self.plan(self.body)
        self.items = [self.item(self.sitting, n) for n in (1, 2, 3)]

    def _of(self, model, **facts):
        return model(council=self.council, **facts)

    def plan(self, body, on=DAY):
        event = self._of(
            Event, kind="sitting", title_ru="Заседание", held_on=on, starts_at=time(12)
        )
        sitting = self._of(Sitting, event=event, body=body)
        record.register([Filing(sitting, within=Filing(event, path=[("planned", on)]))], by=self.by)
        return Sitting.objects.select_related("event", "body", "council").get(pk=sitting.pk)

    def item(self, sitting, position):
        item = self._of(
            AgendaItem,
            sitting=sitting,
            position=position,
            kind="question",
            title_ru=f"Вопрос {position}",
        )
        record.register([Filing(item)], by=self.by)
        return item

    def mark(self, state, people, at=None, **more):
        presence.mark(self.sitting, [Mark(p, state, at, **more) for p in people], by=self.by)

    def opened(self, present=None):
        """Everyone comes, or so many, and the sitting is opened."""
        with clock.standing(NOON):
            presence.call_roll(self.sitting, by=self.by)
            self.mark("present", self.people[:present])
            presence.open_sitting(self.sitting, by=self.by)
        return self

    def norm(self, code="vote.ordinary"):
        return Norm.objects.in_force(code, DAY, self.council)

    def vote(self, kind="roll_call", base="present", norm="vote.ordinary"):
        """A vote under the first item, open."""
        item = self.items[0]
        with clock.standing(NOON):
            floor.take_up(item, by=self.by)
            ballot = ballots.prepare(
                item,
                kind=kind,
                base=base,
                norm=self.norm(norm),
                question_ru="Принять?",
                by=self.by,
            )
            ballots.open_ballot(ballot, by=self.by)
        return ballot

    def cast(self, ballot, choice, people, via="secretary"):
        with clock.standing(NOON):
            ballots.cast(ballot, dict.fromkeys(people, choice), via=via, by=self.by)

    def close(self, ballot):
        with clock.standing(NOON):
            ballots.close(ballot, by=self.by)
