"""Erasing what is personal of an appeal, on request or when its term of keeping is over."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kenes.appeals.erasure.kinds import Ground
from kenes.appeals.extensions.models import AppealExtension
from kenes.appeals.index.models import AppealIndex
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.matters.models import Matter
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import Publication
from kenes.appeals.remarks.models import Remark
from kenes.appeals.supports.models import Support
from kenes.core import clock, journal, search
from kenes.core.action import action
from kenes.core.attachment import Attachment, place
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry, Payload
from kenes.core.letter import Enclosure, Letter
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from uuid import UUID

    from kenes.core.access import User
    from kenes.council.models import Council

# What of each table is a person's, or may name one. All else stays: the figures count it.
OF_PERSON = ("name", "contact", "email", "address", "name_index", "email_index")
OF_APPEAL = ("text", "place", "answer", "verdict_text", "verdict_by", "quarantine_why")
OF_PARTS: dict[Any, tuple[str, ...]] = {
    Matter: ("question", "answer"),
    PersonMessage: ("text",),
    MissingPart: ("what", "text"),
    Inquiry: ("text", "answer", "number_out", "number_in"),
    Remark: ("text",),
    AppealExtension: ("reason",),
    Publication: (),
    Support: (),
}
OF_LETTER = ("recipient", "name", "subject", "text", "stop_url", "answer", "words")
OF_INCOMING = ("sender", "name", "subject", "text", "remarks", "words", "message_id")
THREAD = ("in_reply_to", "references")
# So many appeals at a time: each batch is one transaction.
BATCH = 100


@action
def erase(
    appeals: Sequence[Appeal],
    *,
    ground: str,
    by: "User",
    reason: str = "",
    keep_public: bool = False,
) -> None:
    """Nothing personal is left of these appeals, in any table or file, nor in the journal.

    What comes in afterwards, in reply to an old letter, is erased by asking once more.
    What the figures count stays: number, days, kind, topic, district, course. A masked text that
    everyone reads goes as well, unless the clerk has said that it names nobody. Refused while one
    of them is open. It is done in a closed archive too: erasure is owed whoever sits.
    """
    if any(each.status in Appeal.OPEN and not each.struck for each in appeals):
        raise Refused(_("An appeal is erased when it is closed."))
    if ground not in Ground.values:
        raise Refused(_("Choose the ground."), field="ground")
    for each in appeals:
        _erase(each, keep_public=keep_public)
    search.anew(AppealIndex, [each.pk for each in appeals])
    said = {"on": clock.today(), "ground": ground, "reason": reason}
    journal.write_all("appeal.erased", [(each, said) for each in appeals], by=by)


def _erase(appeal: Appeal, *, keep_public: bool) -> None:
    keys = {appeal.pk}
    _blank(Appeal.objects.filter(pk=appeal.pk), OF_APPEAL, erased_on=clock.today())
    shared = Appeal.objects.filter(applicant=appeal.applicant_id, erased_on=None)
    if not shared.exists():
        keys.add(appeal.applicant_id)
        _blank(type(appeal.applicant).objects.filter(pk=appeal.applicant_id), OF_PERSON)
    for model, names in OF_PARTS.items():
        rows = model.objects.filter(appeal=appeal)
        keys |= set(rows.values_list("pk", flat=True))
        _blank(rows, names)
    Support.objects.filter(appeal=appeal).update(address="", whose="", status=Support.Status.LEFT)
    if not keep_public:
        shown = Publication.objects.filter(appeal=appeal, status=Publication.Status.PUBLISHED)
        shown.update(text="", answer="", status=Publication.Status.HIDDEN)
    keys |= set(_letters(keys))
    _files(keys)
    # The lines themselves stay, and prove what was said; what it was is gone. They are looked up
    # first: in one statement PostgreSQL may read the whole journal for each.
    lines = list(Entry.objects.filter(row_id__in=keys).values_list("pk", flat=True))
    Payload.objects.filter(pk__in=lines).delete()
    appeal.refresh_from_db()


def _blank(rows: Any, names: Sequence[str], **more: Any) -> None:
    """Empty these columns of rows, struck ones too; why one was struck may name a person."""
    rows.update(version=F("version") + 1, **dict.fromkeys(names, ""), **more)
    rows.filter(struck_at__isnull=False).update(struck_reason="…")


def _letters(keys: "set[UUID]") -> "Iterator[UUID]":
    """Empty the letters about the appeal and its parts, sent and received. Gives their keys."""
    sent = Letter.objects.filter(about_id__in=keys)
    pks = list(sent.values_list("pk", flat=True))
    waiting = sent.filter(status=Letter.Status.WAITING)
    waiting.update(status=Letter.Status.CANCELLED, next_attempt_at=None)
    _blank(Letter.objects.filter(pk__in=pks), (*OF_LETTER, *THREAD))
    enclosed = Enclosure.objects.filter(letter__in=pks)
    yield from enclosed.values_list("pk", flat=True)
    _blank(enclosed, ("name", "sealed"))
    came = IncomingLetter.objects.filter(Q(about_id__in=keys) | Q(answers__in=pks))
    yield from came.values_list("pk", flat=True)
    _blank(came, (*OF_INCOMING, *THREAD))
    yield from pks


def _files(keys: "set[UUID]") -> None:
    """Files go whole, with their names; their content too, unless another record has the same."""
    rows = Attachment.objects.filter(row_id__in=keys)
    found = list(rows.values_list("pk", "sha256"))
    keys |= {pk for pk, _digest in found}
    rows.delete()
    for digest in {digest for _pk, digest in found}:
        if not Attachment.objects.filter(sha256=digest).exists():
            transaction.on_commit(partial(_remove, digest))


def _remove(digest: str) -> None:
    # Somebody may have brought the same content meanwhile.
    if not Attachment.objects.filter(sha256=digest).exists():
        place(digest).unlink(missing_ok=True)


@action
def keep_for(council: "Council", months: int | None, *, by: "User") -> None:
    """Appeals are erased so many months after they were closed; without a number none is."""
    before, council.appeals_kept_for = council.appeals_kept_for, months
    council.save(update_fields=["appeals_kept_for"])
    changed = {"appeals_kept_for": [before, months]}
    journal.write("council.corrected", council, by=by, council=council, changed=changed)


def expire(council: "Council", last: date, *, by: "User") -> int:
    """Erase those that were closed on that day or before. Says how many they were."""
    closed = ~Q(status__in=Appeal.OPEN) & Q(status_on__lte=last)
    ended = closed | Q(struck_at__date__lte=last)
    rows = Appeal.objects.of(council).filter(ended, erased_on=None).select_related("applicant")
    done = 0
    while found := list(rows.order_by("status_on", "pk")[:BATCH]):
        erase(found, ground=Ground.TERM, by=by)
        done += len(found)
    return done
