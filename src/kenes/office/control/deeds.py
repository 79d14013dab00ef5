"""What may be done in the course of a form of public control, and what each deed asks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.control import actions
from kenes.control.checklists import actions as checklists
from kenes.control.checklists.models import BeforeAfter
from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.control.monitorings import actions as monitorings
from kenes.core import attachment
from kenes.core.action import action
from kenes.events.models import Event
from kenes.office.choosing import Directories, RowChoice, capital, field_for
from kenes.office.deed import Deed, Fields, files, one_of, text
from kenes.organs.models import Organisation
from kenes.sittings.models import Sitting

AGENCIES = ("akimat", "state_body", "subordinate", "maslikhat", "other")


def fields_of(model: Any, names: tuple[str, ...], row: Any) -> dict[str, forms.Field]:
    """The model's own fields, filled from a row where it is one of that model."""
    directories = Directories(row.council)
    made = {}
    for name in names:
        asked = field_for(model._meta.get_field(name), directories)
        if isinstance(row, model):
            asked.initial = getattr(row, name)
        made[name] = asked
    return made


def agency_of(row: Any, chosen: Any, *, required: bool = True) -> forms.Field:
    """The bodies one may choose from, the one named before chosen already."""
    bodies = Organisation.objects.of(row.council).live().filter(kind__in=AGENCIES)
    initial = str(chosen.pk) if chosen else None
    return RowChoice(bodies, label=_("Agency"), initial=initial, required=required)


def _exception(form: Any) -> forms.Field:
    return text(
        _("Ground of the exception"),
        required=False,
        rows=3,
        initial=form.exception,
        help_text=_("Only where the day comes later than the law asks. Everyone sees it."),
    )


def _asked_initiative(form: PublicHearing) -> Fields:
    return {"initiator": text(_("Members who initiate it"), initial=form.initiator)}


def _asked_agreement(form: PublicHearing) -> Fields:
    return {
        "agency": agency_of(form, form.agreed_with),
        "who": text(_("Who agreed to the date"), initial=form.agreed_by),
    }


def _asked_materials(form: PublicHearing) -> Fields:
    return {
        "papers": files(_("Materials"), help_text=_("Everyone sees them on the page.")),
        "exception": _exception(form),
    }


@action
def _materials(
    form: PublicHearing, *, on: Any, by: Any, papers: Any = (), exception: str = ""
) -> None:
    actions.show_materials(form, on=on, by=by, exception=exception)
    add_files(form, by=by, papers=papers)


def add_files(form: Any, *, by: Any, papers: Any) -> None:
    """Files belong to the record and are seen by everyone."""
    for sent in papers or ():
        attachment.attach(form, sent.name, sent.chunks(), public=True, by=by)


def _asked_files(form: Any) -> Fields:
    asked = files(_("Files"), help_text=_("Everyone sees them on the page."))
    asked.required = True
    return {"papers": asked}


def _asked_media(form: PublicDiscussion) -> Fields:
    return {
        "media": text(_("In which media"), initial=form.media),
        "exception": _exception(form),
    }


def _asked_invitation(form: PublicDiscussion) -> Fields:
    return {"agency": agency_of(form, form.agency), "exception": _exception(form)}


def _asked_consent(form: Monitoring) -> Fields:
    return {
        "consent": one_of(_("What the object says"), Monitoring.Consent.choices),
        "who": text(_("Who said so, by which paper"), initial=form.consent_by, required=False),
    }


def _asked_assignment(form: PublicExpertise) -> Fields:
    held = Sitting.objects.of(form.council).live().filter(event__status=Event.Status.HELD)
    rows = held.select_related("event").order_by("-event__held_on")[:300]
    return {
        "sitting": RowChoice(rows, label=_("Sitting that assigned it")),
        "association": text(_("Association that carries it out"), initial=form.association),
    }


def _asked_comparison(form: Monitoring) -> Fields:
    names = ("before_ru", "before_kk", "after_ru", "after_kk")
    asked: dict[str, forms.Field] = {}
    for name in names:
        field: Any = BeforeAfter._meta.get_field(name)
        asked[name] = text(capital(field.verbose_name), rows=3, required=False)
        asked[name].widget.attrs["lang"] = name[-2:]
    return asked


def _compare(form: Monitoring, *, on: Any, by: Any, **facts: Any) -> None:
    change = BeforeAfter(council=form.council, monitoring=form, seen_on=on, **facts)
    checklists.compare(change, by=by)


FILES = Deed(gettext_lazy("Add files"), add_files, _asked_files, dated=False)
HEARING = {
    "initiate": Deed(
        gettext_lazy("Name who initiates it"), actions.initiate, _asked_initiative, dated=False
    ),
    "agree": Deed(gettext_lazy("Date agreed"), actions.agree, _asked_agreement),
    "notice": Deed(
        gettext_lazy("Notice given"),
        actions.give_notice,
        lambda form: {"exception": _exception(form)},
        gettext_lazy("The notice is the page of the hearing: title, day, hour, place."),
    ),
    "materials": Deed(gettext_lazy("Materials shown"), _materials, _asked_materials),
    "file": FILES,
}
MONITORING = {
    "purpose": Deed(
        gettext_lazy("Say what it is for"),
        monitorings.purpose,
        lambda form: fields_of(Monitoring, ("purpose_ru", "purpose_kk", "by_control_law"), form),
        dated=False,
    ),
    "inform": Deed(gettext_lazy("The object was told"), monitorings.inform),
    "consent": Deed(
        gettext_lazy("What the object says of a visit"), monitorings.consent, _asked_consent
    ),
    "compare": Deed(gettext_lazy("Before and after"), _compare, _asked_comparison),
    "file": FILES,
}
EXPERTISE = {
    "assign": Deed(
        gettext_lazy("Assigned at a sitting"), actions.assign, _asked_assignment, dated=False
    ),
    "file": FILES,
}
DISCUSSION = {
    "media": Deed(gettext_lazy("The media told of it"), actions.tell_media, _asked_media),
    "invite": Deed(gettext_lazy("The object is invited"), actions.invite, _asked_invitation),
    "file": FILES,
}
COURSE: Mapping[type, Mapping[str, Deed]] = {
    PublicHearing: HEARING,
    Monitoring: MONITORING,
    PublicExpertise: EXPERTISE,
    PublicDiscussion: DISCUSSION,
}
