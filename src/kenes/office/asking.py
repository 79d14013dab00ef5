"""What a move asks besides its day: a reason, another record, the quorum."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from kenes.appeals.grounds import ENDS, RETURNS, Ground, offered
from kenes.appeals.matters.models import Matter
from kenes.appeals.merging.together import merged_into, of_others
from kenes.appeals.models import Appeal
from kenes.control.occasions.models import PEOPLE_AT_MOST, HeadCount
from kenes.core import clock
from kenes.core.flow import Flow
from kenes.core.having import Having
from kenes.core.link import consequences
from kenes.core.refused import Refused
from kenes.core.upload import FilesField
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.office.appeal.answering import answered_in
from kenes.office.choosing import DayField, Directories, RowChoice, field_for
from kenes.office.move import Move
from kenes.organs.models import Organisation
from kenes.sittings.decisions.models import Decision, Task
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from kenes.council.models import Council


def _reason(flow: Any, directories: Directories) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=_("Reason"), required=False, widget=area)


def _answer(flow: Any, directories: Directories) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 6})
    told = _("The person reads it on the page of the appeal; a letter takes it to an address left.")
    field = forms.CharField(label=_("Answer to the person"), widget=area)
    # A question of its own is closed by its answer; a whole appeal may have been answered on paper,
    # but for others who get the answer as well.
    host = answered_in(flow)
    field.required = isinstance(flow, Matter) or bool(of_others(host, merged_into([host])))
    field.help_text, field.initial = told, flow.answer
    return field


def _agency(flow: Any, directories: Directories) -> forms.Field:
    return RowChoice(directories.rows(Organisation), label=_("To whom"))


def _appeal(flow: Any, directories: Directories) -> forms.Field:
    return forms.CharField(
        label=_("Number of the other appeal"), help_text=_("Like 2025-0141."), max_length=40
    )


def _ground(among: tuple[Ground, ...]) -> Callable[..., forms.Field]:
    """One of the grounds of the law, each with its article."""

    def make(flow: Any, directories: Directories) -> forms.Field:
        field = forms.ChoiceField(label=_("Ground"), choices=[("", "—"), *offered(among)])
        field.help_text = _("The person reads it with its article.")
        return field

    return make


def _repeats(flow: Any, directories: Directories) -> forms.Field:
    field = _appeal(flow, directories)
    field.label, field.required = _("Which appeal it repeats"), False
    return field


def _to_day(flow: Any, directories: Directories) -> forms.Field:
    return DayField(label=_("To which day"))


def _planned(flow: Any, directories: Directories) -> forms.Field:
    return DayField(label=_("Planned for"))


def _item(flow: Any, directories: Directories) -> forms.Field:
    items = AgendaItem.objects.of(directories.council).live()
    items = items.exclude(Having("hearings").on(AgendaItem))
    items = items.select_related("sitting__event").order_by("-sitting__event__held_on", "position")
    asked = RowChoice(items[:300], label=_("Question of the agenda"))
    # The question the report was taken to, where it was taken to one.
    taken_to = consequences(flow).values("to_id")
    asked.initial = items.filter(pk__in=taken_to).values_list("pk", flat=True).first()
    return asked


def _decision(flow: Any, directories: Directories) -> forms.Field:
    """The decisions of sittings, the newest first; that of the paper's own item is chosen."""
    rows = Decision.objects.of(directories.council).live().order_by("-adopted_on", "-pk")
    field = RowChoice(rows[:300], label=_("Decision of the sitting"))
    items = consequences(flow).filter(to_register="agendaitem").values("to_id")
    if (taken := rows.filter(item__in=items).first()) is not None:
        field.initial = str(taken.pk)
    return field


def _people(flow: Any, directories: Directories) -> forms.Field:
    last = HeadCount.objects.live().filter(event=flow).order_by("-people").first()
    return forms.IntegerField(
        label=_("How many came"),
        required=False,
        min_value=1,
        max_value=PEOPLE_AT_MOST,
        initial=last.people if last else None,
    )


def _of(model: Any, name: str, *, required: bool = False) -> Callable[..., forms.Field]:
    """The field as the model has it."""

    def make(flow: Any, directories: Directories) -> forms.Field:
        asked = field_for(model._meta.get_field(name), directories)
        asked.required = required
        if model is Sitting:
            asked.initial = getattr(flow.sitting, name)
        return asked

    return make


def _new_day(flow: Any, directories: Directories) -> forms.Field:
    said = _("Left empty, the day is not known yet.")
    return DayField(label=_("To which day"), required=False, help_text=said)


def _letter(flow: Any, directories: Directories) -> forms.Field:
    field: forms.Field = FilesField(label=_("The letter"), required=False)
    field.help_text = _("Seen by the office alone.")
    return field


ASKED: Mapping[str, Callable[[Any, Directories], forms.Field]] = {
    "reason": _reason,
    "answer": _answer,
    "to": _agency,
    "into": _appeal,
    "return_ground": _ground(RETURNS),
    "end_ground": _ground(ENDS),
    "repeats": _repeats,
    "to_day": _to_day,
    "planned_on": _planned,
    "item": _item,
    "decision": _decision,
    "verdict": _of(Hearing, "verdict"),
    "mark": _of(Hearing, "mark"),
    "people": _people,
    "asked_by": _of(Postponement, "asked_by", required=True),
    "asked_who": _of(Postponement, "asked_who"),
    "letter_number": _of(Postponement, "letter_number"),
    "letter_on": _of(Postponement, "letter_on"),
    "letter": _letter,
    "to_on": _new_day,
    "outcome": _of(Task, "outcome", required=True),
    "seats_then": _of(Sitting, "seats_then", required=True),
    "quorum_then": _of(Sitting, "quorum_then", required=True),
    "present": _of(Sitting, "present", required=True),
}
# The verb calls the fact otherwise than the form, where the form's word would clash.
CALLED = {"to_day": "to", "return_ground": "ground", "end_ground": "ground"}


class MoveForm(forms.Form):
    """The day of a move and the facts it asks."""

    def __init__(self, flow: Flow, move: Move, council: "Council", *data: Any) -> None:
        super().__init__(*data)
        self.move, self.council = move, council
        directories = Directories(council)
        for name in move.asks:
            self.fields[name] = ASKED[name](flow, directories)
        if move.dated:
            on = DayField(label=_("On which day"), initial=clock.today())
            self.fields = {"on": on, **self.fields}

    def clean_on(self) -> Any:
        """What is recorded has happened: its day is today at the latest."""
        on = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return on

    def clean_into(self) -> Appeal:
        """The other appeal, by its number in this council."""
        return self._numbered(self.cleaned_data["into"])

    def clean_repeats(self) -> Appeal | None:
        """The appeal that is repeated, where one is named."""
        number = self.cleaned_data["repeats"]
        return self._numbered(number) if number.strip() else None

    def _numbered(self, number: str) -> Appeal:
        number = number.strip()
        found: Appeal | None = Appeal.objects.of(self.council).live().filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no appeal with this number."))
        return found

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        told = {CALLED.get(name, name): value for name, value in self.cleaned_data.items()}
        return {"on": clock.today(), **told}

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, or above the form."""
        called = {told: name for name, told in CALLED.items() if name in self.fields}
        place = called.get(refused.field, refused.field)
        self.add_error(place if place in self.fields else None, str(refused))
