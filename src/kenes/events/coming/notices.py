"""What those who register agree to, and the letters they get, from the first to the last."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.events.coming.models import Registration
from kenes.events.models import Event
from kenes.norms.models import Norm

RECEIVED, PLACE, REMINDER = "coming.received", "coming.place", "coming.reminder"
MOVED, CALLED_OFF = "coming.moved", "coming.called_off"
Letters = list[Filing[Letter]]


def consent(event: Event) -> str:
    """What one agrees to, in the reader's language; these very words are kept."""
    norm = Norm.objects.nearest("participants.names", event.held_on, event.council)
    sentence = _(
        "I agree that the council keeps my name, e-mail, organisation and needs to prepare this "
        "occasion and to tell me of changes. Nobody else sees them. They are erased %(length)s "
        "after it; only the number of people stays."
    )
    return sentence % {"length": norm.length}


def received(row: Registration, before: int) -> Letters:
    """The letter to one who registered: a place and its code, or how many wait `before`."""
    if not row.email:
        return []
    with override(row.language):
        if row.waits:
            said = [
                _("All places are taken; you are on the waiting list, number %(number)s.")
                % {"number": before + 1},
                _("When a place becomes free, you get a letter at once."),
                *_told(row),
            ]
            return [_letter(row, RECEIVED, _("Waiting list"), said)]
        said = [_("You are registered."), *_told(row), *_code(row)]
        return [_letter(row, RECEIVED, _("Registration"), said)]


def place(rows: Iterable[Registration]) -> Letters:
    """The letter to each who waited: a place has become free."""
    letters = []
    for row in _with_address(rows):
        with override(row.language):
            said = [_("A place has become free: it is yours."), *_told(row), *_code(row)]
            letters.append(_letter(row, PLACE, _("You have a place"), said, row.version))
    return letters


def reminder(rows: Iterable[Registration]) -> Letters:
    """The letter before the day to each who has a place; one for each day it was put off to."""
    letters = []
    for row in _with_address(rows):
        with override(row.language):
            said = [_("You are registered for an event that takes place soon."), *_told(row)]
            if row.code:
                said += [*_code(row), _("If you cannot come, give your place up on your page.")]
            day = row.event.held_on.toordinal()
            letters.append(_letter(row, REMINDER, _("Reminder"), said, day))
    return letters


def moved(event: Event, reason: str, *, put_off: bool) -> Letters:
    """A letter to each who left an address: the new day, hour or place, and why."""
    letters = []
    for row in asked(event):
        with override(row.language):
            what = (
                _("What you registered for is put off to another day.")
                if put_off
                else _("The day, the hour or the place of what you registered for has changed.")
            )
            said = [what, *_told(row), *_why(reason)]
            letters.append(_letter(row, MOVED, _("Changed"), said, event.version))
    return letters


def called_off(event: Event, reason: str) -> Letters:
    """A letter to each who left an address: it does not take place."""
    letters = []
    for row in asked(event):
        with override(row.language):
            said = [_("What you registered for is called off."), event.title, *_why(reason)]
            letters.append(_letter(row, CALLED_OFF, _("Cancelled"), said, event.version))
    return letters


def asked(event: Event) -> Sequence[Registration]:
    """Who is told of changes: those who have a place and those who wait for one."""
    rows = Registration.objects.live().filter(Registration.ASKED, event=event)
    found = _with_address(rows.select_related("council"))
    for row in found:
        row.event = event
    return found


def _with_address(rows: Iterable[Registration]) -> list[Registration]:
    return [row for row in rows if row.email]


def _told(row: Registration) -> list[str]:
    """What it is, when and where."""
    event = row.event
    day = date_format(event.held_on, "DATE_FORMAT")
    at = event.starts_at.strftime("%H:%M") if event.starts_at else ""
    when = _("%(day)s, %(hour)s by Almaty time") % {"day": day, "hour": at} if at else day
    said = [event.title, f"{_('When')}: {when}"]
    return [*said, f"{_('Where')}: {event.place}"] if event.place else said


def _code(row: Registration) -> list[str]:
    return [_("Your code at the door: %s") % row.spoken] if row.code else []


def _why(reason: str) -> list[str]:
    return [_("Reason: %s") % reason] if reason else []


def _letter(
    row: Registration, purpose: str, subject: str, said: Sequence[str], sequence: int = 0
) -> Filing[Letter]:
    """The letter in the language set by the caller; it leads to the person's own page."""
    event = row.event
    site = site_of(row.council)
    lines = [_("Dear %(name)s,") % {"name": row.name}, *said]
    if own := row.own_url():
        lines.append(_("Your page, on which the place can be given up: %s") % f"{site}{own}")
    else:
        lines.append(f"{site}{(event.hung or event).get_absolute_url()}")
    return outbox.letter(
        row,
        recipient=row.email,
        name=row.name,
        language=row.language,
        subject=f"{subject}: {event.title}"[:300],
        text="\n\n".join(lines),
        purpose=purpose,
        sequence=sequence,
    )
