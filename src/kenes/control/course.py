"""The course of a form of public control: what was done, what comes next, what is missing."""

from collections.abc import Sequence
from typing import Any

from kenes.control.documents.actions import document_of
from kenes.control.documents.steps import after
from kenes.control.models import PublicExpertise
from kenes.control.preparing import BEFORE
from kenes.control.step import Law, Step, law_of


def course(form: Any, law: Law | None = None) -> list[Step]:
    """The steps of a form of public control in their order."""
    law = law or law_of(form.council)
    steps = BEFORE[type(form)](form, law)
    return [*steps, *after(form, law)]


def current(steps: Sequence[Step]) -> Step | None:
    """The first step that something is still waited for in."""
    return next((step for step in steps if not step.settled), None)


def guided(form: Any) -> bool:
    """Whether the form is walked along its guide; one taken over from a journal is not.

    It is while it is ahead, and once anything of its course was recorded.
    """
    if isinstance(form, PublicExpertise) or document_of(form) is not None:
        return True
    names = ("initiator", "agreed_on", "noticed_on", "informed_on", "consent", "invited_on")
    said = any(getattr(form, name, None) for name in names)
    return said or form.event.status in ("planned", "adjourned")
