"""A town: a council with a secretary and the few directory rows that a record names.

Its fixtures are there for every test (tests/conftest.py); a package overrides whom it knows better.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.access import Access, User, console
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.council.models import Body, Convocation, Council, Person, Seat
from kenes.norms import actions as norms
from kenes.organs.models import District, Organisation, Topic
from kenes.publications.models import Channel

NOW = datetime(2025, 4, 3, 5, 0, tzinfo=UTC)
DAY = date(2025, 4, 3)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Town:
    """A council and its directories."""

    council: Council
    by: User
    district: District
    topic: Topic
    agency: Organisation
    body: Body
    person: Person
    seat: Seat
    channel: Channel


def enter(*rows: Any, by: User) -> None:
    record.register([Filing(row) for row in rows], by=by)


def found(slug: str, by: User) -> Town:
    council = councils.found(
        by=by, slug=slug, title_kk=slug, title_ru=slug, demo_now=NOW, hosts=f"{slug}.localhost"
    )
    convocation = Convocation(council=council, ordinal=3, since_on=date(2022, 5, 16))
    town = Town(
        council,
        by,
        District(council=council, title_ru="Медеуский район", title_kk="Медеу ауданы"),
        Topic(council=council, title_ru="Дороги", title_kk="Жолдар"),
        Organisation(council=council, title_ru="Управление дорог", kind="state_body"),
        Body(council=council, title_ru="Общее", kind="council", since_on=date(2022, 5, 16)),
        Person(council=council, title_ru="Ахметов Ерлан"),
        Seat(council=council, convocation=convocation, ordinal=1, quota="civil"),
        Channel(council=council, title_ru="Сайт", kind="site"),
    )
    rows = (town.district, town.topic, town.agency, town.body, town.person, town.channel)
    enter(*rows, convocation, town.seat, by=by)
    return town


@pytest.fixture
def town(db):
    by = console()
    norms.load_law(by=by)
    with clock.standing(NOW):
        return found("almaty", by)


@pytest.fixture
def other(town):
    with clock.standing(NOW):
        return found("kokshe", town.by)


def signed_in(town: Town, role: str, login: str = "", **whose: Any) -> Client:
    """Somebody in that role; `whose` names the member he is, or his agency."""
    name = login.title() or f"The {role}"
    user = User.objects.create(email=f"{login or role}@{town.council.slug}.localhost", name=name)
    with clock.standing(NOW):
        access = Access(
            council=town.council, user=user, role=role, since_on=date(2022, 5, 16), **whose
        )
        record.register([Filing(access)], by=town.by)
    client = Client(HTTP_HOST=f"{town.council.slug}.localhost")
    client.cookies["django_language"] = "en"
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def secretary(town):
    return signed_in(town, "secretary")


@pytest.fixture
def member(town):
    return signed_in(town, "member")


@pytest.fixture
def administrator(town):
    return signed_in(town, "administrator")


def fields(answer: Any) -> dict[str, Any]:
    """What a browser would send of a form as it stands."""
    form = answer.context["form"]
    said = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        if hasattr(value, "strftime"):
            value = value.isoformat()
        said[bound.html_name] = "on" if value is True else value
    return said


@pytest.fixture
def own_files(settings, tmp_path):
    """Style sheets need no collecting, and workbooks are kept apart."""
    (tmp_path / "static").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
