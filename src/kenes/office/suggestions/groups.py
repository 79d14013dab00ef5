"""Groups of appeals that are alike: the list, one of them, and what the clerk does with it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.appeals.campaigns import actions
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.models import Appeal
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.history import history
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.portal.face import state

HERE = "/office/appeals/groups/"
PAST = 50
S = Campaign.Status


def _names(campaign: Any) -> Fields:
    return {
        "title_kk": text(_("Name in Kazakh"), max_length=200, initial=campaign.title_kk),
        "title_ru": text(_("Name in Russian"), max_length=200, initial=campaign.title_ru),
    }


def _answer(campaign: Any) -> Fields:
    words = dict(Appeal.Status.choices)
    return {
        "outcome": one_of(
            _("What became of it"), [(each.value, words[each]) for each in actions.OUTCOMES]
        ),
        "answer": text(_("The answer that everyone gets"), rows=8),
        "reason": text(_("Reason of a refusal"), required=False, rows=2),
    }


def _reason(campaign: Any) -> Fields:
    return {"reason": text(_("Reason"), required=False, rows=2)}


DEEDS: Mapping[str, Deed] = {
    "confirm": Deed(
        gettext_lazy("Confirm the group"),
        actions.confirm,
        asks=_names,
        follows=gettext_lazy("It can then be answered together, and put on an agenda."),
    ),
    "answer": Deed(
        gettext_lazy("Answer together"),
        actions.answer,
        asks=_answer,
        follows=gettext_lazy("Each person gets a letter of their own; each appeal counts."),
    ),
    "merge": Deed(
        gettext_lazy("Merge the doubles"),
        actions.merge,
        follows=gettext_lazy("The later ones are merged into the earliest."),
    ),
    "dismiss": Deed(
        gettext_lazy("It is no group"),
        actions.dismiss,
        asks=_reason,
        follows=gettext_lazy("They are not proposed as one again."),
        grave=True,
    ),
}
# Which deeds stand open in which state.
_OPEN = {
    S.WAITING: ("confirm", "merge", "dismiss"),
    S.CONFIRMED: ("answer", "merge", "dismiss"),
    S.DISMISSED: ("confirm",),
}


def _deeds(campaign: Campaign) -> list[str]:
    """The words of the deeds that may be done now."""
    double = campaign.kind == Campaign.Kind.DOUBLE
    return [word for word in _OPEN.get(S(campaign.status), ()) if word != "merge" or double]


def _find(request: Any, key: Any) -> Any:
    rows = Campaign.objects.of(request.council).live().select_related("topic", "council")
    return get_object_or_404(rows, pk=key)


@requires(Permission.OFFICE_ENTER)
def listed(request: Any) -> HttpResponse:
    """All groups: those that wait for the clerk, those confirmed, the past ones."""
    rows = Campaign.objects.of(request.council).live().select_related("topic", "council")
    newest = rows.annotate(**_COUNTED).order_by("-found_on", "-pk")
    title = _("Appeals alike")
    context = {
        "title": title,
        "lists": [
            (_("Wait to be confirmed"), _told(newest.filter(status=S.WAITING))),
            (_("Confirmed"), _told(newest.filter(status=S.CONFIRMED))),
            (_("Past"), _told(newest.exclude(status__in=Campaign.OPEN)[:PAST])),
        ],
    }
    crumbs = [(_("Appeals"), "/office/appeals/"), (title, "")]
    return page(request, "office/suggestions/groups.html", context, crumbs=crumbs)


_INSIDE = Q(members__struck_at=None)
_COUNTED = {
    "many": Count("members", filter=_INSIDE),
    "still_open": Count(
        "members",
        filter=_INSIDE
        & Q(members__appeal__status__in=Appeal.OPEN, members__appeal__struck_at=None),
    ),
}


def _told(campaigns: Any) -> list[dict[str, Any]]:
    return [
        {
            "title": each.title,
            "url": f"{HERE}{each.pk}/",
            "kind": each.get_kind_display(),
            "found": date_format(each.found_on, "DATE_FORMAT"),
            "many": each.many,
            "open": each.still_open,
        }
        for each in campaigns
    ]


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: Any) -> HttpResponse:
    """One group: its appeals, and what can be done with it."""
    campaign = _find(request, key)
    writes = may(request, Permission.REGISTER_WRITE)
    context = {
        "title": campaign.title,
        "campaign": campaign,
        "stands": state(campaign.status, campaign.get_status_display())["state"],
        "members": [
            _member(each, writes and campaign.status in Campaign.OPEN)
            for each in campaign.members.filter(struck_at=None)
            .select_related("appeal__topic", "appeal__district")
            .order_by("appeal__received_on", "appeal__number")
        ],
        "deeds": [{"deed": DEEDS[word], "url": f"{word}/"} for word in _deeds(campaign)]
        if writes
        else [],
        "history": history([campaign]),
    }
    return page(
        request, "office/suggestions/group.html", context, crumbs=_crumbs((campaign.title, ""))
    )


def _crumbs(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Appeals"), "/office/appeals/"), (_("Appeals alike"), HERE), *further]


def _member(member: CampaignAppeal, parts: bool) -> dict[str, Any]:
    row = member.appeal
    return {
        "number": row.number,
        "title": row.title,
        "url": register_of(Appeal).url(row),
        "received": date_format(row.received_on, "DATE_FORMAT"),
        "percent": member.percent,
        "state": state(row.status, row.get_status_display())["state"],
        "leave_url": f"leave/{member.pk}/" if parts else "",
    }


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: Any, word: str) -> HttpResponse:
    """One deed over a group, asked on a page of its own."""
    campaign = _find(request, key)
    if word not in _deeds(campaign):
        raise Http404
    here = f"{HERE}{campaign.pk}/"

    def frame(template: str, context: Mapping[str, Any], *, last: str, status: int) -> HttpResponse:
        crumbs = _crumbs((campaign.title, here), (last, ""))
        return page(request, template, context, crumbs=crumbs, status=status)

    what = f"{campaign.title} · {campaign.get_kind_display()}"
    return carry_out(request, DEEDS[word], campaign, frame=frame, what=what, back=here)


@requires(Permission.REGISTER_WRITE)
@require_POST
def leave(request: Any, key: Any, which: Any) -> HttpResponse:
    """An appeal that does not belong to the group leaves it."""
    campaign = _find(request, key)
    rows = campaign.members.filter(struck_at=None).select_related("campaign", "appeal")
    member = get_object_or_404(rows, pk=which)
    try:
        actions.leave_out(member, by=request.user)
        messages.success(request, _("It does not belong to the group any more."))
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(f"{HERE}{campaign.pk}/")
