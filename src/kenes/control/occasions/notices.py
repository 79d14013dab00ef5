"""What those who registered are told: it was put off, it was called off."""

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.control.occasions.models import Registration
from kenes.core import outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of

MOVED, CALLED_OFF = "control.moved", "control.called_off"


def moved(form: Any, reason: str) -> list[Filing[Letter]]:
    """A letter to each who left an address: the new day, and why."""

    def lines() -> list[str]:
        event = form.event
        day = date_format(event.held_on, "DATE_FORMAT")
        at = event.starts_at.strftime("%H:%M") if event.starts_at else ""
        said = [_("What you registered for is put off to another day."), event.title]
        when = _("%(day)s, %(hour)s by Almaty time") % {"day": day, "hour": at} if at else day
        said.append(f"{_('When')}: {when}")
        return [*said, f"{_('Where')}: {event.place}"] if event.place else said

    return _letters(form, MOVED, lines, reason)


def called_off(form: Any, reason: str) -> list[Filing[Letter]]:
    """A letter to each who left an address: it does not take place."""

    def lines() -> list[str]:
        return [_("What you registered for is called off."), form.event.title]

    return _letters(form, CALLED_OFF, lines, reason)


def _letters(
    form: Any, purpose: str, lines: Callable[[], list[str]], reason: str
) -> list[Filing[Letter]]:
    rows = Registration.objects.live().filter(event=form.event).select_related("council")
    return [_letter(each, form, purpose, lines, reason) for each in rows if each.email]


def _letter(
    to: Registration, form: Any, purpose: str, lines: Callable[[], list[str]], reason: str
) -> Filing[Letter]:
    with override(to.language):
        said = [_("Dear %(name)s,") % {"name": to.name}, *lines()]
        if reason:
            said.append(_("Reason: %s") % reason)
        said.append(f"{site_of(to.council)}{form.get_absolute_url()}")
        subject = f"{_('Changed') if purpose == MOVED else _('Cancelled')}: {form.title}"
        return outbox.letter(
            to,
            recipient=to.email,
            name=to.name,
            language=to.language,
            subject=subject[:300],
            text="\n\n".join(said),
            purpose=purpose,
            sequence=form.event.version,
        )
