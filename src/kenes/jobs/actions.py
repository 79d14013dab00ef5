"""Taking a letter in: once, whole, at the record it answers; when a job ran last."""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import Error, IntegrityError, transaction
from django.utils.translation import gettext as _

from kenes.appeals.intake import actions as appeals
from kenes.appeals.intake import by_letter
from kenes.core import attachment, clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.incoming import IncomingLetter, facts_about
from kenes.core.letter import TEXT_AT_MOST, Letter, tagged
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.scanner import Infected, Silent, Unseen
from kenes.council.models import Council
from kenes.jobs.models import LastRun
from kenes.jobs.reading import Read, read

if TYPE_CHECKING:
    from kenes.core.access import User

logger = logging.getLogger(__name__)

FILES_AT_MOST = 200
# Without what stands after a plus: it is the same mailbox.
_ADDRESSES = re.compile(r"([^\s<>,;:\"'+@]+)(?:\+[^\s<>,;@]*)?@([^\s<>,;\"']+)")
_TAGS = re.compile(r"\+([a-z2-7]{26}[0-9a-f]{16})@", re.IGNORECASE)


@dataclass(frozen=True)
class Taken:
    """What became of a message: the letter read from it, and whether it is new here."""

    letter: IncomingLetter
    fresh: bool


def take(raw: bytes, *, by: "User", remark: str = "") -> Taken:
    """Take a message in. It is refused by nothing but a scanner that does not answer.

    `remark` is a sentence about what could not be fetched of it.
    """
    if len(raw) > settings.KENES_REQUEST_AT_MOST:
        most = settings.KENES_REQUEST_AT_MOST // 1024**2
        raise Refused(_("The letter is larger than %s MB.") % most)
    found = read(raw)
    with suppress(IncomingLetter.DoesNotExist):
        return Taken(_standing(found), fresh=False)
    try:
        return Taken(_take(found, raw, remark, by=by), fresh=True)
    except IntegrityError:
        # Another process took the same message at this very moment.
        return Taken(_standing(found), fresh=False)
    except (Error, Refused):
        raise
    except Exception as error:
        # What a stranger wrote broke the taking; it is kept whole, for people to look at.
        logger.error("a message: %s", type(error).__name__)
        return Taken(_take(Read(found.digest), raw, remark, by=by), fresh=True)


def _standing(found: Read) -> IncomingLetter:
    return IncomingLetter.objects.get(
        digest=found.digest, council=_council(found, _answered(found))
    )


def _council(found: Read, answered: Letter | None) -> Council:
    """Whose letter it is: of the council it answers, else of the one whose address it names.

    Failing both, of the one the installation is for.
    """
    if answered is not None:
        return answered.council
    if named := _named(found):
        return named
    first = Council.objects.order_by("pk").first()
    if first is None:
        raise Refused(_("The register is empty. Take the journals in first."))
    return first


def _answered(found: Read) -> Letter | None:
    """The letter of ours that a message answers or gives back."""
    letters = Letter.objects.live().select_related("council")
    for key in _tagged(found):
        letter: Letter | None = letters.filter(pk=key).first()
        if letter is not None:
            return letter
    named = [*found.returned, found.in_reply_to, *reversed(found.references.split())]
    known = {each.message_id: each for each in letters.filter(message_id__in=set(named) - {""})}
    return next((known[mark] for mark in named if mark in known), None)


def _named(found: Read) -> Council | None:
    """The council at whose address for appeals a message came."""
    said = {f"{local}@{host}" for local, host in _ADDRESSES.findall(found.addressed.casefold())}
    councils = Council.objects.exclude(appeals_mail="").order_by("pk")
    return next((each for each in councils if each.appeals_mail.casefold() in said), None)


def _tagged(found: Read) -> Iterator[UUID]:
    """The keys of our letters that the addresses of a message name."""
    for tag in _TAGS.findall(found.addressed):
        if key := tagged(tag):
            yield key


@action
def _take(found: Read, raw: bytes, remark: str, *, by: "User") -> IncomingLetter:
    answered = _answered(found)
    about = _about(answered)
    today = clock.today()
    letter = IncomingLetter(
        council=_council(found, answered),
        received_on=today,
        received_at=clock.now(),
        text=found.text[:TEXT_AT_MOST],
        answers=answered,
        **{name: getattr(found, name) for name in _COPIED},
        **facts_about(about, personal=answered is not None and answered.personal),
    )
    path: list[tuple[str, Any]] = [(IncomingLetter.Status.NEW, today)]
    if about is not None:
        path.append((IncomingLetter.Status.PLACED, today))
    # A remark is known once the files are kept, and they need the letter's key alone.
    letter.remarks = "\n".join(_remarks(letter, found, raw, remark, by=by))
    record.register([Filing(letter, path=path)], by=by)
    came_back = found.kind == IncomingLetter.Kind.BOUNCE
    if came_back and answered is not None and answered.status == Letter.Status.SENT:
        # Somebody may have changed it at this moment; then what he did stands.
        with suppress(Refused):
            outbox.returned(answered, found.said, by=by)
    if answered is None and found.kind == IncomingLetter.Kind.LETTER and _named(found):
        _appeal(letter, found, by=by)
    return letter


def _appeal(letter: IncomingLetter, found: Read, *, by: "User") -> None:
    """A letter to the address for appeals is one; where that is refused it waits, and says why."""
    try:
        with transaction.atomic():
            signs = [*found.signs, *by_letter.signs(letter)]
            appeals.take_letter(letter, signs, by=by)
    except Refused as refused:
        letter.refresh_from_db()
        remarks = f"{letter.remarks}\n{refused}".strip()
        record.correct(letter, version=letter.version, by=by, remarks=remarks)


_COPIED = (
    *("digest", "message_id", "in_reply_to", "references"),
    *("sender", "name", "subject", "kind"),
)


def _about(answered: Letter | None) -> Row | None:
    """The record that the answered letter tells of."""
    if answered is None:
        return None
    model: Any = apps.get_model("kenes", answered.about_kind)
    found: Row | None = model.objects.filter(pk=answered.about_id).first()
    return found


def _remarks(
    letter: IncomingLetter, found: Read, raw: bytes, remark: str, *, by: "User"
) -> Iterator[str]:
    """Keep the message and its files; a sentence for each thing that could not be kept."""
    if remark:
        yield remark
    if len(found.text) > TEXT_AT_MOST:
        yield _("The text is longer than this; all of it is in the whole letter.")
    try:
        attachment.attach_message(letter, raw, by=by)
    except Infected as refused:
        attachment.infected(letter, "letter.eml", refused.virus, by=by)
        yield _("The whole letter is not kept, for it holds a virus: %s.") % refused.virus
    except Unseen as refused:
        yield str(refused)
    for name, content in found.files[:FILES_AT_MOST]:
        try:
            attachment.attach(letter, name, [content], public=False, by=by)
        except Silent:
            raise
        except Infected as refused:
            attachment.infected(letter, name[:200], refused.virus, by=by)
            yield str(refused)
        except Refused as refused:
            yield f"{name}: {refused}"
    if (more := len(found.files) - FILES_AT_MOST) > 0:
        yield _("Further files, in the whole letter alone: %s.") % more


def remember(code: str, words: str = "", broken: bool = False) -> None:
    """Write down that a job ran now, over what was written of the time before.

    Processes may end at once; the later writes over the other.
    """
    told = {"at": clock.now(), "words": words, "broken": broken}
    LastRun.objects.update_or_create(code=code, defaults=told)
