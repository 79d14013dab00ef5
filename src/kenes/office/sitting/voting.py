"""What the clerk does at a vote: the forms, and the act behind each button."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.norms.models import Norm
from kenes.office.choosing import DayField
from kenes.office.sitting.acting import Act
from kenes.sittings.ballots import actions
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.ballots.tally import Standing
from kenes.sittings.floor import actions as floor
from kenes.sittings.floor.models import Speech
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.timeline import Presence

# The threshold and the base that belong to an item of each kind.
USUAL = {AgendaItem.Kind.REPORT: ("vote.report", Ballot.Base.PARTICIPANTS)}
ORDINARY = ("vote.ordinary", Ballot.Base.PRESENT)


def outcome(*, carried: bool) -> str:
    """How a vote ended, in a word."""
    return _("Carried") if carried else _("Not carried")


class PrepareForm(forms.Form):
    """A question to be put to the vote under an item."""

    question_ru = forms.CharField(
        label=gettext_lazy("Question in Russian"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
    )
    question_kk = forms.CharField(
        label=gettext_lazy("Question in Kazakh"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "kk"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of vote"),
        choices=Ballot.Kind.choices,
        widget=forms.RadioSelect,
        initial=Ballot.Kind.ROLL_CALL,
    )
    base = forms.ChoiceField(label=gettext_lazy("Counted of"), choices=Ballot.Base.choices)
    norm = forms.TypedChoiceField(label=gettext_lazy("Threshold"))
    until_on = DayField(
        label=gettext_lazy("Answers until"),
        required=False,
        help_text=gettext_lazy("For an absentee vote alone."),
    )

    def __init__(self, item: AgendaItem, data: Any = None) -> None:
        code, base = USUAL.get(AgendaItem.Kind(item.kind), ORDINARY)
        initial = {"question_ru": item.title_ru, "question_kk": item.title_kk, "base": base}
        super().__init__(data, initial=initial, auto_id="prepare_%s")
        norms = {norm.code: norm for norm in _thresholds(item)}
        asked: Any = self.fields["norm"]
        asked.choices = [(key, _told(norm)) for key, norm in norms.items()]
        asked.coerce = norms.__getitem__
        asked.initial = code


def _thresholds(item: AgendaItem) -> list[Norm]:
    """The rules a question may be carried by, on the day of the sitting."""
    day = item.sitting.event.held_on
    known = Norm.objects.for_council(item.council).filter(code__startswith="vote.").on(day)
    first: dict[str, Norm] = {}
    for norm in known:
        first.setdefault(norm.code, norm)
    return sorted(first.values(), key=lambda norm: norm.code)


def _told(norm: Norm) -> str:
    rule = f"{norm.in_language('name')}: {norm.get_bound_display()} {norm.length}"
    return f"{rule} ({unknown})" if (unknown := norm.unknown) else rule


class CountsForm(forms.Form):
    """How many hands, or papers, were counted."""

    votes_for = forms.IntegerField(label=gettext_lazy("For"), min_value=0)
    votes_against = forms.IntegerField(label=gettext_lazy("Against"), min_value=0)
    abstained = forms.IntegerField(label=gettext_lazy("Abstained"), min_value=0)
    participants = forms.IntegerField(
        label=gettext_lazy("Participants present"), min_value=1, required=False
    )
    chair_for = forms.TypedChoiceField(
        label=gettext_lazy("The chair voted"),
        choices=(
            ("", gettext_lazy("neither for nor against")),
            ("yes", Vote.Choice.FOR.label),
            ("no", Vote.Choice.AGAINST.label),
        ),
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Where votes are equal, the chair's vote decides."),
    )
    protocol = forms.CharField(
        label=gettext_lazy("Protocol of the counting commission"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, ballot: Ballot, data: Any = None) -> None:
        names = ("votes_for", "votes_against", "abstained", "participants", "protocol")
        initial = {name: getattr(ballot, name) for name in names}
        if ballot.chair_for is not None:
            initial["chair_for"] = "yes" if ballot.chair_for else "no"
        super().__init__(data, initial=initial, auto_id=f"c{ballot.ordinal}_%s")
        if not Standing(ballot).asks_chair:
            del self.fields["chair_for"]
        if ballot.base != Ballot.Base.PARTICIPANTS:
            del self.fields["participants"]
        if ballot.kind != Ballot.Kind.SECRET:
            del self.fields["protocol"]


def acts(page: Callable[..., HttpResponse]) -> Mapping[str, Act]:
    """Every act of the page by its word in the address."""

    def prepare(request: Any, sitting: Sitting) -> HttpResponse | None:
        item = _item(request, sitting)
        form = PrepareForm(item, request.POST)
        if form.is_valid():
            try:
                actions.prepare(item, by=request.user, **form.cleaned_data)
                return None
            except Refused as refused:
                form.add_error(
                    refused.field if refused.field in form.fields else None, str(refused)
                )
        return page(request, sitting, form, status=422)

    return {
        "prepare": prepare,
        "take-up": lambda r, s: _done(floor.take_up(_item(r, s), by=r.user)),
        "finish": lambda r, s: floor.finish(_item(r, s), by=r.user),
        "open": lambda r, s: actions.open_ballot(_ballot(r, s), by=r.user),
        "cast": _cast,
        "counts": _counts,
        "close": lambda r, s: actions.close(_ballot(r, s), by=r.user),
        "publish": lambda r, s: actions.publish(_ballot(r, s), by=r.user),
        "void": lambda r, s: actions.void(_ballot(r, s), reason=_said(r, "reason"), by=r.user),
        "recuse": _recuse,
        "take-part": _take_part,
        "ask": _ask,
        "begin": lambda r, s: floor.begin(_speech(r, s), by=r.user),
        "end": lambda r, s: floor.end(_speech(r, s), by=r.user),
        "withdraw": lambda r, s: floor.withdraw(_speech(r, s), by=r.user),
    }


def _done(made: Any) -> None:
    """The page goes back to where it was; what a verb has made is seen there."""


def _said(request: Any, name: str) -> str:
    return str(request.POST.get(name, "")).strip()


def _item(request: Any, sitting: Sitting) -> AgendaItem:
    position = _said(request, "item")
    item: AgendaItem | None = None
    if position.isdecimal():
        item = sitting.items.live().filter(position=position).first()
    if item is None:
        raise Http404
    item.sitting = sitting
    return item


def _part(rows: Any, key: str) -> Any:
    """The one among a few rows that has this key; 404 for any other."""
    found = next((row for row in rows if str(row.pk) == key), None)
    if found is None:
        raise Http404
    return found


def _ballot(request: Any, sitting: Sitting) -> Ballot:
    rows = Ballot.objects.filter(item__sitting=sitting, struck_at=None)
    found: Ballot = _part(rows.select_related("item", "norm"), _said(request, "ballot"))
    found.item.sitting = sitting
    return found


def _speech(request: Any, sitting: Sitting) -> Speech:
    rows = Speech.objects.filter(item__sitting=sitting, struck_at=None).select_related("item")
    found: Speech = _part(rows, _said(request, "speech"))
    found.item.sitting = sitting
    return found


def _person(presence: Presence, key: str) -> Person:
    for line in presence.roll:
        if str(line.person_id) == key:
            return line.person
    raise Refused(_("Choose the member."), field="person")


def _cast(request: Any, sitting: Sitting) -> None:
    """A vote entered for one who has no phone at hand; or for all who have not voted yet."""
    ballot = _ballot(request, sitting)
    who, _colon, choice = _said(request, "vote").partition(":")
    standing = Standing(ballot)
    if who == "rest":
        waiting = standing.may_vote - set(standing.votes)
        people = [line.person for line in standing.presence.roll if line.person_id in waiting]
    else:
        people = [_person(standing.presence, who)]
    via = Vote.Via.SECRETARY
    actions.cast(ballot, dict.fromkeys(people, choice), via=via, by=request.user)


def _counts(request: Any, sitting: Sitting) -> None:
    ballot = _ballot(request, sitting)
    form = CountsForm(ballot, request.POST)
    version = _said(request, "version")
    if not form.is_valid() or not version.isdecimal():
        raise Refused(_("Type how many voted for, how many against, and how many abstained."))
    actions.type_counts(ballot, version=int(version), by=request.user, **form.cleaned_data)


def _recuse(request: Any, sitting: Sitting) -> None:
    person = _person(Presence(sitting), _said(request, "person"))
    item = _item(request, sitting)
    actions.recuse(item, person, reason=_said(request, "reason"), by=request.user)


def _take_part(request: Any, sitting: Sitting) -> None:
    rows = Recusal.objects.filter(item__sitting=sitting, struck_at=None).select_related("item")
    recusal = _part(rows, _said(request, "recusal"))
    recusal.item.sitting = sitting
    actions.take_part_again([recusal], reason=_("entered by mistake"), by=request.user)


def _ask(request: Any, sitting: Sitting) -> None:
    guest, who, minutes = (_said(request, name) for name in ("guest", "person", "minutes"))
    person = _person(Presence(sitting), who) if who else None
    if person and guest:
        raise Refused(_("Say who asks for the floor: a member, or a guest by name."), field="guest")
    allowed = int(minutes) if minutes.isdecimal() and 0 < int(minutes) < 1000 else None
    item = _item(request, sitting)
    floor.ask(item, person=person, guest=guest, minutes=allowed, by=request.user)
