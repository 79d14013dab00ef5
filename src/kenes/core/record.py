"""The verbs every register shares: register, move, correct, amend, retrace, strike, restore."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext as _

from kenes.core import clock, flow, journal
from kenes.core.action import action
from kenes.core.filing import (
    Filing,
    difference,
    facts_of,
    facts_told,
    occasion,
    paired_parts,
    plain,
)
from kenes.core.flow import Flow, Path, Step, begin, check_path, path_of, steps
from kenes.core.follow import follow
from kenes.core.frozen import why_frozen
from kenes.core.insertion import insert
from kenes.core.limits import check_fields
from kenes.core.link import Link, between
from kenes.core.numbering import number, number_after
from kenes.core.refused import Refused, Stale
from kenes.core.row import Numbered, Row, Searched

if TYPE_CHECKING:
    from kenes.core.access import User


@dataclass
class _Gathered:
    """Everything a batch of filings will insert, in the order it must be inserted."""

    rows: list[Row] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)
    made: list[Step] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    # Each numbered occasion, with what hangs on it.
    occasions: list[tuple[Numbered, Numbered]] = field(default_factory=list)

    def take(self, filing: Filing[Any], by: "User") -> None:
        if filing.within:
            self.take(filing.within, by)
            if isinstance(filing.within.row, Numbered) and isinstance(filing.row, Numbered):
                self.occasions.append((filing.within.row, filing.row))
        _check(filing.row)
        if isinstance(filing.row, Flow):
            self.made += begin(filing.row, filing.path, by=by)
        self.rows.append(filing.row)
        for part in filing.parts:
            _check(part)
        self.parts += filing.parts
        self.links += [between(origin, filing.row) for origin in filing.origins]
        self.links += [between(filing.row, later, role) for later, role in filing.consequences]


def _check(row: Row) -> None:
    """Refuse facts that cannot be true, and those that their columns cannot hold."""
    row.check_facts()
    check_fields(row)


@action
def register(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """Enter new rows with their parts, steps and origins; each gets its number and journal line."""
    gathered = _Gathered()
    for filing in filings:
        gathered.take(filing, by)
    refuse_frozen([*gathered.rows, *gathered.parts])
    _give_numbers(gathered)
    _insert(gathered.rows)
    _insert(gathered.parts)
    _insert(gathered.made)
    _insert(gathered.links)
    follow([*gathered.rows, *gathered.parts], fresh=True)
    lines = [(filing.row, {"facts": facts_of(filing.row)}) for filing in filings]
    for name, group in _by_model(lines):
        journal.write_all(f"{name}.registered", group, by=by)


def _give_numbers(gathered: _Gathered) -> None:
    """Number the rows, the occasions after what hangs on them, and note how each is found."""
    after = {event.pk for event, _of in gathered.occasions}
    numbered = [row for row in gathered.rows if isinstance(row, Numbered)]
    number([row for row in numbered if row.pk not in after])
    for event, of in gathered.occasions:
        number_after(event, of)
    for each in (*gathered.rows, *gathered.parts):
        if isinstance(each, Searched):
            each.words = each.search_words()


def _insert(rows: Sequence[Row]) -> None:
    """Insert rows in bulk, model by model, in the order in which the models first appear."""
    models: dict[type[Row], list[Row]] = {}
    for row in rows:
        models.setdefault(type(row), []).append(row)
    for members in models.values():
        insert(members)


def refuse_frozen(rows: Iterable[Row]) -> None:
    """Refuse a change of rows whose archive is closed: they stay as they were left."""
    if why := why_frozen(rows):
        raise Refused(why)


def _by_model(
    lines: Iterable[tuple[Row, Mapping[str, Any]]],
) -> Iterable[tuple[str, list[tuple[Row, Mapping[str, Any]]]]]:
    for name, group in groupby(lines, key=lambda line: line[0]._meta.model_name or ""):
        yield name, list(group)


@action
def move(
    rows: Sequence[Flow], to: str, *, on: date, by: "User", reason: str = "", **facts: Any
) -> None:
    """Bring rows of one register to the status `to`; each gets its step and its journal line.

    The lawful verbs of a slice (`resolve`, `hold`, `send`) say what that means in the world. When
    one of the rows cannot move, none does.
    """
    refuse_frozen(rows)
    lines = []
    for row in rows:
        old = flow.label_of(row)
        flow.move(row, to, on=on, by=by, **facts)
        changed = {"status": [old, flow.label_of(row)]}
        lines.append(
            (row, {"on": on, "reason": reason, "version": row.version, "changed": changed})
        )
    follow(rows, facts)
    for name, group in _by_model(lines):
        journal.write_all(f"{name}.{to}", group, by=by)


@action
def correct(row: Row, *, version: int, by: "User", **facts: Any) -> None:
    """Put right what was stated wrongly. Refused as stale when `version` is no longer the row's."""
    changed = {name: new for name, new in facts.items() if getattr(row, name) != new}
    fresh = type(row).objects.get(pk=row.pk)
    refuse_frozen([fresh])
    before = _derived(row)
    for name, new in changed.items():
        setattr(row, name, new)
    _check(row)
    refuse_frozen([row])
    said = {name: _told(fresh, row, name) for name in changed}
    changed |= {name: new for name, new in _derived(row).items() if new != before[name]}
    if isinstance(row, Searched):
        changed["words"] = row.words = row.search_words()
    same = type(row).objects.filter(pk=row.pk, version=version, struck_at=None)
    if not same.update(version=F("version") + 1, **changed):
        raise stale(fresh, version)
    row.version = version + 1
    follow([row], changed)
    verb = f"{row._meta.model_name}.corrected"
    journal.write(verb, row, by=by, version=row.version, changed=said)


