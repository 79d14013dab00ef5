"""What programs send to the addresses and are told by them, field by field."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kenes.appeals.models import Appeal
from kenes.portal.appeal.form import TEXT_AT_MOST, WRITERS

JSON, MULTIPART = "application/json", "multipart/form-data"
NUMBER, CODE = "2025-0141", "7KQM-2XVD-R9TH"


def _of(values: Any, about: str, **more: Any) -> Any:
    """A word that is one of these. What is sent is judged by the form, in the reader's language."""
    return Field(description=about, json_schema_extra={"enum": list(values)}, **more)


def _whole(text: str) -> str:
    """JSON may name half of a pair that stands for one sign; nothing can keep it."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise PydanticCustomError("string_unicode", "half a sign")
    return text


def example(**said: Any) -> ConfigDict:
    """What a program may send, or is told, to be shown in the description."""
    return ConfigDict(json_schema_extra={"examples": [said]})


Text = Annotated[str, AfterValidator(_whole)]
State = Annotated[str, _of(Appeal.Status.values, "How it stands; names: /api/v1/states.")]
Kind = Annotated[str, _of(Appeal.Kind.values, "Its kind; names: /api/v1/kinds.")]
Channel = Annotated[str, _of(Appeal.Channel.values, "How it came in.")]
Verdict = Annotated[
    str, _of(["", *Appeal.Verdict.values], "What its author says came of it; empty: nothing yet.")
]


class Names(Schema):
    """A name in each language; one that is missing is given in another."""

    kk: str
    ru: str
    en: str


class Entry(Schema):
    """One thing to choose from, by its code."""

    code: str
    name: Names

    model_config = example(code="dorogi", name={"kk": "Жолдар", "ru": "Дороги", "en": "Roads"})


class Puzzle(Schema):
    """A proof of work (ALTCHA 2): good for a day, and for one appeal.

    Find a counter so that SHA-256 of salt, nonce (both as bytes) and the counter (four bytes, the
    high one first) begins with `keyPrefix` in hexadecimal. The proof is the Base64 of
    `{"challenge": <this object>, "solution": {"counter": …, "derivedKey": "<the digest>"}}`.
    """

    parameters: dict[str, Any]
    signature: str

    model_config = example(
        parameters={
            "algorithm": "SHA-256",
            "cost": 1,
            "keyLength": 32,
            "keyPrefix": "0000",
            "nonce": "7a27721a905c82a7ca03b2da02a0a189",
            "salt": "d8b3911afec68266c2771db49309e47d",
            "data": {"until": "2025-04-04T05:00:00+00:00"},
        },
        signature="fc544ada6e7da7aea11283c8656250f4d020473d9df0879c44c8f2fb2be29217",
    )


class Written(Schema):
    """An appeal as a person writes it. Nothing but the words and the kind is needed."""

    key: UUID = Field(
        description="Chosen by you, at random, for this appeal alone: sent twice it is one appeal. "
        "Whoever knows it is given the receipt, so tell it to nobody."
    )
    text: Text = Field("", description=f"In Kazakh or in Russian, up to {TEXT_AT_MOST} characters.")
    kind: Text = _of(Appeal.Kind.values, "Its kind, by the code of /api/v1/kinds.", default="")
    topic: Text = Field(
        "", description="The code of a topic, from /api/v1/topics; without it the council chooses."
    )
    district: Text = Field("", description="The code of a district, from /api/v1/districts.")
    place: Text = Field("", description="Street and house, or what is near; up to 300 characters.")
    who: Text = _of([each.value for each in WRITERS], "Who writes.", default=WRITERS[0].value)
    signed: int | None = Field(None, description="How many signed, of a group: two or more.")
    name: Text = Field("", description="Without it the appeal is anonymous; up to 300 characters.")
    email: Text = Field("", description="The receipt and the answer come to it.")
    contact: Text = Field("", description="A phone; up to 300 characters.")
    address: Text = Field("", description="For a letter on paper; up to 500 characters.")
    consent: bool = Field(
        False, description="Whether everyone may read it without the name, once masked by a person."
    )
    proof: Text = Field("", description="The solved puzzle of /api/v1/challenge.")

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "key": "6f1c7a0e-8f5b-4c34-9b1d-0a4d3c2b1e5f",
                    "text": "У школы № 12 нет пешеходного перехода.",
                    "kind": "application",
                    "topic": "dorogi",
                    "district": "medeuskiy-rayon",
                    "place": "ул. Абая, 10",
                    "name": "Сейткали Айгуль",
                    "email": "aigul@example.kz",
                    "consent": True,
                }
            ]
        },
    )


class Receipt(Schema):
    """An appeal that was received. The number and the code are the only way back to it."""

    number: str
    code: str = Field(description="Secret; it is shown here and in the letter, and kept nowhere.")
    received_on: date
    registered_on: date = Field(description="What comes after hours is registered the next day.")
    due_on: date = Field(description="The last day of the answer.")
    why: str = Field(description="How that day is reckoned, with the article of the law.")

    model_config = example(
        number=NUMBER,
        code=CODE,
        received_on="2025-04-03",
        registered_on="2025-04-03",
        due_on="2025-04-24",
        why="Обращение: 15 рабочих дней. …",
    )


class Asked(Schema):
    """The number of an appeal and its secret code."""

    number: Text = Field(max_length=40)
    code: Text = Field(max_length=40, description="However it is typed: hyphens and case are idle.")

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"number": NUMBER, "code": CODE}]}
    )


class Step(Schema):
    """A state an appeal came to, and the day."""

    state: State
    on: date


class Question(Schema):
    """One of the questions inside an appeal, with what became of it."""

    question: str
    state: str
    answer: str


class Missing(Schema):
    """What the council asks of the person; it is supplied on the page of one's own appeal."""

    what: str
    until: date
    supplied_on: date | None


