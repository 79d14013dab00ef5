"""The outbox: a letter is written in the transaction of the act it tells of, and sent later."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from kenes.core import clock, journal
from kenes.core.action import action, within
from kenes.core.filing import Filing
from kenes.core.insertion import insert, insert_new
from kenes.core.letter import ATTEMPTS, Enclosure, Letter
from kenes.core.refused import Refused
from kenes.core.row import Row

if TYPE_CHECKING:
    from kenes.core.access import User

ENCLOSED_AT_MOST = 10 * 1024 * 1024


def enclosure(name: str, media_type: str, content: bytes) -> Enclosure:
    """A file to go with letters: `enclosure("sitting.ics", "text/calendar; method=REQUEST", …)`."""
    return Enclosure(name=name, media_type=media_type, sealed=b64encode(content).decode())


def letter(
    about: Row, *, follows: Letter | None = None, enclosing: Sequence[Enclosure] = (), **facts: Any
) -> Filing[Letter]:
    """A letter that tells of a record, ready to be posted. `facts` are the letter's own.

    `follows` is an earlier letter of the same talk: mail programs show the two together.
    """
    if follows is not None:
        facts["in_reply_to"] = follows.message_id
        facts["references"] = f"{follows.references} {follows.message_id}".strip()
    row = Letter(
        council=about.council,
        about_id=about.pk,
        about_kind=str(about._meta.model_name),
        **facts,
    )
    parts = [
        Enclosure(
            council_id=about.council_id,
            letter=row,
            position=position,
            name=each.name,
            media_type=each.media_type,
            sealed=each.sealed,
        )
        for position, each in enumerate(enclosing, start=1)
    ]
    return Filing(row, parts=parts)


def post(filings: Sequence[Filing[Letter]], *, by: "User") -> list[Letter]:
    """Put letters into the outbox, inside the action they tell of; those that were new to it.

    One purpose, record, address and sequence make one letter, however often it is posted: a duty
    done twice tells nobody twice. The letters of a demo register are kept and never sent.
    """
    within("a letter")
    fresh: dict[str, Filing[Letter]] = {}
    for filing in filings:
        _settle(filing)
        fresh.setdefault(filing.row.key, filing)
    # What stands there already stays, and so does what another process posts at this very moment.
    letters = insert_new([filing.row for filing in fresh.values()])
    insert([part for row in letters for part in _enclosed(fresh[row.key])])
    journal.write_all("letter.posted", [(each, _told(each)) for each in letters], by=by)
    return letters


def _enclosed(filing: Filing[Letter]) -> list[Enclosure]:
    return [part for part in filing.parts if isinstance(part, Enclosure)]


def _settle(filing: Filing[Letter]) -> None:
    """Check a letter with its enclosures, and give it its moment and its first state."""
    row = filing.row
    row.check_facts()
    enclosed = _enclosed(filing)
    for part in enclosed:
        part.check_facts()
    if sum(len(part.content) for part in enclosed) > ENCLOSED_AT_MOST:
        raise Refused(_("The enclosures of a letter are larger than 10 MB together."))
    row.posted_at, row.posted_on = clock.now(), clock.today()
    if row.council.is_demo:
        row.status, row.sent_at, row.next_attempt_at = Letter.Status.KEPT, row.posted_at, None
    else:
        # A letter may be put off: nobody is written to at night or on a day off.
        row.next_attempt_at = max(row.next_attempt_at or row.posted_at, row.posted_at)


def _told(row: Letter) -> dict[str, Any]:
    """What the journal says of a letter: what it tells of, and never to whom."""
    return {"purpose": row.purpose, "about": row.about_id, "sequence": row.sequence}


@action
def see(row: Letter, *, by: "User") -> None:
    """Somebody opened a personal letter; the journal remembers who."""
    journal.write("letter.seen", row, by=by)


@action
def send_again(row: Letter, *, by: "User") -> None:
    """Try at once a letter that was put off or not delivered, with all its attempts before it."""
    again = Q(status=Letter.Status.FAILED) | Q(status=Letter.Status.WAITING) & ~Q(trouble="")
    _change(
        row,
        Letter.objects.filter(again),
        status=Letter.Status.WAITING,
        next_attempt_at=clock.now(),
        attempts_allowed=F("attempts") + ATTEMPTS,
        trouble="",
        answer="",
    )
    journal.write("letter.retried", row, by=by, version=row.version)


@action
def cancel(rows: Iterable[Letter], *, by: "User") -> None:
    """Letters that were not sent yet will not be. One already on its way may still arrive."""
    unsent = Letter.objects.filter(status__in=[Letter.Status.WAITING, Letter.Status.FAILED])
    for row in rows:
        _change(row, unsent, status=Letter.Status.CANCELLED, next_attempt_at=None)
        journal.write("letter.cancelled", row, by=by, version=row.version)


@action
def returned(row: Letter, answer: str, *, by: "User") -> None:
    """A letter came back from the mail servers: it was sent, and not delivered."""
    sent = Letter.objects.filter(status=Letter.Status.SENT)
    facts = {"trouble": Letter.Trouble.RETURNED, "answer": answer, "sent_at": None}
    _change(row, sent, status=Letter.Status.FAILED, **facts)
    journal.write("letter.returned", row, by=by, version=row.version)


def _change(row: Letter, among: Any, **facts: Any) -> None:
    """One guarded UPDATE: delivery may have changed the letter since it was looked at."""
    if not among.filter(pk=row.pk).update(version=F("version") + 1, **facts):
        raise Refused(_("The letter has changed meanwhile: %s.") % _status_now(row))
    row.refresh_from_db()


def _status_now(row: Letter) -> str:
    return str(Letter.objects.get(pk=row.pk).get_status_display())
