"""A letter understood as an appeal: who wrote it, in which language, what may be wrong with it."""

from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.intake.suspicion import Suspicion, flooded
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.filing import Filing
from kenes.core.incoming import IncomingLetter
from kenes.core.text import fold, owner_of
from kenes.core.trace import seen

if TYPE_CHECKING:
    from kenes.council.models import Council

LETTERS_A_DAY = 10
_KAZAKH = frozenset("әғқңөұүһі")
# In Kazakh every fifth letter is one of these; a Kazakh name in a Russian text has far fewer.
_ONE_IN = 12
_NOBODY_READS = ("noreply", "no-reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster")


def tongue(text: str) -> str:
    """Kazakh where its own letters stand among the others, else Russian."""
    letters = [sign for sign in text.casefold() if sign.isalpha()]
    kazakh = sum(sign in _KAZAKH for sign in letters)
    return Appeal.Language.KAZAKH if kazakh * _ONE_IN > len(letters) else Appeal.Language.RUSSIAN


def filing(letter: IncomingLetter) -> Filing[Appeal]:
    """The appeal that a letter is; its topic nobody has chosen yet."""
    known = letter.sender or letter.name
    kind = Applicant.Kind.PERSON if known else Applicant.Kind.ANONYMOUS
    email = letter.sender if may_be_answered(letter.sender, letter.council) else ""
    contact = "" if email else letter.sender
    applicant = Applicant(
        council=letter.council, kind=kind, name=letter.name, email=email, contact=contact
    )
    text = _text(letter)
    appeal = Appeal(
        council=letter.council,
        channel=Appeal.Channel.MAIL,
        kind=Appeal.Kind.APPLICATION,
        language=tongue(text),
        applicant=applicant,
        applicant_kind_then=kind,
        text=text,
        received_on=letter.received_on,
    )
    begun = [(Appeal.Status.REGISTERED.value, letter.received_on)]
    return Filing(appeal, path=begun, within=Filing(applicant))


def _text(letter: IncomingLetter) -> str:
    """The words of a letter, its subject first unless the text says it anyway."""
    said = fold(letter.subject) in fold(letter.text[: 2 * len(letter.subject) + 100])
    parts = [letter.text] if said else [letter.subject, letter.text]
    return "\n\n".join(part for part in parts if part)


def may_be_answered(address: str, council: "Council") -> bool:
    """Whether a receipt may go there: to a mailbox that somebody reads, and never to our own."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    ours = {
        owner_of(each) for each in (council.appeals_mail, parseaddr(settings.KENES_MAIL_FROM)[1])
    }
    owner = owner_of(address)
    return owner not in ours and not owner.startswith(_NOBODY_READS)


def signs(letter: IncomingLetter) -> list[str]:
    """What is suspicious in a letter as it was read; what its headers say the jobs know."""
    found: list[str] = []
    if not letter.text.strip():
        found.append(Suspicion.EMPTY)
    if not may_be_answered(letter.sender, letter.council):
        found.append(Suspicion.NOBODY)
    wrote = f"letters {letter.council_id} {clock.today()} {owner_of(letter.sender)}"
    if letter.sender and seen(wrote, clock.midnight()) > LETTERS_A_DAY:
        found.append(Suspicion.OFTEN)
    if flooded(letter.council_id, Appeal.Channel.MAIL):
        found.append(Suspicion.FLOOD)
    return found
