"""On which grounds of the law an appeal is returned or its procedure is ended."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.refused import Refused
from kenes.norms.kinds import acts

if TYPE_CHECKING:
    from kenes.appeals.models import Appeal


class Ground(models.TextChoices):
    """Each ground, in the words of a letter to the person; its article stands in ARTICLES."""

    NOT_SUPPLIED = "not_supplied", gettext_lazy("what was missing was not supplied in time")
    SAME = "same", gettext_lazy("the same appeal was ended already, and nothing new is said")
    INSULTING = "insulting", gettext_lazy("it is obscene or insulting")
    REPEATED = "repeated", gettext_lazy("it repeats an ended appeal without new arguments")
    ANONYMOUS = (
        "anonymous",
        gettext_lazy("it lacks an author, a signature or an address, and tells of no crime"),
    )


RETURNS = (Ground.NOT_SUPPLIED, Ground.SAME, Ground.INSULTING)
ENDS = (Ground.REPEATED, Ground.ANONYMOUS)
ARTICLES = dict.fromkeys(RETURNS, "64(7)") | {
    Ground.REPEATED: "88(1)1",
    Ground.ANONYMOUS: "88(1)2",
}
WITHDRAWAL = "64(9)"


def cited(ground: str, language: str = "") -> str:
    """The article of a ground, as one writes it in a letter."""
    return article(ARTICLES[Ground(ground)], language)


def article(number: str, language: str = "") -> str:
    """An article of the code by which appeals are considered."""
    return acts()["APPC"].cite(number, language)


def offered(grounds: tuple[Ground, ...]) -> list[tuple[str, str]]:
    """The grounds as choices, each with its article."""
    said = _("%(ground)s (art. %(article)s)")
    return [(g.value, said % {"ground": g.label, "article": ARTICLES[g]}) for g in grounds]


def check(appeal: "Appeal", ground: str, among: tuple[Ground, ...]) -> None:
    """Refuse a ground that the law does not know here.

    News of a crime or a threat to security is never returned (APPC 64(7-2)), and without an author
    it is forwarded at once (APPC 88(1)2).
    """
    if ground not in among:
        raise Refused(_("Choose a ground of the law."), field="ground")
    if appeal.grave and among is RETURNS:
        raise Refused(_("News of a crime or of danger is never returned."), field="ground")
    if appeal.grave and ground == Ground.ANONYMOUS:
        raise Refused(
            _("It tells of a crime or of danger: without an author it is forwarded at once."),
            field="ground",
        )
    if ground == Ground.ANONYMOUS and appeal.is_signed:
        raise Refused(_("This appeal has an author and an address."), field="ground")
