"""Calling people to a sitting: who is invited, what they are told and when, what they answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from kenes.core import clock, journal, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.sittings.invitations import notices
from kenes.sittings.invitations.models import Contact, Invitation, Notice
from kenes.sittings.models import Sitting
from kenes.sittings.presence.roll import belonging

if TYPE_CHECKING:
    from kenes.core.access import User


@dataclass(frozen=True)
class Address:
    """Where letters to a member go, and in which language."""

    person: Person
    email: str
    language: str


def keep_addresses(addresses: Sequence[Address], *, by: "User") -> int:
    """From now on letters to these members go there. Says how many addresses are news."""
    people = [each.person for each in addresses]
    kept = Contact.objects.live().filter(person__in=people)
    held = {each.person_id: each for each in kept}
    news = [
        each
        for each in addresses
        if each.person.pk not in held
        or (held[each.person.pk].email, held[each.person.pk].language)
        != (each.email.strip(), each.language)
    ]
    if news:
        _keep(news, held, by=by)
    return len(news)


@action
def _keep(news: Sequence[Address], held: Mapping[UUID, Contact], *, by: "User") -> None:
    for each in news:
        said = {"email": each.email, "language": each.language}
        if (old := held.get(each.person.pk)) is not None:
            record.correct(old, version=old.version, by=by, **said)
            continue
        fresh = Contact(council=each.person.council, person=each.person, **said)
        record.register([Filing(fresh)], by=by)


@action
def invite_members(sitting: Sitting, *, by: "User") -> int:
    """Everyone who belongs to the body is on the list. Says how many are new to it."""
    _refuse_unless_ahead(sitting)
    people = belonging(sitting)
    if not people:
        raise Refused(_("Nobody belongs to this body on that day; enter its members first."))
    listed = set(Invitation.objects.live().filter(sitting=sitting).values_list("person", flat=True))
    fresh = [
        Invitation(
            council=sitting.council, sitting=sitting, person=person, role=Invitation.Role.MEMBER
        )
        for person in people
        if person.pk not in listed
    ]
    if not fresh:
        raise Refused(_("All members of the body are on the list already."))
    record.register([Filing(row) for row in fresh], by=by)
    return len(fresh)


@action
def invite_guest(
    sitting: Sitting, *, name: str, email: str, language: str, role: str, by: "User"
) -> Invitation:
    """Somebody who is not of the body is on the list; he is told with the next sending."""
    _refuse_unless_ahead(sitting)
    row = Invitation(
        council=sitting.council,
        sitting=sitting,
        guest=name,
        email=email,
        language=language,
        role=role,
    )
    row.check_facts()
    same = Invitation.objects.live().filter(sitting=sitting, email_index=row.email_index)
    if same.exists():
        raise Refused(_("This address is on the list already."), field="email")
    record.register([Filing(row)], by=by)
    return row


@action
def withdraw(invitation: Invitation, *, by: "User") -> None:
    """Somebody is not expected any more; if he was told of the sitting, he is told of this too."""
    record.strike([invitation], reason=_("no longer expected"), by=by)
    if invitation.told_sequence is None or not invitation.sitting.ahead:
        return
    said = _last_notice(invitation.sitting)
    assert said is not None
    last = _last_letters([invitation]).get(invitation.pk)
    outbox.post([notices.withdrawal(invitation, said, last)], by=by)


@action
def send(sitting: Sitting, *, by: "User") -> int:
    """Tell whoever must be told: those not told yet, and where something changed, all.

    Says how many letters went to the outbox. Refused when nobody has anything new to learn.
    """
    _refuse_unless_ahead(sitting)
    _copy_addresses(sitting)
    invited = list(Invitation.objects.live().filter(sitting=sitting).select_related("person"))
    invited = [each for each in invited if each.email]
    before = _last_notice(sitting)
    fresh = [each for each in invited if each.told_sequence is None]
    told = [each for each in invited if each.told_sequence is not None]
    changed = before is None or before.told != notices.terms(sitting)
    whom = [*told, *fresh] if changed else fresh
    if not whom:
        raise Refused(_("Everybody who has an address knows all this already."))
    notice = _next(sitting, before, Notice.Method.REQUEST, "", by) if changed else before
    assert notice is not None
    _tell(notice, whom, by=by)
    return len(whom)


def tell_changes(sitting: Sitting, *, by: "User", reason: str = "") -> None:
    """Those who were told of a sitting learn what has changed since; nobody else does."""
    before = _last_notice(sitting)
    told = list(Invitation.objects.filter(sitting=sitting).told().select_related("person"))
    if not told or before is None or before.told == notices.terms(sitting):
        return
    _tell_all(sitting, before, Notice.Method.REQUEST, told, reason, by=by)


def tell_cancelled(sitting: Sitting, *, by: "User", reason: str = "") -> None:
    """Those who were told of a sitting learn that it is called off; nobody else does."""
    before = _last_notice(sitting)
    told = list(Invitation.objects.filter(sitting=sitting).told().select_related("person"))
    if told:
        _tell_all(sitting, before, Notice.Method.CANCEL, told, reason, by=by)


@action
def _tell_all(
    sitting: Sitting,
    before: Notice | None,
    method: str,
    whom: Sequence[Invitation],
    reason: str,
    *,
    by: "User",
) -> None:
    """The next notice goes to everybody who had one before."""
    _tell(_next(sitting, before, method, reason, by), whom, by=by)


@action
def answer(invitation: Invitation, *, coming: bool, reason: str = "", by: "User") -> None:
    """One invited said whether he comes. He may say otherwise later; the last answer holds."""
    _refuse_unless_ahead(invitation.sitting)
    reason = " ".join(reason.split())[:1000]
    if not coming and not reason:
        raise Refused(_("Say briefly why you cannot come."), field="reason")
    said = Invitation.Answer.COMING if coming else Invitation.Answer.NOT_COMING
    live = Invitation.objects.live().filter(pk=invitation.pk)
    facts = {"answer": said, "reason": "" if coming else reason, "answered_at": clock.now()}
    if not live.filter(struck_at=None).update(version=F("version") + 1, **facts):
        raise Refused(_("This invitation was withdrawn."))
    journal.write("invitation.answered", invitation, by=by, answer=said)
    invitation.refresh_from_db()


def _refuse_unless_ahead(sitting: Sitting) -> None:
    if sitting.struck or not sitting.ahead:
        raise Refused(_("This sitting is not ahead any more."))


def _copy_addresses(sitting: Sitting) -> None:
    """Copy the members' addresses of today into their invitations."""
    invited = Invitation.objects.live().filter(sitting=sitting, person__isnull=False)
    kept = Contact.objects.of(sitting.council).live()
    contacts = {each.person_id: each for each in kept}
    changed = []
    for row in invited.select_related("person"):
        contact = contacts.get(row.person_id)
        if contact and (row.email, row.language) != (contact.email, contact.language):
            row.email, row.language = contact.email, contact.language
            row.check_facts()
            changed.append(row)
    Invitation.objects.bulk_update(changed, ["email", "email_index", "language"])