class Own(Schema):
    """Where an appeal stands, for whoever has its code."""

    number: str
    state: State
    state_name: str
    became: str = Field(description="Why the council does not answer itself; empty where it does.")
    outcome: str = _of(["", *Appeal.ANSWERED], "How it was answered, or what it is merged into.")
    received_on: date
    registered_on: date
    due_on: date | None = Field(description="The last day of the answer, while it is open.")
    why: str
    answer: str
    questions: list[Question]
    steps: list[Step]
    missing: list[Missing]
    verdict: Verdict
    shown: bool = Field(description="Whether everyone may read its text now.")

    model_config = example(
        number=NUMBER,
        state="resolved",
        state_name="вопрос решён",
        became="",
        outcome="resolved",
        received_on="2025-04-03",
        registered_on="2025-04-03",
        due_on=None,
        why="Обращение: 15 рабочих дней. …",
        answer="Переход нанесён 14 апреля.",
        questions=[],
        steps=[
            {"state": "registered", "on": "2025-04-03"},
            {"state": "resolved", "on": "2025-04-15"},
        ],
        missing=[],
        verdict="",
        shown=False,
    )


class Public(Schema):
    """An appeal as everyone may read it: never the person; what it is about with consent alone.

    Without consent everyone knows its number, its day and its state.
    """

    number: str
    url: str = Field(description="Its page for people.")
    received_on: date
    kind: Kind | None
    channel: Channel | None
    language: str | None
    topic: str | None = Field(description="Its code; none without consent, or none yet.")
    district: str | None
    state: State
    state_on: date = Field(description="Since when it stands so.")
    text: str | None = Field(description="Masked and confirmed by a person; none without consent.")
    answer: str | None
    verdict: Verdict
    joined: int | None = Field(description="How many said “me too”; none where nobody can.")

    model_config = example(
        number=NUMBER,
        url="https://kenes.example.kz/ru/appeals/2025-0141/",
        received_on="2025-04-03",
        kind="application",
        channel="portal",
        language="ru",
        topic="dorogi",
        district="medeuskiy-rayon",
        state="resolved",
        state_on="2025-04-15",
        text="У школы № 12 нет пешеходного перехода.",
        answer="Переход нанесён 14 апреля.",
        verdict="solved",
        joined=3,
    )


class Page(Schema):
    """Some appeals, the newest first; `next` is the address of the older ones."""

    appeals: list[Public]
    next: str | None


def bodies(model: type[Schema]) -> dict[str, Any]:
    """How a body of this model is sent: alone as JSON, or as a form with files beside it."""
    plain = model.model_json_schema()
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    more = {**plain, "properties": {**plain["properties"], "files": files}}
    return {JSON: {"schema": plain}, MULTIPART: {"schema": more}}
