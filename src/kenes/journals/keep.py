"""What a line does not say of a row it amends stays as the register has it."""

from collections.abc import Set
from datetime import date
from typing import Any

from kenes.core.filing import Filing, Stands, occasion, stands_of
from kenes.core.flow import Flow, Path
from kenes.core.row import Numbered, Row
from kenes.core.text import fold
from kenes.organs.models import Directory
from kenes.recommendations.models import Point


def keep(row: Row, filing: Filing[Any], absent: Set[str], stands: Stands) -> None:
    """Bring into the filing what the journal is silent about; `absent` are columns it lacks.

    A kind that was copied when the thing happened stays too: the directory may have changed since.
    """
    if filing.within:
        keep(getattr(row, occasion(row, filing)), filing.within, absent, stands)
    _keep_facts(row, filing.row, absent)
    if isinstance(row, Directory) and isinstance(filing.row, Directory):
        _keep_names(row, filing.row)
    if isinstance(row, Flow):
        filing.path = _planned_ahead(row, filing.path, stands_of(row, stands).path)
    if absent and isinstance(row, Flow):
        stood = _moved(stands_of(row, stands).path, filing.path[0][1])
        if "state" in absent or _within(list(filing.path), stood):
            filing.path = stood
    for name in type(row).PARTS:
        model: Any = row._meta.apps.get_model("kenes", name)
        held = [part for part in stands_of(row, stands).parts if isinstance(part, model)]
        _keep_parts(held, filing, model, absent)


def _keep_facts(row: Row, said: Row, absent: Set[str]) -> None:
    for field in type(row).facts():
        old, new = getattr(row, field.attname), getattr(said, field.attname)
        missing = absent | type(row).UNSAID
        unsaid = field.name in missing or field.name.removesuffix("_on") in missing
        emptied = new in (None, "", field.get_default()) and old not in (None, "")
        settled = field.name == "due_on" and _settled(row, said)
        copied = field.name.endswith("kind_then") and _same_references(row, said)
        if old != new and (unsaid or settled or copied or (absent and emptied)):
            setattr(said, field.attname, old)


def _keep_names(row: Directory, said: Directory) -> None:
    """A line that still writes a former name of an entry does not rename it back."""
    former = {fold(name): name for name in row.aliases.split("\n") if name.strip()}
    for name in ("title_kk", "title_ru", "title_en"):
        old, new = getattr(row, name), fold(getattr(said, name))
        if old and new in former and new != fold(old):
            setattr(said, name, old)
            if new not in said.names():
                said.aliases = "\n".join(filter(None, [said.aliases, former[new]]))


def _settled(row: Row, said: Row) -> bool:
    """Whether the due day is not reckoned anew from the day the journal knows.

    It is not where the answer came while another calendar stood, nor where the term runs from a
    receipt, of which the journal tells nothing.
    """
    if not (isinstance(row, Point) and isinstance(said, Point)):
        return False
    fixed = row.status != Point.Status.SENT or row.received_on is not None
    return fixed and row.sent_on == said.sent_on


def _same_references(row: Row, said: Row) -> bool:
    """Whether both speak of the same organisation, so that its copied kind is no news."""
    organisations = [
        field.attname
        for field in row._meta.concrete_fields
        if field.is_relation and field.related_model._meta.model_name == "organisation"  # type: ignore[union-attr]
    ]
    return all(getattr(row, name) == getattr(said, name) for name in organisations)


def _planned_ahead(row: Flow, said: Path, stood: Path) -> Path:
    """The course a line tells, begun when the register knew of it before the day itself.

    No journal says when a thing was planned, so the day on which its line first came in stays.
    """
    known, own = stood[0][1], getattr(row, row.NUMBERED_BY) if isinstance(row, Numbered) else None
    ahead = own is not None and known < own and all(on > known for _status, on in stood[1:])
    return [(said[0][0], known), *said[1:]] if ahead and known < said[0][1] else said


def _moved(stood: list[tuple[str, date]], began: date) -> list[tuple[str, date]]:
    """The course that stands; what happened on its first day happened on the day `began`."""
    first = stood[0][1]
    return [(status, began if on == first else on) for status, on in stood]


def _within(course: list[Any], stood: list[Any]) -> bool:
    """Whether every step of `course` is among those of `stood`, in their order."""
    rest = iter(stood)
    return all(step in rest for step in course)


def _keep_parts(held: list[Row], filing: Filing[Any], model: Any, absent: Set[str]) -> None:
    said = {part.part_key(): part for part in filing.parts if isinstance(part, model)}
    for part in held:
        if part.part_key() in said:
            _keep_facts(part, said[part.part_key()], absent)
    exact = [part for part in held if part.stands_for]
    # Where the register is more exact than the journal can be, its bare number would count twice.
    twice = {part.stands_for for part in exact} - {part.part_key() for part in held}
    mine = [p for p in filing.parts if not (isinstance(p, model) and p.part_key() in twice)]
    filing.parts = [*mine, *(held if absent and not said else exact)]