def _last_notice(sitting: Sitting) -> Notice | None:
    return Notice.objects.live().filter(sitting=sitting).order_by("sequence").last()


def _next(sitting: Sitting, before: Notice | None, method: str, reason: str, by: "User") -> Notice:
    """The next notice of a sitting: what is told from now on."""
    notice = Notice(
        council=sitting.council,
        sitting=sitting,
        sequence=before.sequence + 1 if before else 0,
        method=method,
        reason=reason.strip(),
        told=notices.terms(sitting),
    )
    record.register([Filing(notice)], by=by)
    return notice


def _tell(notice: Notice, whom: Sequence[Invitation], *, by: "User") -> None:
    """Put the letters of a notice into the outbox; each says what changed since the last."""
    said = {n.sequence: n.told for n in Notice.objects.live().filter(sitting=notice.sitting)}
    last = _last_letters(whom)
    letters = []
    for each in whom:
        each.sitting = notice.sitting
        before = said.get(each.told_sequence) if each.told_sequence is not None else None
        letters.append(notices.letter(each, notice, last=last.get(each.pk), before=before))
    outbox.post(letters, by=by)
    rows = Invitation.objects.filter(pk__in=[each.pk for each in whom])
    rows.update(told_sequence=notice.sequence, version=F("version") + 1)


def _last_letters(whom: Iterable[Invitation]) -> dict[UUID, Letter]:
    """The last letter each was sent about his invitation."""
    keys = [each.pk for each in whom]
    sent = Letter.objects.filter(about_id__in=keys).order_by("sequence", "posted_at")
    return {letter.about_id: letter for letter in sent}
