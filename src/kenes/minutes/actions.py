"""What becomes of minutes: drafted, worded, closed, signed, published, corrected anew."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Office, Person
from kenes.minutes.content import freeze
from kenes.minutes.models import Minutes, Passage, Signature
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from kenes.core.access import User

S = Minutes.Status


@action
def draft(sitting: Sitting, *, by: "User") -> Minutes:
    """Begin the minutes of a sitting that was held. They get their number now."""
    if sitting.event.status != "held":
        raise Refused(_("Only a sitting that was held has minutes."))
    if Minutes.objects.live().filter(sitting=sitting).exists():
        raise Refused(_("The minutes of this sitting are begun already."))
    minutes = Minutes(
        council_id=sitting.council_id,
        sitting=sitting,
        held_on=sitting.event.held_on,
        chaired_by=_chair(sitting),
        kept_by=by.name,
    )
    _register(minutes, by=by)
    return minutes


def _register(minutes: Minutes, *, by: "User") -> None:
    today = max(clock.today(), minutes.held_on)
    record.register([Filing(minutes, path=[(S.DRAFT.value, today)])], by=by)


def _chair(sitting: Sitting) -> Person | None:
    """Who chairs the body on that day, if the register knows."""
    on = sitting.event.held_on
    offices = Office.objects.live().filter(body=sitting.body, role=Office.Role.CHAIR)
    standing = offices.filter(since_on__lte=on).select_related("person").order_by("-since_on")
    return next((o.person for o in standing if o.ended_on is None or o.ended_on > on), None)


@action
def word(
    minutes: Minutes,
    *,
    place: str,
    text_kk: str,
    text_ru: str,
    by: "User",
    item: AgendaItem | None = None,
    version: int = 0,
) -> None:
    """The clerk writes a passage, or writes it anew; `version` is that of the passage he saw.

    Refused once the minutes are closed, and when a colleague wrote the passage meanwhile.
    """
    _still_a_draft(minutes)
    if item is not None and item.sitting_id != minutes.sitting_id:
        raise Refused(_("That question is of another sitting."))
    texts = {"text_kk": text_kk.strip(), "text_ru": text_ru.strip()}
    there = Passage.objects.live().filter(minutes=minutes, place=place, item=item).first()
    if there is not None:
        record.correct(there, version=version, by=by, **texts)
    elif any(texts.values()):
        passage = Passage(council_id=minutes.council_id, minutes=minutes, place=place, item=item)
        passage.text_kk, passage.text_ru = texts["text_kk"], texts["text_ru"]
        record.register([Filing(passage)], by=by)


def _still_a_draft(minutes: Minutes) -> None:
    minutes.refresh_from_db(fields=["status", "status_on", "version"])
    if minutes.is_frozen:
        raise Refused(_("The minutes are closed; a correction is a new version."))


@action
def close(minutes: Minutes, *, by: "User") -> None:
    """Facts and prose are frozen together, and what is signed from now on is exactly this."""
    _still_a_draft(minutes)
    frozen, digest = freeze(minutes)
    record.move([minutes], S.CLOSED, on=_today(minutes), by=by, frozen=frozen, digest=digest)


@action
def take_back(minutes: Minutes, *, reason: str, by: "User") -> None:
    """Closed minutes become a draft again. Refused once anybody has signed them."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    if Signature.objects.live().filter(minutes=minutes).exists():
        raise Refused(_("The minutes are signed; a correction is a new version."))
    facts = {"frozen": None, "digest": ""}
    record.move([minutes], S.DRAFT, on=_today(minutes), by=by, reason=reason, **facts)


@action
def sign(
    minutes: Minutes,
    *,
    role: str,
    name: str,
    kind: str,
    on: date,
    by: "User",
    file_name: str = "",
    file: bytes = b"",
) -> None:
    """Somebody signed; once both chair and secretary have, the minutes are signed.

    A scan and a signature file are kept with their digest, beside the digest of what was signed.
    """
    if minutes.status != S.CLOSED:
        raise Refused(_("Only closed minutes are signed."))
    if kind != Signature.Kind.PAPER and not file:
        raise Refused(_("Add the file: the scan or the signature."), field="file")
    if on < minutes.held_on:
        raise Refused(_("The minutes cannot be signed before the sitting."), field="signed_on")
    signed = Signature.objects.live().filter(minutes=minutes)
    if signed.filter(role=role).exists():
        raise Refused(_("This signature is there already."), field="role")
    signature = Signature(
        council_id=minutes.council_id,
        minutes=minutes,
        role=role,
        name_then=name,
        kind=kind,
        signed_on=on,
        file_name=file_name,
        file=file or None,
        file_digest=hashlib.sha256(file).hexdigest() if file else "",
        minutes_digest_then=minutes.digest,
    )
    record.register([Filing(signature)], by=by)
    if set(signed.values_list("role", flat=True)) == set(Signature.Role.values):
        record.move([minutes], S.SIGNED, on=_today(minutes), by=by)


@action
def publish(minutes: Minutes, *, by: "User") -> None:
    """Everyone may read the minutes; the version they correct is marked as replaced.

    Refused while a decision in them is not published: its two texts have not been compared.
    """
    waiting = Decision.objects.live().filter(item__sitting=minutes.sitting, published_on=None)
    if numbers := list(waiting.order_by("number").values_list("number", flat=True)):
        sentence = _("First publish the decisions of the sitting: %s.")
        raise Refused(sentence % ", ".join(numbers))
    record.move([minutes], S.PUBLISHED, on=_today(minutes), by=by)
    others = Minutes.objects.live().filter(sitting=minutes.sitting, status=S.PUBLISHED)
    for earlier in others.exclude(pk=minutes.pk):
        record.move([earlier], S.REPLACED, on=_today(minutes), by=by)


@action
def correct(minutes: Minutes, *, reason: str, by: "User") -> Minutes:
    """Begin a new version of published minutes, with the passages of the old one.

    The old version stays as it is, and stays public until the new one is published.
    """
    if minutes.status != S.PUBLISHED:
        raise Refused(_("Only published minutes are corrected by a new version."))
    record.refuse_frozen([minutes])
    if not reason.strip():
        raise Refused(_("Say why the minutes are corrected."), field="reason")
    versions = Minutes.objects.live().filter(sitting=minutes.sitting)
    if versions.exclude(status__in=(S.PUBLISHED, S.REPLACED)).exists():
        raise Refused(_("A new version is begun already."))
    edition = versions.count() + 1
    _year, _hyphen, short = versions.order_by("edition")[0].number.partition("-")
    fresh = Minutes(
        council_id=minutes.council_id,
        sitting=minutes.sitting,
        held_on=minutes.held_on,
        chaired_by=minutes.chaired_by,
        kept_by=minutes.kept_by,
        edition=edition,
        reason=reason.strip(),
        number=f"{short}-{edition}",
    )
    _register(fresh, by=by)
    for passage in Passage.objects.live().filter(minutes=minutes).select_related("item"):
        texts = {"text_kk": passage.text_kk, "text_ru": passage.text_ru}
        word(fresh, place=passage.place, item=passage.item, by=by, **texts)
    return fresh


def _today(minutes: Minutes) -> date:
    """The day of a step, never before the one it follows."""
    return max(clock.today(), minutes.status_on)
