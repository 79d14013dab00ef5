"""What those invited are told: the terms of a sitting, what changed in them, the letter itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import outbox
from kenes.core.attachment import attached
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.text import language
from kenes.council.address import site_of
from kenes.sittings.invitations.calendar import Entry, calendar
from kenes.sittings.invitations.models import Invitation, Notice
from kenes.sittings.models import AgendaItem, Sitting

Told = Mapping[str, Any]
PURPOSE = "sitting.invitation"
WITHDRAWN = "sitting.withdrawal"
_SALT = "kenes.invitation"


def terms(sitting: Sitting) -> dict[str, Any]:
    """What one invited to a sitting must know, as it stands now."""
    event = sitting.event
    items = sitting.items.live().order_by("position")
    return {
        "title": {"kk": event.title_kk, "ru": event.title_ru},
        "on": event.held_on.isoformat(),
        "at": event.starts_at.strftime("%H:%M") if event.starts_at else "",
        "place": event.place,
        "video": sitting.video_url,
        "files": _files(list(items)),
        "items": [{"id": str(i.pk), "kk": i.title_kk, "ru": i.title_ru} for i in items],
    }


def _files(items: Sequence[AgendaItem]) -> list[str]:
    """The names of the materials everybody may see, question by question."""
    files = attached(items, public=True)
    return [each.name for item in items for each in files.get(item.pk, [])]


def changes(old: Told, new: Told) -> list[str]:
    """What is told otherwise than before, a sentence each, in the reader's language."""
    said = []
    labels = (("on", _("Day")), ("at", _("Hour")), ("place", _("Place")), ("video", _("Broadcast")))
    for name, label in labels:
        if old[name] != new[name]:
            was, now = _written(name, old[name]), _written(name, new[name])
            said.append(f"{label}: {was or '—'} → {now or '—'}")
    if old["title"] != new["title"]:
        said.append(_("Title: %s") % _in_language(new["title"]))
    said += _agenda_changes(old["items"], new["items"])
    fresh = [name for name in new["files"] if name not in old["files"]]
    return [*said, *(_("New material: %s") % name for name in fresh)]


def _written(name: str, value: str) -> str:
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if name == "on" else value


def _in_language(said: Mapping[str, str]) -> str:
    tongue = "kk" if language() == "kk" else "ru"
    return said[tongue] or said["kk"] or said["ru"]


def _agenda_changes(old: Any, new: Any) -> list[str]:
    before, after = {item["id"]: item for item in old}, {item["id"]: item for item in new}
    said = [_("Added: %s") % _in_language(i) for key, i in after.items() if key not in before]
    said += [_("Taken off: %s") % _in_language(i) for key, i in before.items() if key not in after]
    both = [key for key in after if key in before]
    for key in both:
        if after[key] != before[key]:
            said.append(_("Reworded: %s") % _in_language(after[key]))
    if both != [key for key in before if key in after]:
        said.append(_("The order of the agenda has changed."))
    return said


def token(invitation: Invitation) -> str:
    """The part of the address by which one invited answers without signing in."""
    return signing.dumps(invitation.pk.hex, salt=_SALT)


def behind(signed: str) -> str | None:
    """The key of the invitation behind an address; None when the address is not ours."""
    try:
        return str(signing.loads(signed, salt=_SALT))
    except signing.BadSignature:
        return None


def letter(
    invitation: Invitation,
    notice: Notice,
    *,
    last: Letter | None = None,
    before: Told | None = None,
) -> Filing[Letter]:
    """The letter of a notice to one invited, in his language, with the entry for his calendar."""
    with override(invitation.language):
        return _letter(invitation, notice, last, _body(invitation, notice, before))


def withdrawal(invitation: Invitation, notice: Notice, last: Letter | None) -> Filing[Letter]:
    """The letter to one who is not expected any more; it takes the entry off his calendar."""
    taken_back = Notice(
        council=notice.council,
        sitting=notice.sitting,
        sequence=notice.sequence,
        method=Notice.Method.CANCEL,
        told=notice.told,
    )
    with override(invitation.language):
        text = _("You are no longer expected at this sitting: %s.") % _what(notice)
        lines = [_greeting(invitation), text]
        return _letter(invitation, taken_back, last, lines, purpose=WITHDRAWN)


