"""A letter, its enclosures, what became of it, and what no letter may be."""

import hmac
import re
from base64 import b32decode, b32encode, b64decode
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.secret import SealedField, blind
from kenes.core.text import fold

# With the waits between them (`jobs.delivery`) a silent server is given about four days.
ATTEMPTS = 30
SUBJECT_AT_MOST = 300
TEXT_AT_MOST = 100_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_CONTROL_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(; ?[\w-]+=[\w.+-]+)*", re.ASCII)
_MESSAGE_IDS = re.compile(r"(<[^<>\s]+>( <[^<>\s]+>)*)?", re.ASCII)


class Letter(Row):
    """One letter to one address, as it is sent; what became of it.

    Sealed, for a letter may name anyone. A `personal` one is written to a person whom only those
    may know who may see applicants; no search finds it. Delivery alone changes `status` outside
    actions, and grows `attempts` each time a process takes the letter in hand.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waits to be sent")
        SENT = "sent", gettext_lazy("sent")
        KEPT = "kept", gettext_lazy("kept here, not sent")
        FAILED = "failed", gettext_lazy("not delivered")
        CANCELLED = "cancelled", gettext_lazy("cancelled")

    class Trouble(models.TextChoices):
        SERVER = "server", gettext_lazy("The mail server did not answer.")
        ACCESS = "access", gettext_lazy("The mail server did not accept the name or the password.")
        SENDER = "sender", gettext_lazy("The mail server did not accept the sender's address.")
        RECIPIENT = "recipient", gettext_lazy("The mail server refused the recipient's address.")
        CONTENT = "content", gettext_lazy("The mail server refused the letter itself.")
        LETTER = "letter", gettext_lazy("The letter could not be put together.")
        RETURNED = "returned", gettext_lazy("The letter came back: it was not delivered.")

    recipient = SealedField(gettext_lazy("address"))
    name = SealedField(gettext_lazy("recipient"), blank=True)
    language = models.CharField(
        gettext_lazy("language"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    subject = SealedField(gettext_lazy("subject line"))
    text = SealedField(gettext_lazy("text"))
    # Where its reader ends such letters with one press; only letters to followers have it.
    stop_url = SealedField(blank=True)
    personal = models.BooleanField(gettext_lazy("personal"), default=False)
    # What the letter tells of, and as which of its letters: «sitting.invitation», the second one.
    about_id = models.UUIDField(editable=False)
    about_kind = models.CharField(max_length=40, editable=False)
    purpose = models.CharField(gettext_lazy("what the letter is for"), max_length=60)
    sequence = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=64, editable=False)
    # Made once: a letter sent twice because an answer was lost is then one letter to its reader.
    message_id = models.CharField(max_length=200, editable=False)
    in_reply_to = models.CharField(max_length=998, blank=True)
    references = models.TextField(blank=True)
    words = models.TextField(editable=False, blank=True)
    posted_on = models.DateField(gettext_lazy("written on"), editable=False)
    posted_at = models.DateTimeField(gettext_lazy("written"), editable=False)
    status = models.CharField(
        gettext_lazy("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveSmallIntegerField(gettext_lazy("attempts"), default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=ATTEMPTS)
    next_attempt_at = models.DateTimeField(gettext_lazy("next attempt"), null=True)
    trouble = models.CharField(max_length=10, choices=Trouble.choices, blank=True)
    answer = SealedField(gettext_lazy("the server's answer"), blank=True)
    sent_at = models.DateTimeField(gettext_lazy("sent"), null=True)

    class Meta(Row.Meta):
        verbose_name = gettext_lazy("letter")
        verbose_name_plural = gettext_lazy("letters")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["council", "key"], name="letter_posted_once"),
            models.CheckConstraint(
                name="letter_that_waits_knows_until_when",
                condition=Q(status="waiting", next_attempt_at__isnull=False)
                | (~Q(status="waiting") & Q(next_attempt_at=None)),
            ),
            models.CheckConstraint(
                name="letter_sent_says_when",
                condition=Q(status__in=["sent", "kept"], sent_at__isnull=False)
                | (~Q(status__in=["sent", "kept"]) & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="letter_not_delivered_says_why",
                condition=~Q(status="failed") | ~Q(trouble=""),
            ),
        )
        indexes = (
            models.Index(fields=["status", "next_attempt_at"], name="letter_by_turn"),
            models.Index(fields=["about_id"], name="letter_by_what_it_tells_of"),
            models.Index(fields=["message_id"], name="letter_by_its_mark"),
            models.Index(fields=["council", "posted_on"], name="letter_by_day"),
        )

    @property
    def title(self) -> str:
        return _("Personal letter") if self.personal else self.subject

    def get_absolute_url(self) -> str:
        return f"/{(get_language() or 'ru')[:2]}/letters/{self.pk}/"

    @property
    def error(self) -> str:
        """Why the last attempt came to nothing, in a sentence; empty where none did."""
        said = str(self.get_trouble_display()) if self.trouble else ""
        given_up = self.attempts >= self.attempts_allowed and self.trouble != "returned"
        if self.status == self.Status.FAILED and given_up:
            attempts = _("Given up after %(attempts)s attempts.") % {"attempts": self.attempts}
            return f"{attempts} {said}"
        return said

    @property
    def tag(self) -> str:
        """What an answer's address names this letter by; nobody can make one up.

        The key in letters and digits that mail servers leave as they are, and a keyed digest of it.
        """
        return tag_of(self.pk)

    @property
    def may_be_sent_again(self) -> bool:
        """Not while a process may have it in hand: then its trouble is not known yet."""
        put_off = self.status == self.Status.WAITING and bool(self.trouble)
        return put_off or self.status == self.Status.FAILED

    @property
    def may_be_cancelled(self) -> bool:
        return self.status in {self.Status.WAITING, self.Status.FAILED}

    def check_facts(self) -> None:
        """Refuse what no mail server should be given; settle what follows from the facts."""
        self.recipient = self.recipient.strip()
        _check_address(self.recipient)
        _check_line(self.name, "name", _("The recipient's name is one line."))
        _check_line(self.stop_url, "stop_url", _("An address is one line."))
        _check_subject(self.subject)
        _check_text(self.text)
        if self.language not in dict(settings.LANGUAGES):
            raise Refused(_("Choose the language of the letter."), field="language")
        for field in ("in_reply_to", "references"):
            if not _MESSAGE_IDS.fullmatch(getattr(self, field)):
                raise Refused(_("This names no earlier letter."), field=field)
        said = (self.purpose, self.about_id, self.recipient.casefold(), self.sequence)
        self.key = blind("|".join(map(str, said)))
        open_words = (self.subject, self.name, self.recipient)
        self.words = "" if self.personal else fold(" ".join(open_words))
        host = parseaddr(settings.KENES_MAIL_FROM)[1].rpartition("@")[2]
        self.message_id = self.message_id or f"<{self.pk}@{host or 'kenes.invalid'}>"


class Enclosure(Row):
    """A file that goes with a letter."""

    PART_OF = "letter"
    PART_KEY = ("position",)

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="enclosures")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(gettext_lazy("file"), max_length=200)
    media_type = models.CharField(max_length=100)
    sealed = SealedField()

    class Meta(Row.Meta):
        verbose_name = gettext_lazy("enclosure")
        verbose_name_plural = gettext_lazy("enclosures")
        ordering = ("letter_id", "position")

    @property
    def content(self) -> bytes:
        return b64decode(self.sealed)

    def check_facts(self) -> None:
        if not self.name.strip() or _CONTROL.search(self.name) or "/" in self.name:
            raise Refused(_("The file's name is one line without slashes."), field="name")
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise Refused(_("This is no kind of file: %s.") % self.media_type, field="media_type")


def tag_of(key: UUID) -> str:
    """The tag of the letter with this key."""
    return f"{b32encode(key.bytes).decode().rstrip('=').lower()}{blind(f'answer {key}')[:16]}"


def tagged(tag: str) -> UUID | None:
    """The key of the letter that a tag names; None where the tag is not one of ours."""
    try:
        key = UUID(bytes=b32decode(f"{tag[:26].upper()}======"))
    except ValueError:
        return None
    return key if hmac.compare_digest(tag_of(key).encode(), tag.lower().encode()) else None


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(
            _("This is no e-mail address: “%s”.") % _CONTROL.sub(" ", address)[:100],
            field="recipient",
        ) from None


def _check_line(text: str, field: str, sentence: str) -> None:
    if _CONTROL.search(text):
        raise Refused(sentence, field=field)


def _check_subject(subject: str) -> None:
    if not subject.strip():
        raise Refused(_("The letter has no subject."), field="subject")
    _check_line(subject, "subject", _("The subject of a letter is one line."))
    if len(subject) > SUBJECT_AT_MOST:
        sentence = _("The subject of a letter is at most %s characters long.")
        raise Refused(sentence % SUBJECT_AT_MOST, field="subject")


def _check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("The letter says nothing: its text is empty."), field="text")
    if _CONTROL_IN_TEXT.search(text):
        raise Refused(_("The text holds characters that no letter may hold."), field="text")
    if len(text) > TEXT_AT_MOST:
        raise Refused(_("The text of the letter is too long."), field="text")
