"""A council with agencies, and short ways to ask them for something."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from django.utils.translation import override

from kenes.core import clock
from kenes.core.access import console
from kenes.council.models import Office
from kenes.norms import actions as norms
from kenes.organs.models import Organisation
from kenes.recommendations import actions
from kenes.recommendations.models import Point
from tests.registers import Register


@dataclass
class House:
    """The council's register and short ways to fill it."""

    register: Register
    by: Any
    agencies: dict[str, Organisation] = field(default_factory=dict)

    @property
    def council(self):
        return self.register.council

    def agency(self, name, **facts):
        """An agency by its name, made on first need."""
        if name not in self.agencies:
            said = {"kind": "state_body", "email": f"{name}@example.kz"} | facts
            [self.agencies[name]] = self.register.directory(Organisation, name, **said)
        return self.agencies[name]

    def paper(self, on, *to, sent=True, **facts):
        """A paper adopted on the day with a point to each of these agencies; its points."""
        paper = self.register.paper(on, **facts)
        points = []
        for ordinal, name in enumerate(to, start=1):
            point = Point(
                council=self.council,
                recommendation=paper,
                ordinal=ordinal,
                addressee=self.agency(name),
                text_kk="Жөндеу",
                text_ru="Починить",
                prepared_on=on,
            )
            self.register.add(point, path=[("prepared", on)])
            points.append(point)
        if sent:
            actions.send(points, on=on, by=self.by)
        return points


def at(day, hour=10):
    """The clock stands at that hour of the council's day."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=clock.COUNCIL_ZONE)
    return clock.standing(moment)


@contextmanager
def founded():
    """A council whose chair is known, with the rules of the law; sentences are English."""
    by = console()
    norms.load_law(by=by)
    register = Register(by, Random(1))
    chair = Office(
        council=register.council,
        body=next(body for body in register.bodies if body.kind == "council"),
        person=register.people[0],
        role="chair",
        since_on=date(2023, 1, 1),
    )
    register.add(chair)
    with override("en"):
        yield House(register, by)
