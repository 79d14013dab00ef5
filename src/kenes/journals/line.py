"""One line of a journal: its facts, the key it is known by, and what it files."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.filing import Filing
from kenes.core.flow import Flow, check_path
from kenes.core.limits import check_fields
from kenes.core.numbering import full_number
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row
from kenes.core.secret import blind
from kenes.core.sheet import Column, Sheet
from kenes.core.text import fold
from kenes.journals.inside import NOT_RECKONED
from kenes.journals.lookup import YEAR_BEHIND, RegisterLookup, Unknown, addressable
from kenes.journals.raw import RawLine, RawSheet
from kenes.organs.models import Directory

KEY_AT_MOST = 200


class CellRefused(Refused):
    """A refusal that knows its cell; `later` when a line further down may yet answer it."""

    def __init__(self, refused: Refused, cell: str, *, later: bool = False) -> None:
        super().__init__(refused.sentence)
        self.cell = cell
        self.later = later or isinstance(refused, Unknown)


def understand(raw: RawSheet, line: RawLine, lookup: RegisterLookup) -> dict[str, Any]:
    """The facts of a line. The date comes first: numbers without a year are of its year."""
    sheet = raw.sheet
    facts: dict[str, Any] = {}
    lookup.dated(None)
    if line.why_not:
        raise CellRefused(Refused(line.why_not), f"{raw.first_letter}{line.at}")
    for column in _date_first(sheet):
        try:
            _refuse_fault(raw, line, column)
            if column.code in line.cells:
                facts[column.code] = column.reader.read(line.cells[column.code], lookup)
            elif column.required:
                raise Refused(_("“%s” is missing.") % column.heading)
        except Refused as refused:
            raise CellRefused(refused, raw.cell(line.at, column.code)) from None
        if column.code == sheet.dated_by:
            lookup.dated(facts[column.code])
    if "no" in facts:
        facts["no"] = _own_number(raw, line, facts)
    return facts


def _date_first(sheet: Sheet) -> list[Column]:
    return sorted(sheet.columns, key=lambda column: column.code != sheet.dated_by)


def _refuse_fault(raw: RawSheet, line: RawLine, column: Column) -> None:
    """A cell that shows an error in Excel is no empty cell."""
    if not raw.faults or column.code not in raw.letters:
        return
    fault = raw.faults.get(raw.cell(line.at, column.code))
    if fault == NOT_RECKONED:
        sentence = _(
            "The cell holds a formula without a value. Open the file in Excel and save it."
        )
        raise Refused(sentence)
    if fault:
        raise Refused(_("The cell holds an error of a formula: %s.") % fault)


def _own_number(raw: RawSheet, line: RawLine, facts: Mapping[str, Any]) -> str:
    """The № of the line without its year; refused when its year is not that of its date."""
    number: str = facts["no"]
    day = facts.get(raw.sheet.dated_by)
    found = YEAR_BEHIND.search(number)
    if found is None or not isinstance(day, date):
        return number
    if int(found[1]) != day.year:
        sentence = _("The № is of the year %(said)s, the date of %(dated)s.")
        refused = Refused(sentence % {"said": found[1], "dated": day.year})
        raise CellRefused(refused, raw.cell(line.at, "no"))
    return number[: found.start()]


def key_of(sheet: Sheet, facts: Mapping[str, Any], lookup: RegisterLookup) -> str:
    """By what the line is known again: its № and year, or what its natural key means."""
    if number := facts.get("no"):
        day = facts.get(sheet.dated_by)
        return f"{number}/{day.year}" if isinstance(day, date) else str(number)
    parts = [_part(facts.get(code), lookup) for code in sheet.natural_key]
    if _keeps_secrets(sheet):
        # Keys lie open in the table of lines: the words of a person must not stand there.
        told = zip(sheet.natural_key, parts, strict=True)
        parts = [blind(part) if isinstance(facts.get(code), str) else part for code, part in told]
    key = "|".join(parts)
    if len(key) <= KEY_AT_MOST:
        return key
    # Long texts may begin alike, so the digest of the whole stands behind the beginning.
    return f"{key[: KEY_AT_MOST - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _keeps_secrets(sheet: Sheet) -> bool:
    return any(getattr(field, "secret", False) for field in sheet.model._meta.concrete_fields)


def _part(fact: Any, lookup: RegisterLookup) -> str:
    """A fact as it stands in a key: one for every way in which a cell may write it."""
    if fact is None:
        return ""
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Directory):
        return fact.code
    if isinstance(fact, Row):
        return lookup.key(fact)
    return fold(str(fact))


def file_line(
    raw: RawSheet, line: RawLine, facts: Mapping[str, Any], lookup: RegisterLookup
) -> Filing[Any]:
    """What the line files; a refusal of the facts names the cell of the field it is about."""
    filing: Filing[Any] | None = None
    try:
        filing = raw.sheet.build(facts, lookup)
        _give_number(filing, facts)
        check(filing)
    except CellRefused:
        raise
    except Refused as refused:
        code = column_of(raw.sheet, refused.field, facts, filing)
        raise CellRefused(refused, raw.cell(line.at, code)) from None
    return filing


def _give_number(filing: Filing[Any], facts: Mapping[str, Any]) -> None:
    """The record bears the journal's №; its occasion is numbered after it."""
    row, number = filing.row, facts.get("no")
    if not number or not isinstance(row, Numbered):
        return
    row.number = addressable(number)
    full_number(getattr(row, row.NUMBERED_BY).year, row.number)


def check(filing: Filing[Any]) -> None:
    """Refuse here, line by line, what the register would refuse for the whole file."""
    if filing.within:
        check(filing.within)
    if isinstance(filing.row, Flow):
        check_path(filing.row, filing.path)
        filing.row.status, filing.row.status_on = filing.path[-1]
    for row in (filing.row, *filing.parts):
        row.check_facts()
        check_fields(row)


def column_of(
    sheet: Sheet, name: str, facts: Mapping[str, Any], filing: Filing[Any] | None = None
) -> str:
    """The column that states the fact `name`: of that name, or the one that holds its value."""
    codes = {column.code for column in sheet.columns}
    for code in (name, name.removesuffix("_on"), name.removesuffix("_at")):
        if code in codes:
            return code
    if filing and name in {"status", "on"}:
        return _column_of_step(filing, facts) or first_column(sheet, facts)
    if filing:
        value = _said(filing, name)
        for code, fact in facts.items():
            if value not in (None, "") and fact is value:
                return code
    return first_column(sheet, facts)


def first_column(sheet: Sheet, facts: Mapping[str, Any]) -> str:
    """The column a person finds the line by."""
    return "no" if "no" in facts else sheet.natural_key[0]


def _said(filing: Filing[Any], name: str) -> Any:
    rows = [filing.row, *filing.parts, *([filing.within.row] if filing.within else [])]
    return next((value for row in rows if (value := getattr(row, name, None)) is not None), None)


def _column_of_step(filing: Filing[Any], facts: Mapping[str, Any]) -> str:
    """The column of the date at which the course first goes wrong."""
    while filing.within and not isinstance(filing.row, Flow):
        filing = filing.within
    for end in range(1, len(filing.path) + 1):
        try:
            check_path(filing.row, filing.path[:end])
        except Refused:
            on = filing.path[end - 1][1]
            return next((code for code, fact in facts.items() if fact is on), "")
    return ""
