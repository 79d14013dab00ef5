"""What is kept of one person's appeal: told once, for the page and for the data alike.

It is the person's own: what they said, what they were told, and who looked at it. What colleagues
remarked to one another and asked of agencies is the council's, and is not in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals.dossier.actions import HANDED
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import publication_of
from kenes.appeals.tracking import code_of
from kenes.core.attachment import Attachment, attached
from kenes.core.clock import COUNCIL_ZONE
from kenes.core.flow import Step
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.core.roles import ROLES
from kenes.core.text import capital

LOOKS = ("applicant.seen", HANDED, "letter.seen", "incomingletter.seen")
# The secret code opens the page of an appeal, so a file that passes through hands does not hold it.
UNSAID = "····-····-····"


@dataclass(frozen=True)
class Fact:
    """One thing that is kept: its code in the data, what it is called, and what it says."""

    code: str
    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """Things of one kind; each is a list of facts."""

    code: str
    title: str
    things: Sequence[Sequence[Fact]]

    def as_json(self) -> list[dict[str, str]]:
        """The same as data."""
        return [{fact.code: fact.value for fact in facts} for facts in self.things]


@dataclass(frozen=True)
class Dossier:
    """One appeal with everything about its author, and the files that belong to it."""

    appeal: Appeal
    sections: Sequence[Section]
    files: Sequence[Attachment] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The same as data: sections by their codes; days and moments as ISO 8601 has them."""
        said: dict[str, Any] = {"number": self.appeal.number}
        return said | {section.code: section.as_json() for section in self.sections}


def of_person(appeal: Appeal) -> list[Appeal]:
    """The appeals with the same e-mail, this one first.

    An address typed on the portal is not proven: a clerk decides whether it is one person.
    """
    index = appeal.applicant.email_index
    rows = Appeal.objects.of(appeal.council).live().filter(applicant__email_index=index)
    others = rows.exclude(pk=appeal.pk).select_related(
        "applicant", "topic", "district", "council", "publication"
    )
    return [appeal, *others.order_by("received_on", "pk")] if index else [appeal]


def dossier(appeal: Appeal) -> Dossier:
    """Everything kept of an appeal's author, in the language that is spoken just now."""
    messages = list(appeal.messages.live().order_by("pk"))
    missing = list(appeal.missing.live())
    letters = list(Letter.objects.live().filter(about_id=appeal.pk).order_by("pk"))
    came = list(IncomingLetter.objects.live().filter(about_id=appeal.pk).order_by("received_at"))
    found = attached([appeal, *messages, *missing, *came], public=False)
    # A letter as it came may quote the receipt; its text and its files stand by themselves.
    every = [each for several in found.values() for each in several]
    files = [each for each in every if not each.name.lower().endswith(".eml")]
    sections = [
        Section("person", _("The applicant"), [_facts(appeal.applicant, _PERSON)]),
        Section("appeal", _("The appeal"), [_facts(appeal, _APPEAL)]),
        Section("course", _("What was done"), _course(appeal)),
        Section("questions", _("Questions and answers"), _each(appeal.matters.live(), _MATTER)),
        Section("messages", _("Messages"), _each(messages, _MESSAGE)),
        Section("missing", _("What was asked of you"), _each(missing, _MISSING)),
        Section("extensions", _("More time taken"), _each(appeal.extensions.live(), _EXTENSION)),
        Section("published", _("What everyone may read"), _published(appeal)),
        Section("letters_sent", _("Letters sent to you"), _each(letters, _SENT)),
        Section("letters_received", _("Letters from you"), _each(came, _CAME)),
        Section("files", _("Files"), [_file(at, each) for at, each in enumerate(files, start=1)]),
        Section("looks", _("Who looked at your data"), _looks([appeal, *letters, *came])),
    ]
    code = code_of(appeal)
    told = [_without(code, each) for each in sections if any(each.things)]
    return Dossier(appeal, told, files)


