"""What may be done with a contest, and what each deed asks."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import record
from kenes.core.refused import Refused
from kenes.council.candidates import actions as candidates
from kenes.council.candidates.models import Candidate
from kenes.council.contest import actions
from kenes.council.contest.models import Contest, GroupMember, Stage
from kenes.council.models import Convocation, Seat
from kenes.office.choosing import DayField, Directories, RowChoice, field_for
from kenes.office.council.deed import Deed, Fields, one_of, text

NOTICE = (
    *("body_ru", "body_kk", "address", "email", "filing_from", "filing_until"),
    *("criteria_ru", "criteria_kk"),
)


def fields_of(model: Any, names: tuple[str, ...], row: Any) -> dict[str, forms.Field]:
    """The model's own fields, filled from a row where there is one."""
    directories = Directories(row.council)
    made = {}
    for name in names:
        asked = field_for(model._meta.get_field(name), directories)
        if isinstance(row, model):
            asked.initial = getattr(row, name)
        made[name] = asked
    return made


def _asked_of_contest(council: Any) -> Fields:
    rows = Convocation.objects.of(council).live().filter(closed_on=None)
    return {
        "kind": one_of(_("Kind"), Contest.Kind.choices),
        "convocation": RowChoice(
            rows,
            label=_("Convocation"),
            help_text=_("Of a new composition, register the convocation first."),
        ),
    }


def _prepare(council: Any, *, on: Any, by: Any, **facts: Any) -> Contest:
    contest = Contest(council=council, opened_on=on, **facts)
    actions.prepare(contest, by=by)
    return contest


def _asked_of_group(contest: Contest) -> Fields:
    return {
        "name": text(_("Name")),
        "quota": one_of(_("Represents"), Seat.Quota.choices),
        "post": text(_("Post or organisation"), required=False),
        "head": forms.BooleanField(label=_("Head of the group"), required=False),
    }


def _name(contest: Contest, *, by: Any, **facts: Any) -> None:
    member = GroupMember(council=contest.council, contest=contest, **facts)
    actions.name_to_group(member, by=by)


def _correct(contest: Contest, *, by: Any, **facts: Any) -> None:
    if contest.status != Contest.Status.PREPARED:
        raise Refused(_("The notice is published; it does not change any more."))
    record.correct(contest, version=contest.version, by=by, **facts)


def asked_of_candidate(row: Any) -> dict[str, forms.Field]:
    """Who runs: sealed, but for what he agrees to publish."""
    asked = fields_of(Candidate, ("name_ru", "name_kk", "contact", "address", "nominated_by"), row)
    for name in ("name_ru", "name_kk", "contact", "address"):
        asked[name].widget = forms.TextInput(attrs={"autocomplete": "off"})
    asked["born_on"] = DayField(ever=True, label=_("Date of birth"))
    asked["consent_text"] = text(
        _("Text of the consent to publication"),
        required=False,
        rows=3,
        help_text=_("Without it the public sees a number instead of the name."),
    )
    return asked


def _file(contest: Contest, *, on: Any, by: Any, born_on: Any, **facts: Any) -> Candidate:
    consent_on = on if facts["consent_text"].strip() else None
    candidate = Candidate(
        council=contest.council,
        contest=contest,
        filed_on=on,
        born_on=born_on.isoformat(),
        consent_on=consent_on,
        **facts,
    )
    candidates.file(candidate, by=by)
    return candidate


def _asked_of_protocol(contest: Contest) -> Fields:
    order = ", ".join(str(each.ordinal) for each, _points in candidates.ranked(contest))
    return {
        "order": text(
            _("Candidates in their order"),
            initial=order,
            max_length=2000,
            help_text=_("By the sum of points. Numbers of candidates, the best first."),
        ),
        "chosen": forms.IntegerField(label=_("How many of them are chosen"), min_value=0),
        "reserve": forms.IntegerField(
            label=_("How many of the next make the reserve list"), min_value=0
        ),
        "protocol": text(_("Protocol of the working group"), help_text=_("Number and day.")),
    }


def _decide(
    contest: Contest, *, order: str, chosen: int, reserve: int, on: Any, by: Any, protocol: str
) -> None:
    known = {each.ordinal: each for each, _points in candidates.ranked(contest)}
    numbers = [int(number) for number in re.findall(r"\d+", order)]
    strange = [number for number in numbers if number not in known]
    if strange:
        sentence = _("There is no admitted candidate No. %s.") % strange[0]
        raise Refused(sentence, field="order")
    listed = [known[number] for number in numbers]
    actions.decide(
        contest,
        chosen=listed[:chosen],
        reserve=listed[chosen : chosen + reserve],
        protocol=protocol,
        on=on,
        by=by,
    )


def _asked_of_approval(contest: Contest) -> Fields:
    asked: dict[str, forms.Field] = {
        "by_whom": text(_("Who approved it, by which paper")),
        "since_on": DayField(
            label=_("The mandates begin on"), initial=contest.convocation.since_on
        ),
    }
    return asked


def _asked_of_publishing(contest: Contest) -> Fields:
    held = set(contest.stages.live().values_list("kind", flat=True))
    kinds = [
        (kind, label)
        for kind, label in Stage.Kind.choices
        if kind not in held and contest.status in actions.REACHED[Stage.Kind(kind)]
    ]
    return {"kind": one_of(_("What is published"), kinds)}


def _asked_why(contest: Contest) -> Fields:
    return {"reason": text(_("Reason"), rows=3)}


OPEN = Deed(gettext_lazy("Prepare a contest"), _prepare, _asked_of_contest)
DEEDS = {
    "group": Deed(
        gettext_lazy("Name a member of the working group"), _name, _asked_of_group, dated=False
    ),
    "notice": Deed(
        gettext_lazy("Write the notice"),
        _correct,
        lambda row: fields_of(Contest, NOTICE, row),
        gettext_lazy("Required papers are those of the law; Kenes lists them by itself."),
        dated=False,
    ),
    "announce": Deed(
        gettext_lazy("Announce the contest"),
        actions.announce,
        follows=gettext_lazy("The notice appears on the portal; it does not change any more."),
    ),
    "file": Deed(gettext_lazy("A candidate files"), _file, asked_of_candidate),
    "decide": Deed(gettext_lazy("Record the protocol"), _decide, _asked_of_protocol),
    "approve": Deed(gettext_lazy("Composition approved"), actions.approve, _asked_of_approval),
    "publish": Deed(gettext_lazy("Publish a step"), actions.publish, _asked_of_publishing),
    "cancel": Deed(gettext_lazy("Call the contest off"), actions.cancel, _asked_why, grave=True),
}
