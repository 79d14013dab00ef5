"""What may be done with those who come: questions, speeches, counts, subjects of control."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.control.occasions import actions
from kenes.control.occasions.models import PEOPLE_AT_MOST, PublicQuestion, PublicSpeech
from kenes.control.subjects import actions as subjects
from kenes.control.subjects.models import Subject
from kenes.office.control.deeds import fields_of
from kenes.office.deed import Deed, Fields, one_of, text

Q = PublicQuestion.Status


def _asked_of_count(form: Any) -> Fields:
    people = forms.IntegerField(label=_("People present"), min_value=0, max_value=PEOPLE_AT_MOST)
    return {"people": people}


def _count(form: Any, *, people: int, by: Any) -> None:
    actions.count(form.event, people=people, by=by)


def _asked_of_speech(form: Any) -> Fields:
    return {
        "name": text(_("Who speaks")),
        "post": text(_("Post or organisation"), required=False),
    }


def _give_floor(form: Any, *, name: str, post: str, by: Any) -> None:
    speech = PublicSpeech(council=form.council, event=form.event, name=name, post=post)
    actions.give_floor(speech, by=by)


def _asked_of_end(speech: PublicSpeech) -> Fields:
    said = text(_("What was said, in short"), rows=4, required=False, initial=speech.text)
    return {"text": said}


def _asked_why(row: Any) -> Fields:
    return {"reason": text(_("Reason"), rows=3)}


def _asked_of_question_answer(question: PublicQuestion) -> Fields:
    return {
        "answer": text(_("Answer"), rows=4, initial=question.answer),
        "answered_by": text(_("Answered by"), required=False, initial=question.answered_by),
    }


def _asked_of_subject(form: Any) -> Fields:
    names = ("name", "role", "head", "qualification", "years")
    return fields_of(Subject, names, form)


def _name(form: Any, *, by: Any, **facts: Any) -> None:
    subject: Any = Subject.about(form, **facts)
    subjects.name(form, subject, by=by)


def _asked_of_declaration(subject: Subject) -> Fields:
    return {
        "conflict": one_of(_("What is declared"), Subject.Conflict.choices),
        "conflict_text": text(_("What it consists in"), rows=3, required=False),
    }


CROWD = {
    "count": Deed(gettext_lazy("Count those present"), _count, _asked_of_count, dated=False),
    "floor": Deed(gettext_lazy("Give the floor"), _give_floor, _asked_of_speech, dated=False),
}
QUESTION = {
    "show": Deed(gettext_lazy("Show it"), actions.show, dated=False),
    "set_aside": Deed(
        gettext_lazy("Set aside"), actions.set_aside, _asked_why, grave=True, dated=False
    ),
    "answer": Deed(
        gettext_lazy("Answer it"), actions.answer, _asked_of_question_answer, dated=False
    ),
}
SPEECH = {
    "end": Deed(gettext_lazy("End of the speech"), actions.end_speech, _asked_of_end, dated=False)
}
PEOPLE = {
    "name": Deed(gettext_lazy("Name a person"), _name, _asked_of_subject, dated=False),
}
SUBJECT = {
    "declare": Deed(
        gettext_lazy("Declaration of interests"), subjects.declare, _asked_of_declaration
    ),
    "leave": Deed(
        gettext_lazy("Does not take part"), subjects.leave, _asked_why, grave=True, dated=False
    ),
}


def offered_for(question: PublicQuestion) -> list[str]:
    """What may be done with a question of the public now."""
    if question.status == Q.SHOWN:
        return ["answer", "set_aside"]
    return ["show"] if question.status == Q.SET_ASIDE else ["show", "set_aside"]
