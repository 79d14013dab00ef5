"""The letters that tell an agency of the hearing of its report, in the language of each reader."""

from collections.abc import Sequence
from datetime import date, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock, outbox
from kenes.core.filing import Filing
from kenes.core.letter import Enclosure, Letter
from kenes.council.address import site_of
from kenes.hearings.telling.models import HearingNotice
from kenes.norms import calendar as norms
from kenes.norms.calendar import office_hour
from kenes.organs.readers import Reader, readers
from kenes.sittings.invitations.calendar import Entry, calendar

K = HearingNotice.Kind
PURPOSE = "hearing.notice"
GONE = (K.PUT_OFF, K.CALLED_OFF)


def letters(notice: HearingNotice, reason: str = "") -> Sequence[Filing[Letter]]:
    """A letter to each reader of the agency, sent in office hours, with an entry for calendars."""
    not_before = office_hour(clock.now(), norms.load())
    found = []
    for reader in readers(notice.hearing.agency.of_today):
        with override(reader.language):
            found.append(
                outbox.letter(
                    notice.hearing,
                    enclosing=_enclosed(notice, reader),
                    recipient=reader.email,
                    name=reader.name,
                    language=reader.language,
                    subject=f"{notice.hearing.number}: {subject(notice)}, {notice.council.title}"[
                        :300
                    ],
                    text="\n\n".join(line for line in lines(notice, reader, reason) if line),
                    purpose=PURPOSE,
                    sequence=notice.sequence,
                    next_attempt_at=not_before,
                )
            )
    return found


def _day(on: date) -> str:
    return str(date_format(on, "DATE_FORMAT"))


def subject(notice: HearingNotice) -> str:
    """What has happened, in a few words."""
    on = _day(notice.planned_on_then)
    return {
        K.SCHEDULED: _("your report is heard on %s") % on,
        K.MOVED: _("the hearing of your report is moved to %s") % on,
        K.PUT_OFF: _("the hearing of your report is put off"),
        K.CALLED_OFF: _("the hearing of your report is called off"),
        K.REMINDER: _("your report has not come yet"),
    }[K(notice.kind)]


def lines(notice: HearingNotice, reader: Reader, reason: str = "") -> list[str]:
    """What the letter says, a paragraph each."""
    agency = notice.hearing.agency.title
    said = [_opening(notice) % {"agency": agency, "day": _day(notice.planned_on_then)}]
    if notice.before_on:
        days = {"old": _day(notice.before_on), "new": _day(notice.planned_on_then)}
        said.append(_("It was planned for %(old)s; the new day is %(new)s.") % days)
    if reason:
        said.append(_("Reason: %s") % reason)
    if notice.kind in GONE:
        return said
    if notice.report_due_on_then:
        said.append(_("The report is awaited by %s.") % _day(notice.report_due_on_then))
    return [*said, *_ways(notice, reader)]


def _opening(notice: HearingNotice) -> str:
    return {
        K.SCHEDULED: _("The public council will hear the report of %(agency)s on %(day)s."),
        K.MOVED: _("The day on which the public council hears the report of %(agency)s has moved."),
        K.PUT_OFF: _(
            "The hearing of the report of %(agency)s, planned for %(day)s, is put off. We will "
            "write again when the new day is known."
        ),
        K.CALLED_OFF: _(
            "The hearing of the report of %(agency)s, planned for %(day)s, is called off."
        ),
        K.REMINDER: _(
            "The public council hears the report of %(agency)s on %(day)s, and the report has not "
            "come yet."
        ),
    }[K(notice.kind)]


def _ways(notice: HearingNotice, reader: Reader) -> list[str]:
    """Where the report is brought, and where everyone sees the hearing and what is asked."""
    site = site_of(notice.council)
    page = f"{site}/{reader.language}/hearings/{notice.hearing.number}/"
    said = [_("The questions of members and residents stand here: %s") % page]
    if reader.contact:
        said.insert(0, _("Bring the report in the cabinet: %s") % f"{site}/cabinet/hearings/")
    else:
        said.insert(0, _("You may send the report in answer to this letter."))
    return said


def _enclosed(notice: HearingNotice, reader: Reader) -> list[Enclosure]:
    """The day as an entry for a calendar; a reminder brings none, for nothing has changed."""
    if notice.kind == K.REMINDER:
        return []
    gone = notice.kind in GONE
    hearing = notice.hearing
    sender = parseaddr(settings.KENES_MAIL_FROM)[1] or "kenes@kenes.invalid"
    entry = Entry(
        uid=str(hearing.pk),
        title=_("Report: %(agency)s") % {"agency": hearing.agency.title},
        begins=notice.planned_on_then,
        length=timedelta(days=1),
        url=f"{site_of(notice.council)}/{reader.language}/hearings/{hearing.number}/",
        sequence=notice.sequence,
        cancelled=gone,
        organiser=(notice.council.title, sender),
        attendee=(reader.name, reader.email),
    )
    method = "CANCEL" if gone else "REQUEST"
    content = calendar([entry], method=method, language=reader.language)
    media_type = f"text/calendar; method={method}; charset=utf-8"
    return [outbox.enclosure("hearing.ics", media_type, content)]