def _letter(
    invitation: Invitation,
    notice: Notice,
    last: Letter | None,
    lines: list[str],
    purpose: str = PURPOSE,
) -> Filing[Letter]:
    subject = f"{_subject(notice, last is not None)}: {_what(notice)}"
    media_type = f"text/calendar; method={notice.method}; charset=utf-8"
    return outbox.letter(
        invitation,
        follows=last,
        enclosing=[outbox.enclosure("sitting.ics", media_type, invite(invitation, notice))],
        recipient=invitation.email,
        name=invitation.name,
        language=invitation.language,
        subject=subject[:300],
        text="\n\n".join(line for line in lines if line),
        purpose=purpose,
        sequence=notice.sequence,
    )


def _subject(notice: Notice, told_before: bool) -> str:
    if notice.method == Notice.Method.CANCEL:
        return _("Cancelled")
    return _("Changed") if told_before else _("Invitation")


def _what(notice: Notice) -> str:
    on = date_format(date.fromisoformat(notice.told["on"]), "DATE_FORMAT")
    return f"{_in_language(notice.told['title'])}, {on}"


def _greeting(invitation: Invitation) -> str:
    return _("Dear %(name)s,") % {"name": invitation.name}


def _body(invitation: Invitation, notice: Notice, before: Told | None) -> list[str]:
    if notice.method == Notice.Method.CANCEL:
        called_off = _("The sitting is called off: %s.") % _what(notice)
        why = _("Reason: %s") % notice.reason if notice.reason else ""
        return [_greeting(invitation), called_off, why]
    changed = changes(before, notice.told) if before else []
    opening = _("You are invited to a sitting.")
    if changed:
        opening = "\n".join([_("The sitting has changed:"), *(f"– {line}" for line in changed)])
    why = _("Reason: %s") % notice.reason if notice.reason and changed else ""
    return [_greeting(invitation), opening, why, *_facts(notice), *_links(invitation)]


def _facts(notice: Notice) -> list[str]:
    """When, where and about what."""
    told = notice.told
    on = date.fromisoformat(told["on"])
    when = f"{date_format(on, 'DATE_FORMAT')}, {WEEKDAYS[on.weekday()]}".lower()
    if told["at"]:
        when = _("%(day)s, %(hour)s by Almaty time") % {"day": when, "hour": told["at"]}
    facts = [f"{_in_language(told['title'])}", f"{_('When')}: {when}"]
    if told["place"]:
        facts.append(f"{_('Where')}: {told['place']}")
    if told["video"]:
        facts.append(f"{_('Broadcast')}: {told['video']}")
    agenda = [f"{n}. {title}" for n, title in enumerate(notice.agenda(), start=1)]
    return ["\n".join(facts), "\n".join([_("Agenda"), *agenda]) if agenda else ""]


def _links(invitation: Invitation) -> list[str]:
    site = f"{site_of(invitation.council)}/{invitation.language}"
    page = f"{site}/sittings/{invitation.sitting.number}/"
    answer = f"{site}/invitations/{token(invitation)}/"
    return [
        _("Agenda and materials: %s") % page,
        _("Will you come? Answer here, no sign-in is needed: %s") % answer,
    ]


def invite(invitation: Invitation, notice: Notice) -> bytes:
    """The entry of a notice for the calendar of one invited."""
    told, sitting = notice.told, notice.sitting
    sender = parseaddr(settings.KENES_MAIL_FROM)[1] or "kenes@kenes.invalid"
    text = "\n".join(line for line in (*_facts(notice)[1:], *_links(invitation)) if line)
    entry = Entry(
        uid=uid(sitting),
        title=_in_language(told["title"]),
        begins=sitting.begins or sitting.event.held_on,
        length=sitting.length,
        place=told["place"] or told["video"],
        text=text,
        url=f"{site_of(sitting.council)}/{invitation.language}/sittings/{sitting.number}/",
        sequence=notice.sequence,
        cancelled=notice.method == Notice.Method.CANCEL,
        organiser=(sitting.council.title, sender),
        attendee=(invitation.name, invitation.email),
    )
    return calendar([entry], method=notice.method, language=invitation.language)


def uid(sitting: Sitting) -> str:
    """The name of the sitting in every calendar; it never changes, whatever else does."""
    return str(sitting.event_id)
