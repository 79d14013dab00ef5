"""What a form does to the register: a record is entered or put right together with its parts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.core import clock, journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.flow import Flow, path_of
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.events.coming import actions as coming
from kenes.events.models import Event
from kenes.office.draft import Draft
from kenes.office.lines import Told

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council


def enter(draft: Draft, *, by: "User") -> Any:
    """A new record stands in its register with its occasion and its parts.

    A form that was sent twice made one record: the second time gives the first one's.
    """
    if (made := entered(draft)) is not None:
        return made
    try:
        draft.entry.register(_filings(draft), by=by)
    except IntegrityError:
        if (made := entered(draft)) is None:
            raise Refused(_("Another record already says this.")) from None
        return made
    return draft.row


def entered(draft: Draft) -> Any:
    """The record that this very form has made already, if it was sent before."""
    rows = type(draft.row).objects.filter(pk=draft.row.pk, council_id=draft.row.council_id)
    return rows.first()


def _filings(draft: Draft) -> Sequence[Filing[Any]]:
    """The filing of the record, and after it those of parts that have a course of their own."""
    new = [(each, told.new) for each, told in draft.told if told.new is not None]
    plain = [(each, part) for each, part in new if not isinstance(part, Flow)]
    of_occasion = [part for each, part in plain if each.parts.of_occasion]
    own = [part for each, part in plain if not each.parts.of_occasion]
    path = draft.path if draft.flow is draft.row else ()
    filing = Filing(draft.row, path=path, parts=own, origins=draft.origins)
    if draft.within is not None:
        course = draft.path if draft.flow is draft.within else ()
        filing.within = Filing(draft.within, path=course, parts=of_occasion)
    return [filing, *(_begun(each, part) for each, part in new if isinstance(part, Flow))]


def _begun(each: Any, part: Row) -> Filing[Any]:
    start = each.parts.start
    path = [(start[0], getattr(part, start[1]))] if start else ()
    return Filing(part, path=path)


def put_right(draft: Draft, *, by: "User") -> None:
    """The record says what the form says. Refused as stale when a colleague was quicker."""
    old = draft.old
    old_within = getattr(old, draft.entry.within) if draft.entry.within else None
    unread = draft.version != old.version or (
        old_within is not None and draft.within_version != old_within.version
    )
    parts = [told for _each, told in draft.told if _differs(told)]
    changed = _changes(old, draft.row) or (old_within and _changes(old_within, draft.within))
    if unread or parts or changed:
        try:
            _put_right(draft, parts, by=by)
        except IntegrityError:
            raise Refused(_("Another record already says this.")) from None


@action
def _put_right(draft: Draft, parts: Sequence[Told], *, by: "User") -> None:
    old, entry = draft.old, draft.entry
    if entry.within:
        within = getattr(old, entry.within)
        facts = _changes(within, draft.within)
        if facts or draft.within_version != within.version:
            record.correct(within, version=draft.within_version, by=by, **facts)
            _tell(within, facts, by=by)
    _put_parts_right(draft, parts, by=by)
    facts = _changes(old, draft.row)
    record.correct(old, version=draft.version, by=by, **facts)
    _tell(old, facts, by=by)
    flow = next((row for row in (old, getattr(old, entry.within or "pk")) if _flows(row)), None)
    if flow is not None and list(draft.path) != path_of(flow):
        record.retrace(flow, draft.path, by=by, reason=_("the date was put right"))


def _tell(row: Row, facts: dict[str, Any], *, by: "User") -> None:
    """Those who registered for an event learn what was put right of it."""
    if isinstance(row, Event):
        coming.put_right(row, facts, by=by)


def _flows(row: Any) -> bool:
    return isinstance(row, Flow)


def _changes(old: Row, new: Row) -> dict[str, Any]:
    """The facts in which two tellings of one row differ."""
    return {
        f.name: getattr(new, f.name)
        for f in type(old).facts()
        if getattr(old, f.attname) != getattr(new, f.attname)
    }


def _differs(told: Told) -> bool:
    return told.old is None or told.new is None or bool(_changes(told.old, told.new))


def _put_parts_right(draft: Draft, parts: Sequence[Told], *, by: "User") -> None:
    """Strike the parts taken out, correct those changed, enter the new ones, in this order."""
    gone = [told.old for told in parts if told.old is not None and told.new is None]
    if gone:
        record.strike(gone, reason=_("taken out when the record was put right"), by=by)
    waiting = [told for told in parts if told.old is not None and told.new is not None]
    while waiting:
        held = {(type(t.old), *t.old.part_key()) for t in waiting if t.old is not None}
        free = [t for t in waiting if _key_stays(t) or (type(t.new), *_key(t)) not in held]
        if not free:
            sentence = _("Two lines cannot change places at once; give one a free number first.")
            raise Refused(sentence, field=waiting[0].place)
        for told in free:
            assert told.old is not None
            assert told.new is not None
            facts = _changes(told.old, told.new)
            record.correct(told.old, version=told.old.version, by=by, **facts)
        waiting = [told for told in waiting if told not in free]
    new = [(each, t.new) for each, t in draft.told if t.old is None and t.new is not None]
    if new:
        record.register([_begun(each, part) for each, part in new], by=by)


def _key(told: Told) -> tuple[Any, ...]:
    return told.new.part_key() if told.new is not None else ()


def _key_stays(told: Told) -> bool:
    return told.old is not None and told.old.part_key() == _key(told)


@action
def strike(rows: Sequence[Row], *, reason: str, by: "User") -> None:
    """A record is struck with its occasion; what was merged into an appeal comes back to work."""
    struck = [each for each in rows if isinstance(each, Appeal)]
    merging.hold(struck)
    record.strike(rows, reason=reason, by=by)
    merging.let_go(struck, on=clock.today(), by=by)


@action
def search_sealed(council: "Council", *, by: "User") -> None:
    """A person looked for words in what people wrote to the council; the journal remembers it.

    Which words is kept nowhere, not even as a digest: they are of what is sealed, and a word is
    found by its digest by whoever tries all words.
    """
    journal.write("applicant.searched", council, by=by, council=council)