def _derived(row: Row) -> dict[str, Any]:
    """The facts nobody states; those that follow from stated ones are set by `check_facts`."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.editable}


def _told(fresh: Row, row: Row, name: str) -> list[str]:
    """What a fact was and is, for the journal; of a secret one only that it changed."""
    if getattr(row._meta.get_field(name), "secret", False):
        return ["…", "…"]
    return [plain(fresh, name), plain(row, name)]


def stale(fresh: Row, seen: int) -> Refused:
    """The refusal of a form filled from version `seen`, with what was changed since and by whom."""
    if fresh.struck:
        return Refused(_("This record was struck meanwhile. Your text is kept; nothing was saved."))
    changes: dict[str, tuple[object, object]] = {}
    who = ""
    lines = journal.Entry.objects.filter(row_id=fresh.pk).order_by("at", "pk")
    for line in lines.select_related("payload"):
        said = getattr(getattr(line, "payload", None), "said", {})
        if said.get("version", 0) > seen:
            who = line.by_name_then
            for name, (old, new) in said.get("changed", {}).items():
                changes[name] = (changes.get(name, (old,))[0], new)
    sentence = _("%(who)s changed this record while you were writing. Nothing was saved; compare.")
    return Stale(sentence % {"who": who or _("A colleague")}, changes=changes, who=who)


@action
def strike(rows: Sequence[Row], *, reason: str, by: "User") -> None:
    """Strike mistaken rows: they stay to be seen, with the reason, and count in no figure."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the record is struck."), field="reason")
    refuse_frozen(rows)
    at = clock.now()
    for row in rows:
        standing = type(row).objects.filter(pk=row.pk, struck_at=None)
        if not standing.update(
            struck_at=at, struck_by=by, struck_reason=reason, version=F("version") + 1
        ):
            raise Refused(_("The record is struck already."))
        row.refresh_from_db()
    follow(rows)
    for name, group in _by_model(
        [(row, {"reason": reason, "version": row.version}) for row in rows]
    ):
        journal.write_all(f"{name}.struck", group, by=by)


@action
def restore(rows: Sequence[Row], *, by: "User") -> None:
    """Put struck rows back as if they had never been struck; the journal remembers both."""
    refuse_frozen(rows)
    for row in rows:
        struck = type(row).objects.filter(pk=row.pk, struck_at__isnull=False)
        try:
            restored = struck.update(
                struck_at=None, struck_by=None, struck_reason="", version=F("version") + 1
            )
        except IntegrityError:
            raise Refused(
                _("Another record has taken its number or its place meanwhile.")
            ) from None
        if not restored:
            raise Refused(_("The record is not struck."))
        row.refresh_from_db()
    follow(rows)
    for name, group in _by_model([(row, {"version": row.version}) for row in rows]):
        journal.write_all(f"{name}.restored", group, by=by)


@action
def amend(row: Row, filing: Filing[Any], *, by: "User") -> None:
    """Make the register say of `row` what `filing` says: facts, path, parts, occasion.

    The number stays. Steps and parts that no longer hold are struck, never removed.
    """
    refuse_frozen([row])
    reason = _("the journal was changed")
    facts = {
        f.name: getattr(filing.row, f.name)
        for f in type(row).facts()
        if getattr(row, f.attname) != getattr(filing.row, f.attname)
    }
    if filing.within:
        name = occasion(row, filing)
        facts.pop(name, None)
        if difference(getattr(row, name), filing.within):
            amend(getattr(row, name), filing.within, by=by)
    for old, new in paired_parts(row, filing):
        if old and not new:
            strike([old], reason=reason, by=by)
        elif new and not old:
            _adopt(new, row)
            _insert([new])
            follow([new])
        elif old and new and (told := facts_told(old, new)):
            correct(old, version=old.version, by=by, **told)
    if isinstance(row, Flow) and path_of(row) != list(filing.path):
        retrace(row, filing.path, by=by, reason=reason)
    correct(row, version=row.version, by=by, **facts)


@action
def retrace(row: Flow, path: Path, *, by: "User", reason: str) -> None:
    """Put right the course of a row: strike its steps and lay them anew along `path`."""
    refuse_frozen([row])
    check_path(row, path)
    old = list(Step.objects.filter(row_id=row.pk).order_by("ordinal"))
    live = [step for step in old if not step.struck]
    if live:
        strike(live, reason=reason, by=by)
    Step.objects.bulk_create(steps(row, path, by=by, after=len(old)))
    row.status, row.status_on = path[-1]
    row.version += 1
    told = row.told_by_course(path)
    for name, value in told.items():
        setattr(row, name, value)
    type(row).objects.filter(pk=row.pk).update(
        status=row.status, status_on=row.status_on, version=row.version, **told
    )
    journal.write(f"{row._meta.model_name}.retraced", row, by=by, version=row.version)


def _adopt(part: Row, owner: Row) -> None:
    """Hang a part on the row the register already holds."""
    setattr(part, part.PART_OF, owner)
    part.council_id = owner.council_id
