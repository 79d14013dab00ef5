"""Appeals are merged into another one, answered with it, and parted from it again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.appeals import notices
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.merging.together import LINKS, merged_into, of_others
from kenes.appeals.models import Appeal
from kenes.appeals.names import own_names
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import outbox, record
from kenes.core.action import action
from kenes.core.link import Link, Role, between
from kenes.core.refused import Refused
from kenes.council.models import Council

if TYPE_CHECKING:
    from kenes.core.access import User

S = Appeal.Status
# Of a group it is the name of who represents it; that of a firm is of words any answer may hold.
_NAMED = (Applicant.Kind.PERSON, Applicant.Kind.GROUP)


@action
def merge(appeals: Sequence[Appeal], *, into: Appeal, on: date, by: "User") -> None:
    """The appeals are about what another is about, and are answered with it.

    From `on` they leave `appeals.considered` and count in `appeals.not_taken_up`; the other one
    counts as before. Each author is told, and gets the answer with it. What was merged into them
    before goes along. Refused when the other is no longer open, or merged itself.
    """
    if into in appeals:
        raise Refused(_("An appeal cannot be merged into itself."), field="into")
    host = _standing(appeals, into)
    before = merged_into(appeals)
    record.move(appeals, S.MERGED, on=on, by=by)
    unlink(before, by=by)
    both = (*appeals, *before)
    Link.objects.bulk_create(between(each, host, Role.MERGED_INTO) for each in both)
    for each in appeals:
        outbox.post(notices.merged(each), by=by)


def _standing(appeals: Sequence[Appeal], into: Appeal) -> Appeal:
    """The one they are merged into as it stands now: nobody else moves any of them meanwhile."""
    hold([into, *appeals])
    host = Appeal.objects.get(pk=into.pk)
    if host.struck or host.status == S.MERGED:
        raise Refused(_("An appeal is merged into one that stands by itself."), field="into")
    if host.status not in Appeal.OPEN:
        said = _("That appeal is closed (%s). An appeal is merged into one that is still open.")
        raise Refused(said % host.get_status_display(), field="into")
    return host


def unlink(appeals: Iterable[Appeal], *, by: "User") -> None:
    """What these are merged into is not answered for them any more."""
    links = list(LINKS.filter(from_id__in=[each.pk for each in appeals]))
    if links:
        record.strike(links, reason=_("the appeal was parted from the other one"), by=by)


def hold(appeals: Sequence[Appeal]) -> None:
    """Nobody else moves these appeals until the act ends, nor those that are merged into them.

    Every act about several of them begins so. In one council such acts go one after another: what
    is merged into what is known only once the others have ended. Who writes meanwhile waits not.
    """
    councils = {each.council_id for each in appeals}
    one_by_one = Council.objects.select_for_update(no_key=True).filter(pk__in=councils)
    list(one_by_one.order_by("pk").values_list("pk"))
    keys = {each.pk for each in (*appeals, *merged_into(appeals))}
    list(Appeal.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def check_answer(appeals: Sequence[Appeal], answer: str) -> None:
    """Refuse an answer that is empty, or tells who wrote, where other people get it as well.

    Nothing is merged into any of these until the answer is recorded.
    """
    check_words(appeals, answer, field="answer")
    if not answer.strip() and any(of_others(host, merged_into([host])) for host in appeals):
        said = _("Write the answer: the authors of the appeals merged into this one get it.")
        raise Refused(said, field="answer")


def check_words(appeals: Sequence[Appeal], words: str, *, field: str) -> None:
    """Refuse words that tell who wrote, where other people are told them as well."""
    hold(appeals)
    for host in appeals if merged_into(appeals) else ():
        if of_others(host, merged_into([host])) and _tells_of(host, words):
            said = _(
                "The authors of the appeals merged into this one get the same words: take the "
                "name, the address and the number of this one's author out of them."
            )
            raise Refused(said, field=field)


def _tells_of(host: Appeal, answer: str) -> bool:
    person = host.applicant
    if person.kind in _NAMED and any(own_names(answer, person.name)):
        return True
    places = (person.email, person.contact, person.address)
    told = (host.number, *(each.strip() for each in places if _leads(each)))
    return any(each.casefold() in answer.casefold() for each in told)


def _leads(place: str) -> bool:
    """Whether one finds a person by it: «Алматы», or a dash, stands in any answer."""
    return len(place.strip()) > 4 and any(sign.isdigit() or sign == "@" for sign in place)


def answer_too(host: Appeal, answer: str, *, by: "User") -> None:
    """One appeal was answered: those merged into it have the same answer, each by letter."""
    for each in merged_into([host]):
        record.correct(each, version=each.version, by=by, answer=answer)
        outbox.post(notices.answered(each, host), by=by)


def part(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """Appeals that were merged are in work by themselves again, and their authors are told."""
    unlink(appeals, by=by)
    verdicts.put_away(appeals, by=by)
    record.move(appeals, S.IN_WORK, on=on, by=by, reason=reason)
    for each in appeals:
        outbox.post(notices.parted(each), by=by)


def let_go(hosts: Sequence[Appeal], *, on: date, by: "User") -> None:
    """The council does not answer these, so what was merged into them comes back to work."""
    reason = _("the appeal it was merged into is not answered")
    for each in merged_into(hosts):
        # What is written down later may be dated before they were merged.
        part([each], on=max(on, each.status_on), by=by, reason=reason)
