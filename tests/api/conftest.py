"""A program that talks to the addresses, and a proof that it solved."""

import json
from uuid import uuid4

import altcha
import pytest
from django.test import Client

ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def visitor(town):
    """Somebody without an account, who uses the pages."""
    return Client(HTTP_HOST="almaty.localhost")


class Program:
    """Speaks JSON, and Russian where nothing else is asked."""

    def __init__(self, host="almaty.localhost", language="ru"):
        self.client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
        self.client.raise_request_exception = False
        self.head = {"accept-language": language}

    def get(self, path, asked=None, **head):
        return self.client.get(f"{ROOT}{path}", asked, headers={**self.head, **head})

    def post(self, path, said, **head):
        body = said if isinstance(said, str | bytes) else json.dumps(said)
        return self.client.post(
            f"{ROOT}{path}", body, content_type="application/json", headers={**self.head, **head}
        )

    def form(self, path, said):
        return self.client.post(f"{ROOT}{path}", said, headers=self.head)

    def proof(self):
        asked = altcha.Challenge.from_dict(self.get("/challenge").json())
        return altcha.Payload(asked, altcha.solve_challenge(asked)).to_base64()


@pytest.fixture
def program(town):
    return Program()


def written(town, **more):
    """What a program sends; what is None is left out."""
    said = {
        "key": str(uuid4()),
        "text": "У школы № 12 нет перехода.",
        "kind": "application",
        "topic": town.topic.code,
        "district": town.district.code,
        "place": "ул. Абая, 10",
        "name": "Сейткали Айгуль",
        "email": "aigul@example.kz",
    }
    return {name: value for name, value in (said | more).items() if value is not None}


def errors(answer):
    """Which fields are to blame, and why."""
    return {each["field"]: each["detail"] for each in answer.json()["errors"]}