def _without(code: str, section: Section) -> Section:
    """The same without the secret code, whoever quoted it."""
    things = [
        [replace(fact, value=fact.value.replace(code, UNSAID)) for fact in facts]
        for facts in section.things
    ]
    return replace(section, things=things)


_PERSON = ("kind", "signed", "name", "contact", "email", "address")
_APPEAL = (
    *("number", "received_on", "registered_on", "kind", "channel", "language", "topic"),
    *("district", "place", "text", "due_on", "status", "answered_on", "answer"),
    *("verdict", "merits", "verdict_text", "verdict_on", "verdict_heard", "verdict_by"),
)
_MATTER = ("question", "topic", "status", "answer")
_MESSAGE = ("written_on", "kind", "text")
_MISSING = ("asked_on", "until_on", "what", "supplied_on", "text")
_EXTENSION = ("decided_on", "official", "length", "reason")
_SENT = ("posted_on", "recipient", "subject", "text", "status")
_CAME = ("received_on", "sender", "name", "subject", "text")


def _each(rows: Iterable[Any], names: Sequence[str]) -> list[list[Fact]]:
    return [_facts(row, names) for row in rows]


def _facts(row: Any, names: Sequence[str]) -> list[Fact]:
    """What a row says under these names; what it does not say is left out."""
    found = []
    for name in names:
        display = getattr(row, f"get_{name}_display", None)
        value = display() if display else getattr(row, name)
        if value not in (None, ""):
            label = capital(str(row._meta.get_field(name).verbose_name))
            found.append(Fact(name, label, said(value)))
    return found


def said(value: Any) -> str:
    """A value as it stands in the data; the page writes days in words."""
    if isinstance(value, datetime):
        return timezone.localtime(value, COUNCIL_ZONE).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _course(appeal: Appeal) -> list[list[Fact]]:
    labels = dict(Appeal.Status.choices)
    made = Step.objects.filter(row_id=appeal.pk, struck_at=None).order_by("ordinal")
    return [
        [
            Fact("on", _("Day"), said(step.on)),
            Fact("state", _("State"), str(labels.get(step.to_status, step.to_status))),
        ]
        for step in made
    ]


def _published(appeal: Appeal) -> list[list[Fact]]:
    row = publication_of(appeal)
    return [_facts(row, ("status", "text", "answer"))] if row is not None else []


def place_of(at: int, each: Attachment) -> str:
    """Where a file lies in the pack: its own number keeps two of one name apart."""
    return f"files/{at:02}-{each.name}"


def _file(at: int, each: Attachment) -> list[Fact]:
    return [
        Fact("name", _("File"), each.name),
        Fact("path", _("Where it lies"), place_of(at, each)),
        Fact("at", _("Since"), said(each.at)),
    ]


def _looks(rows: Sequence[Any]) -> list[list[Fact]]:
    lines = Entry.objects.filter(row_id__in=[row.pk for row in rows], verb__in=LOOKS)
    return [_look(line) for line in lines.order_by("at", "pk")]


def _look(line: Entry) -> list[Fact]:
    facts = [Fact("at", _("When"), said(line.at)), Fact("who", _("Who"), line.by_name_then)]
    # What the person takes by number and code is handed over by nobody in a role.
    if line.by_role_then in ROLES:
        facts.append(Fact("role", _("In the role"), str(ROLES[line.by_role_then].name)))
    return [*facts, Fact("what", _("What"), _what(line.verb))]


def _what(verb: str) -> str:
    if verb == HANDED:
        return _("given out as a file")
    return _("a letter was read") if "letter" in verb else _("looked at")


def day_words(value: str) -> str:
    """A day or a moment of the data as people write it; anything else as it stands."""
    try:
        if len(value) == 10:
            return str(date_format(date.fromisoformat(value), "DATE_FORMAT"))
        if len(value) == 22 and value[10] == "T":
            return str(date_format(datetime.fromisoformat(value), "DATETIME_FORMAT"))
    except ValueError:
        pass
    return value
