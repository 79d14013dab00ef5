"""Acts of the council's pages that join verbs of several slices into one."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Mandate
from kenes.council.rotation import actions as rotation_actions
from kenes.council.rotation.models import Rotation
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def let_in(
    rotation: Rotation,
    *,
    decision: Decision | None,
    item: AgendaItem | None,
    title_ru: str,
    title_kk: str,
    by: "User",
) -> Mandate:
    """A general sitting's decision lets a candidate in: one registered already, or one now.

    A new decision is adopted under the question of the agenda at which it was taken, on the day
    of the sitting.
    """
    if decision is None and item is None:
        raise Refused(
            _("Choose the decision, or the question at which it was taken."), field="decision"
        )
    if decision is None:
        assert item is not None
        decision = Decision(
            council=rotation.council,
            item=item,
            adopted_on=item.sitting.held_on,
            title_ru=title_ru,
            title_kk=title_kk,
        )
        if not (title_ru or title_kk):
            sentence = _("A title is needed, in Kazakh or in Russian.")
            raise Refused(sentence, field="title_ru")
        decisions.adopt([Filing(decision)], by=by)
    return rotation_actions.fill(rotation, decision=decision, by=by)
