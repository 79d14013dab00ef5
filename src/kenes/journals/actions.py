"""Taking journals into the register, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kenes.core import clock, journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.insertion import BATCH
from kenes.core.link import Link
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row
from kenes.journals.catalogue import SHEETS
from kenes.journals.leaning import brought_along, chunks, leaned_on
from kenes.journals.models import Intake, IntakeLine, Layout
from kenes.journals.outcome import Changed, SheetPreview, Taken
from kenes.journals.preview import Listener, nobody

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council


def take(
    previews: Sequence[SheetPreview],
    *,
    council: "Council",
    file_name: str,
    digest: str,
    by: "User",
    listener: Listener = nobody,
) -> Intake:
    """Register the good lines of a workbook and amend the rows whose lines have changed.

    Refused lines are left out; they are fixed in the file and come with it the next time. The same
    file again leaves no trace: the import that took it stands for it.
    """
    if not any(shown.new or shown.changed for shown in previews):
        before = Intake.objects.of(council).filter(digest=digest, struck_at=None).order_by("at")
        if (last := before.last()) is not None:
            return last  # type: ignore[no-any-return]
    return _take(
        previews, council=council, file_name=file_name, digest=digest, by=by, listener=listener
    )


@action
def _take(
    previews: Sequence[SheetPreview],
    *,
    council: "Council",
    file_name: str,
    digest: str,
    by: "User",
    listener: Listener,
) -> Intake:
    intake = Intake(
        council=council, file_name=file_name[-300:], digest=digest, at=clock.now(), by=by
    )
    intake.outcome = {
        "sheets": [shown.as_json() for shown in previews],
        "changed": [
            [changed.row._meta.model_name, str(changed.row.pk)]
            for shown in previews
            for changed in shown.changed
        ],
    }
    intake.save()
    lines: list[IntakeLine] = []
    for shown in previews:
        listener(shown.title, 0)
        # What a changed line gives up, a seat or a place, a new line of the sheet may take.
        for changed in shown.changed:
            _amend(shown, changed, by)
            _retell(intake, shown.sheet.code, changed)
            listener(shown.title, 1)
        for some in chunks(shown.new, BATCH):
            _register(shown, some, by)
            listener(shown.title, len(some))
        lines += [_line(intake, shown.sheet.code, taken) for taken in shown.new]
    _remember(lines)
    journal.write("intake.taken", intake, by=by, file=file_name, lines=len(lines))
    return intake


def _register(shown: SheetPreview, lines: Sequence[Taken], by: "User") -> None:
    """Register new lines of a sheet together; when that fails, say which of them it was."""
    numbers = [(taken, getattr(taken.filing.row, "number", "")) for taken in lines]
    try:
        with transaction.atomic():
            shown.sheet.register([taken.filing for taken in lines], by=by)
    except (IntegrityError, Refused) as failure:
        for taken, number in numbers:
            if isinstance(taken.filing.row, Numbered):
                taken.filing.row.number = number
        raise _blame(shown, lines, failure, by) from None


def _blame(shown: SheetPreview, lines: Sequence[Taken], failure: Exception, by: "User") -> Refused:
    """The refusal of a whole workbook, naming the line at which it fails. Nothing stays written.

    What the preview could not see comes here: a colleague was quicker by a moment, or a rule of
    the register looks at several rows at once.
    """
    for taken in lines:
        try:
            with transaction.atomic():
                shown.sheet.register([taken.filing], by=by)
        except (IntegrityError, Refused) as found:
            return _at(shown, taken, found)
    return _at(shown, lines[0], failure)


def _at(shown: SheetPreview, taken: Taken, failure: Exception) -> Refused:
    why = _("The register holds this already, or it contradicts itself.")
    sentence = _("%(sheet)s, %(cell)s: %(why)s Nothing of the file was taken.")
    said = {
        "sheet": shown.title,
        "cell": taken.cell,
        "why": failure if isinstance(failure, Refused) else why,
    }
    return Refused(sentence % said)


def _amend(shown: SheetPreview, changed: Changed, by: "User") -> None:
    try:
        with transaction.atomic():
            shown.sheet.amend(changed.row, changed.filing, by=by)
            Link.objects.bulk_create(changed.links.new)
            if changed.links.old:
                reason = _("the journal was changed")
                record.strike(changed.links.old, reason=reason, by=by)
    except (IntegrityError, Refused) as failure:
        raise _at(shown, changed, failure) from None


def _line(intake: Intake, sheet: str, taken: Taken) -> IntakeLine:
    return IntakeLine(
        council=intake.council,
        intake=intake,
        sheet=sheet,
        key=taken.key,
        register=taken.filing.row._meta.model_name,
        row_id=taken.filing.row.pk,
        fingerprint=taken.fingerprint,
        made_version=taken.filing.row.version,
    )


def _remember(lines: Sequence[IntakeLine]) -> None:
    try:
        with transaction.atomic():
            IntakeLine.objects.bulk_create(lines, batch_size=BATCH)
    except IntegrityError:
        sentence = _(
            "The same lines were taken in by another a moment ago. Look at the file again."
        )
        raise Refused(sentence) from None


def _retell(intake: Intake, sheet: str, changed: Changed) -> None:
    """Remember the new words of a line that was taken before."""
    line = IntakeLine.objects.of(intake.council).filter(
        sheet=sheet, key=changed.key, struck_at=None
    )
    line.update(fingerprint=changed.fingerprint)


@dataclass
class Undone:
    """What came of taking an import back: rows struck, and rows left with the reason."""

    struck: int = 0
    left: list[tuple[Row, str]] = field(default_factory=list)


@action
def undo(intake: Intake, *, by: "User") -> Undone:
    """Strike every row of an import that nobody has touched since, and list the others.

    The lines of the rows struck are struck with them, so that the file can be taken again. A row
    that others lean on is left: striking it would pull the ground from under them. So is a row
    that the import only amended; what it said before stands in the journal. An import of which
    rows are left may be taken back again once the reason is gone.
    """
    if intake.struck:
        raise Refused(_("This import has been taken back already."))
    undone = Undone()
    lines = IntakeLine.objects.filter(intake=intake, struck_at=None)
    # Later sheets lean on earlier ones, so they are taken back first.
    for sheet in reversed(SHEETS):
        if mine := list(lines.filter(sheet=sheet.code)):
            _undo_sheet(sheet.model, mine, undone, by)
    for register, row_id in intake.outcome.get("changed", ()):
        row = apps.get_model("kenes", register).objects.live().filter(pk=row_id).first()
        if row is not None:
            undone.left.append((row, _("this import changed it; it was there before")))
    if not undone.left:
        record.strike([intake], reason=_("the import was taken back"), by=by)
    journal.write("intake.undone", intake, by=by, struck=undone.struck, left=len(undone.left))
    return undone


def _undo_sheet(model: Any, lines: Sequence[IntakeLine], undone: Undone, by: "User") -> None:
    made = {line.row_id: line for line in lines}
    rows = [row for keys in chunks(list(made)) for row in model.objects.filter(pk__in=keys)]
    touched = {row.pk for row in rows if row.version != made[row.pk].made_version}
    standing = [row for row in rows if not row.struck]
    held = leaned_on(model, {row.pk for row in standing} - touched)
    undone.left += [(row, _("changed since")) for row in standing if row.pk in touched]
    undone.left += [(row, _("other records refer to it")) for row in standing if row.pk in held]
    going = [row for row in standing if row.pk not in touched | held]
    reason = _("the import was taken back")
    if going:
        record.strike([*going, *brought_along(model, going)], reason=reason, by=by)
        # A line whose row stays, or was struck by hand, stays too, so that it is known again.
        record.strike([made[row.pk] for row in going], reason=reason, by=by)
    undone.struck += len(going)


def lay_out(layout: Layout, *, by: "User") -> Layout:
    """Keep how the file of another system is read; the next one with its headings is read so.

    One of that name is put right rather than kept twice, and what is known of its words stays.
    """
    same = Layout.objects.of(layout.council).live().filter(title=layout.title, sheet=layout.sheet)
    known: Layout | None = same.first()
    if known is None:
        record.register([Filing(layout)], by=by)
        return layout
    names = ("headings", "same", "state_heading", "day_heading")
    said = {name: getattr(layout, name) for name in names}
    record.correct(known, version=known.version, by=by, **said)
    return known
