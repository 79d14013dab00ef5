"""Checklists are built, filled in the field, and shown to everyone in part."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from kenes.control.checklists.models import BeforeAfter, Checklist, CheckQuestion, FieldEntry
from kenes.control.checklists.photo import bare
from kenes.control.models import Monitoring
from kenes.core import attachment, clock, record
from kenes.core.action import action
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User


def checklist_of(monitoring: Monitoring) -> Checklist | None:
    """The checklist of a monitoring, where it has one."""
    found: Checklist | None = Checklist.objects.live().filter(monitoring=monitoring).first()
    return found


@action
def begin(checklist: Checklist, pattern: Checklist | None = None, *, by: "User") -> None:
    """A checklist is begun, empty or with the questions of a pattern."""
    if checklist.monitoring and checklist_of(checklist.monitoring):
        raise Refused(_("This monitoring has its checklist already."))
    record.register([Filing(checklist)], by=by)
    if pattern is not None:
        _copy(pattern, checklist, by=by)


def _copy(old: Checklist, new: Checklist, *, by: "User") -> None:
    names = ("position", "section_kk", "section_ru", "kind", "text_kk", "text_ru")
    questions = [
        CheckQuestion(
            council_id=new.council_id,
            checklist=new,
            **{name: getattr(each, name) for name in names},
        )
        for each in old.questions.live()
    ]
    record.register([Filing(each) for each in questions], by=by)


@action
def keep_pattern(checklist: Checklist, *, by: "User") -> Checklist:
    """The questions of this checklist may be begun from next time."""
    titles = {"title_kk": checklist.title_kk, "title_ru": checklist.title_ru}
    pattern = Checklist(council_id=checklist.council_id, **titles)
    record.register([Filing(pattern)], by=by)
    _copy(checklist, pattern, by=by)
    return pattern


@action
def add(question: CheckQuestion, *, by: "User") -> None:
    """A question stands at the end of the checklist."""
    last = question.checklist.questions.order_by("-position").first()
    question.position = last.position + 1 if last else 1
    record.register([Filing(question)], by=by)


@action
def drop(question: CheckQuestion, *, by: "User") -> None:
    """The question is not asked after all; refused once it was answered in the field."""
    if question.entries.live().exists():
        raise Refused(_("This question was answered in the field; it stays."))
    record.strike([question], reason=_("taken off the checklist"), by=by)


def enter(entries: Sequence[FieldEntry], *, by: "User") -> list[FieldEntry]:
    """Entries come from the field, maybe for the second time; those that were new are returned.

    A key that came before with the same words is taken once. With other words it is refused, and
    nothing of what came with it is written.
    """
    fresh = _unknown(entries)
    if not fresh:
        return []
    try:
        _enter(fresh, by=by)
    except IntegrityError:
        # The phone sent twice at one moment, and the other time was quicker.
        fresh = _unknown(entries)
        if fresh:
            _enter(fresh, by=by)
    return fresh


def _unknown(entries: Sequence[FieldEntry]) -> list[FieldEntry]:
    known = {row.pk: row for row in FieldEntry.objects.filter(pk__in=[e.pk for e in entries])}
    fresh: dict[UUID, FieldEntry] = {}
    for entry in entries:
        before = known.get(entry.pk) or fresh.get(entry.pk)
        if before is None:
            fresh[entry.pk] = entry
        elif before.council_id != entry.council_id or before.told() != entry.told():
            raise Refused(_("Another answer came under this key before; this one is not taken."))
    return list(fresh.values())


@action
def _enter(entries: Sequence[FieldEntry], *, by: "User") -> None:
    for entry in entries:
        monitoring = entry.question.checklist.monitoring
        if monitoring is None:
            raise Refused(_("A pattern is not filled in."))
        if monitoring.consent == Monitoring.Consent.REFUSED:
            raise Refused(_("The object did not agree to a visit."))
        if entry.found_at > clock.now():
            raise Refused(_("That moment is still to come."), field="found_at")
    record.register([Filing(entry) for entry in entries], by=by)


@action
def add_photo(entry: FieldEntry, name: str, chunks: Iterable[bytes], *, by: "User") -> Attachment:
    """A photo belongs to an entry, as the camera made it; the office alone sees it."""
    kept = attachment.attach(entry, name, chunks, public=False, by=by)
    if kept.media_type not in ("image/jpeg", "image/png"):
        raise Refused(_("A photo is a JPEG or a PNG."), field="photo")
    return kept


@action
def publish(entries: Sequence[FieldEntry], *, by: "User") -> None:
    """Everyone may read these answers; their photos go out without place and camera."""
    for entry in entries:
        for photo in attachment.attached([entry], public=False).get(entry.pk, []):
            if not photo.public:
                stem = photo.name.rpartition(".")[0]
                ending = photo.name.rpartition(".")[2]
                content = bare(photo.path.read_bytes())
                name = f"{stem}-{_('published')}.{ending}"
                attachment.attach(entry, name, [content], public=True, by=by)
        record.correct(entry, version=entry.version, by=by, published=True)


@action
def compare(change: BeforeAfter, *, by: "User") -> None:
    """Somebody looked again: what was found before stands beside what is there now."""
    concluded = change.monitoring.event.held_on
    if change.seen_on < concluded:
        raise Refused(_("It is looked at again after the field work."), field="on")
    record.register([Filing(change)], by=by)
