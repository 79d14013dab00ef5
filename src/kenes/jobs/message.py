"""A letter as a mail program receives it."""

from email.utils import format_datetime, parseaddr, quote

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

from kenes.core import clock
from kenes.core.letter import Letter


def message(letter: Letter) -> EmailMessage:
    """The letter with its enclosures, from the council that sends it, in the letter's language."""
    headers = {
        "Message-ID": letter.message_id,
        "Date": format_datetime(letter.sent_at or clock.now()),
        "Content-Language": letter.language,
        # Asks programs that answer by themselves («I am on leave») not to answer this.
        "Auto-Submitted": "auto-generated",
    }
    if settings.KENES_MAIL_PLUS and settings.KENES_MAIL_FROM:
        headers["Reply-To"] = answered_to(letter)
    if letter.in_reply_to:
        headers["In-Reply-To"] = letter.in_reply_to
        headers["References"] = letter.references
    if letter.stop_url:
        # One press in the mail program ends such letters (RFC 2369, RFC 8058).
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made = EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=sender(letter),
        to=[_mailbox(letter.name, letter.recipient)],
        headers=headers,
    )
    for each in letter.enclosures.all():
        made.attach(each.name, each.content, each.media_type)
    return made


def sender(letter: Letter) -> str:
    """The council's name in the letter's language, and the address it writes from."""
    _name, address = parseaddr(settings.KENES_MAIL_FROM)
    with override(letter.language):
        return _mailbox(letter.council.title, address or "kenes@kenes.invalid")


def answered_to(letter: Letter) -> str:
    """The address an answer comes to: it names the letter, whatever mail programs leave out."""
    local, _at, host = parseaddr(settings.KENES_MAIL_FROM)[1].rpartition("@")
    return f"{local}+{letter.tag}@{host}"


def _mailbox(name: str, address: str) -> str:
    return f'"{quote(name)}" <{address}>' if name else address
