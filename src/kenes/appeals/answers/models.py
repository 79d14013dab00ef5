"""A text for answers that recur, in both languages."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.text import language

if TYPE_CHECKING:
    from kenes.appeals.models import Appeal


# What is filled in, as a clerk writes it in Kazakh and in Russian.
WORDS = {
    "name": ("аты", "имя"),
    "number": ("нөмірі", "номер"),
    "day": ("күні", "дата"),
    "topic": ("тақырып", "тема"),
    "district": ("аудан", "район"),
    "agency": ("орган",),
    "today": ("бүгін", "сегодня"),
}


def words_filled_in() -> str:
    """The words in braces that a clerk may write, in the reader's language."""
    at = {"kk": 0, "ru": -1}.get(language())
    words = [name if at is None else said[at] for name, said in WORDS.items()]
    return ", ".join(f"{{{word}}}" for word in words) + "."


class AnswerTemplate(Row):
    """How the council answers what it is asked again and again.

    Words in braces are filled in from the appeal, in Kazakh, Russian or English: {name}, {аты},
    {имя}. Whoever answers reads and changes the text before it goes.
    """

    PUBLIC = Q(pk=None)

    title_kk = models.CharField(_("name in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("name in Russian"), max_length=300, blank=True)
    topic = models.ForeignKey(
        "kenes.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("Left empty, it is offered for every topic."),
    )
    text_kk = models.TextField(_("answer in Kazakh"), blank=True)
    text_ru = models.TextField(_("answer in Russian"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("template of an answer")
        verbose_name_plural = _("templates of answers")

    def check_facts(self) -> None:
        if not (self.title_kk.strip() or self.title_ru.strip()):
            raise Refused(gettext("Give it a name."), field="title_ru")
        if not (self.text_kk.strip() or self.text_ru.strip()):
            raise Refused(gettext("Write the text in one language at least."), field="text_ru")

    def filled(self, appeal: "Appeal") -> str:
        """The text in the person's language, its words in braces filled in from the appeal.

        A word that is not known stays as it is, for whoever answers to see.
        """
        with override(appeal.language):
            values = {
                "name": appeal.applicant.name or gettext("applicant"),
                "number": appeal.number,
                "day": date_format(appeal.received_on, "DATE_FORMAT"),
                "topic": appeal.topic.title if appeal.topic else "",
                "district": appeal.district.title if appeal.district else "",
                "agency": appeal.agency.title if appeal.agency else "",
                "today": date_format(clock.today(), "DATE_FORMAT"),
            }
            text = self.in_language("text", appeal.language)
        for name, value in values.items():
            for word in (name, *WORDS[name]):
                text = text.replace(f"{{{word}}}", value)
        return text
