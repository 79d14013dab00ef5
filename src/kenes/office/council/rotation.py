"""One rotation, step by step: who left, who is asked, what he said, which decision let him in."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.contest.models import Contest
from kenes.council.models import Body, Person
from kenes.council.rotation import actions
from kenes.council.rotation.models import Rotation
from kenes.council.rotation.reserve import bars
from kenes.office.choosing import Directories, RowChoice
from kenes.office.council import actions as joined
from kenes.office.council.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.council.overview import inner_url
from kenes.office.council.room import room
from kenes.office.council.vacancies import TONE, rotation_url
from kenes.office.history import history
from kenes.organs.models import Organisation
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem

S = Rotation.Status


def _asked_of_answer(rotation: Rotation) -> Fields:
    answers = (("yes", _("consents")), ("no", _("refuses")))
    return {
        "answer": one_of(_("Answer"), answers),
        "paper": text(_("Paper"), help_text=_("In which he answered: a letter and its day.")),
    }


def _answer(rotation: Rotation, *, answer: str, **said: Any) -> None:
    asked = rotation.asked
    if asked is None:
        raise Http404
    actions.answer(asked, consents=answer == "yes", **said)


def _asked_of_decision(rotation: Rotation) -> Fields:
    given = rotation.consented
    since = given.answered_on if given and given.answered_on else rotation.vacant_on
    general = {"sitting__body__kind": Body.Kind.COUNCIL, "sitting__event__status": "held"}
    items = AgendaItem.objects.of(rotation.council).live()
    items = items.filter(**general, sitting__event__held_on__gte=since, sitting__struck_at=None)
    taken = Decision.objects.of(rotation.council).live().filter(item__in=items)
    kinds = items.exclude(kind__in=AgendaItem.PROCEDURAL)
    return {
        "decision": RowChoice(
            taken.select_related("item__sitting__event", "item__sitting__body"),
            label=_("Decision of a general sitting"),
            required=False,
        ),
        "item": RowChoice(
            kinds.select_related("sitting__event", "sitting__body"),
            label=_("Or the question of the agenda at which it was taken"),
            help_text=_("The decision is then registered with the day of that sitting."),
            required=False,
        ),
        "title_ru": text(_("Title of the decision in Russian"), required=False),
        "title_kk": text(_("Title of the decision in Kazakh"), required=False),
    }


def _asked_of_replacing(rotation: Rotation) -> Fields:
    directories = Directories(rotation.council)
    agency = RowChoice(directories.rows(Organisation), label=_("State body"))
    if rotation.left and rotation.left.nominated_by_id:
        agency.initial = rotation.left.nominated_by_id
    return {
        "person": RowChoice(directories.rows(Person), label=_("Who is sent instead")),
        "agency": agency,
        "paper": text(_("Paper of the head of the body")),
    }


def _asked_of_contest(rotation: Rotation) -> Fields:
    rows = (
        Contest.objects.of(rotation.council)
        .live()
        .filter(kind=Contest.Kind.ADDITIONAL, convocation=rotation.seat.convocation)
    )
    return {"contest": RowChoice(rows.select_related("convocation"), label=_("Contest"))}


def _asked_why(rotation: Rotation) -> Fields:
    return {"reason": forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))}


DEEDS = {
    "offer": Deed(
        gettext_lazy("Ask the next of the reserve list"),
        actions.offer,
        follows=gettext_lazy("He answers in writing; until then nobody else is asked."),
    ),
    "answer": Deed(gettext_lazy("Record the answer"), _answer, _asked_of_answer),
    "fill": Deed(
        gettext_lazy("Let him in by a decision"),
        joined.let_in,
        _asked_of_decision,
        gettext_lazy("The mandate runs from the day of the sitting to the end of the term."),
        dated=False,
    ),
    "turn-down": Deed(gettext_lazy("He is not let in"), actions.turn_down, _asked_why, grave=True),
    "replace": Deed(
        gettext_lazy("The state body sends another"),
        actions.replace,
        _asked_of_replacing,
        gettext_lazy("By decision of the head of that body; it is no rotation from the reserve."),
    ),
    "contest": Deed(
        gettext_lazy("Wait for an additional contest"), actions.call_contest, _asked_of_contest
    ),
    "resume": Deed(gettext_lazy("Go on with the reserve list"), actions.resume),
    "drop": Deed(gettext_lazy("Leave the seat vacant"), actions.drop, _asked_why, grave=True),
}


def _rotation(request: Any, key: Any) -> Rotation:
    rows = (
        Rotation.objects.of(request.council)
        .live()
        .select_related(
            "council",
            "seat__convocation",
            "left__person",
            "left__nominated_by",
            "entered__person",
            "decision__item__sitting__event",
            "contest__convocation",
        )
    )
    found: Rotation = get_object_or_404(rows, pk=key)
    return found


@requires(Permission.OFFICE_ENTER)
def rotation(request: Any, key: Any) -> HttpResponse:
    """The steps of one rotation, whose turn it is, and what may be done now."""
    here = _rotation(request, key)
    offers = list(here.offers.live().select_related("candidate"))
    writes = may(request, Permission.REGISTER_WRITE)
    can = words(here) if writes else []
    names = may(request, Permission.APPLICANT_SEE)
    context = {
        "title": _("Seat %s") % here.seat.ordinal,
        "rotation": here,
        "state": {"label": here.get_status_display(), "tone": TONE.get(here.status, "good")},
        "days": here.days(clock.today()),
        "guide": guide(here, offers, names=names),
        "deeds": [
            {"label": DEEDS[word].label, "url": f"{word}/", "grave": DEEDS[word].grave}
            for word in can
        ],
        "offers": [_offer(each, names=names) for each in offers],
        "reserve": [] if here.of_state or here.status == S.FILLED else _listed(here, names=names),
        "history": history([here, *offers]),
    }
    crumbs = [(str(context["title"]), "")]
    return room(request, "vacancies", "office/council/rotation.html", context, crumbs=crumbs)


def words(here: Rotation) -> list[str]:
    """What may be done with a rotation from where it stands, the likeliest first."""
    if here.status == S.CONSENTED:
        return ["fill", "turn-down"]
    if here.status == S.CONTEST:
        return ["resume", "drop"]
    if here.status == S.DROPPED:
        return ["resume"]
    if here.status != S.OPEN:
        return []
    if here.of_state:
        return ["replace", "drop"]
    if here.asked is not None:
        return ["answer"]
    left = any(not bar for _candidate, bar in bars(here))
    return ["offer", "drop"] if left else ["contest", "drop"]


def _who(candidate: Any, *, names: bool) -> str:
    return str(candidate.name if names else candidate)


def _offer(offer: Any, *, names: bool) -> dict[str, Any]:
    on = date_format(offer.answered_on, "DATE_FORMAT") if offer.answered_on else ""
    tones = {"consent": "good", "refusal": "gone", "": "work"}
    label = offer.get_answer_display() or _("has not answered yet")
    return {
        "who": _who(offer.candidate, names=names),
        "offered": date_format(offer.offered_on, "DATE_FORMAT"),
        "answered": on,
        "paper": offer.paper,
        "state": {"label": label, "tone": tones[offer.answer]},
    }


def _listed(here: Rotation, *, names: bool) -> list[dict[str, Any]]:
    found, next_ = [], True
    for candidate, bar in bars(here):
        turn = next_ and not bar
        next_ = next_ and not turn
        found.append(
            {
                "place": candidate.place,
                "who": _who(candidate, names=names),
                "sender": str(candidate.nominated_by or _("self-nomination")),
                "bar": bar,
                "next": turn,
            }
        )
    return found


def guide(here: Rotation, offers: list[Any], *, names: bool) -> list[dict[str, Any]]:
    """The chain as steps: who left, who was asked, what he said, the decision, the mandate."""
    left = here.left
    since = date_format(here.vacant_on, "DATE_FORMAT")
    steps = [
        {
            "what": _("%s left") % left.person if left else _("The seat stands vacant"),
            "second": ", ".join(x for x in (since, left.get_ground_display(), left.left_paper) if x)
            if left
            else since,
            "place": "done",
        }
    ]
    if not here.of_state:
        steps += _steps_of_offer(here, offers, names=names)
    decision = here.decision
    what = (
        _("The head of the body sends another") if here.of_state else _("A general sitting decides")
    )
    second = here.paper or (
        f"{decision.reference}, {date_format(decision.adopted_on)}" if decision else ""
    )
    waits = here.status == S.CONSENTED or (here.of_state and here.status == S.OPEN)
    steps.append({"what": what, "second": second, "place": _place(here.entered is not None, waits)})
    entered = here.entered
    said: dict[str, Any] = {
        "what": _("The mandate for the rest of the term"),
        "second": "",
        "place": _place(entered is not None, False),
    }
    if entered:
        said["second"] = f"{entered.person}, {date_format(entered.since_on)}"
        said |= {"url": inner_url(entered), "do": _("Member's page")}
    return [*steps, said]


def _steps_of_offer(here: Rotation, offers: list[Any], *, names: bool) -> list[dict[str, Any]]:
    standing = next((o for o in offers if o.answer != "refusal"), None)
    asked = standing is not None
    answered = bool(standing and standing.answer)
    who = _who(standing.candidate, names=names) if standing else ""
    contest = here.contest.title if here.status == S.CONTEST and here.contest else ""
    said = standing.paper if standing and standing.answer else ""
    return [
        {
            "what": _("The next of the reserve list is asked"),
            "second": who or contest,
            "place": _place(asked, here.status in (S.OPEN, S.CONTEST)),
        },
        {
            "what": _("He consents in writing"),
            "second": said,
            "place": _place(answered, asked and not answered),
        },
    ]


def _place(done: bool, current: bool) -> str:
    return "done" if done else "current" if current else "ahead"


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: Any, word: str) -> HttpResponse:
    """One step of a rotation is asked and recorded."""
    here = _rotation(request, key)
    if word not in DEEDS:
        raise Http404
    what = _("Seat %s") % here.seat.ordinal
    back = rotation_url(here)
    return carry_out(
        request, DEEDS[word], here, tab="vacancies", what=what, back=back, crumbs=[(what, back)]
    )
