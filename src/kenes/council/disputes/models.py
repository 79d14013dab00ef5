"""A fact about a member that the member disputes, until the secretary settles it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.council.models import Person


class Dispute(Flow):
    """A member says that something on his page is wrong: which fact, and what is true."""

    TITLED_BY = ("person",)

    class Status(models.TextChoices):
        OPEN = "open", _("to be settled")
        UPHELD = "upheld", _("the member was right")
        DISMISSED = "dismissed", _("the record stands")

    MOVES = {
        Status.OPEN: {Status.UPHELD, Status.DISMISSED},
        Status.UPHELD: set(),
        Status.DISMISSED: {Status.OPEN},
    }
    START = {Status.OPEN}

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="disputes", verbose_name=_("member")
    )
    # The fact as the page showed it, for the record may change meanwhile.
    fact_then = models.CharField(_("what is disputed"), max_length=500)
    address = models.CharField(max_length=300, blank=True, editable=False)
    text = models.TextField(_("what is true"))
    opened_on = models.DateField(_("disputed on"))
    answer = models.TextField(_("answer"), blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.OPEN, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("disputed fact")
        verbose_name_plural = _("disputed facts")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="dispute_settled_says_why", condition=Q(status="open") | ~Q(answer="")
            ),
        )

    @property
    def title(self) -> str:
        return self.fact_then

    def check_facts(self) -> None:
        if not self.fact_then.strip():
            raise Refused(_("Name the fact."), field="fact_then")
        if not self.text.strip():
            raise Refused(_("Say what is true."), field="text")
