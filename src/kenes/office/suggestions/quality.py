"""How good the suggestions are: on appeals the model has not seen, and as the clerks judged."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.appeals.suggestions.models import About, Measure, Suggestion, Training
from kenes.appeals.suggestions.reach import LEAST, learnable
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.core.text import capital
from kenes.office.page import page

_LANGUAGES = dict(Appeal.Language.choices)


@requires(Permission.OFFICE_ENTER)
def quality(request: Any) -> HttpResponse:
    """The newest model: what it learned from, how often it was right, how often it was taken."""
    trainings = Training.objects.of(request.council).live()
    training = trainings.order_by("-trained_on", "-pk").first()
    context: dict[str, Any] = {
        "title": _("How good the suggestions are"),
        "training": training,
        "least": LEAST,
        "closed": learnable(request.council).count() if training is None else None,
    }
    if training is not None:
        rows = list(training.measures.filter(struck_at=None).select_related("topic"))
        context |= {
            "tables": [_in_all(rows), _by_topic(rows), _taken(request.council)],
            "learned_on": date_format(training.trained_on, "DATE_FORMAT"),
        }
    crumbs = [(_("Appeals"), "/office/appeals/"), (str(context["title"]), "")]
    return page(request, "office/suggestions/quality.html", context, crumbs=crumbs)


def _columns(first: str, *others: str) -> list[dict[str, str]]:
    return [{"label": first, "kind": "text"}, *({"label": o, "kind": "number"} for o in others)]


def _table(caption: str, columns: list[dict[str, str]], lines: list[list[str]]) -> dict[str, Any]:
    rows = [
        {"cells": [{"column": c, "text": text} for c, text in zip(columns, line, strict=True)]}
        for line in lines
    ]
    return {"caption": caption, "columns": columns, "rows": rows}


def _share(part: int, of: int) -> str:
    """A share in whole percent, of something."""
    return f"{number_format(round(100 * part / of))} %" if of else "—"


def _line(name: str, row: Measure) -> list[str]:
    asked = number_format(row.asked)
    return [name, asked, _share(row.first, row.asked), _share(row.three, row.asked)]


def _measured(caption: str, first: str, lines: list[list[str]]) -> dict[str, Any]:
    others = (_("Asked about"), _("Right at once"), _("Right within three"))
    return _table(caption, _columns(first, *others), lines)


def _in_all(rows: list[Measure]) -> dict[str, Any]:
    """What is suggested, in all and in each language."""
    order = {about: at for at, about in enumerate(About.values)}
    whole = [row for row in rows if row.topic_id is None]
    whole.sort(key=lambda row: (order[row.about], row.language))
    lines = [_line(_named(row), row) for row in whole]
    return _measured(_("On appeals the model has not seen"), _("What is suggested"), lines)


def _named(row: Measure) -> str:
    about = capital(About(row.about).label)
    return f"{about}, {_LANGUAGES[row.language]}" if row.language else about


def _by_topic(rows: list[Measure]) -> dict[str, Any]:
    """The topic, by the topic that stands."""
    own = sorted(
        (row for row in rows if row.topic_id), key=lambda row: (-row.asked, str(row.topic))
    )
    return _measured(
        _("By the topic that stands"), _("Topic"), [_line(str(row.topic), row) for row in own]
    )


def _taken(council: Any) -> dict[str, Any]:
    """How often clerks took the first suggestion, or another, or none."""
    rows = Suggestion.objects.of(council).filter(struck_at=None, about__in=About.values)
    settled = rows.exclude(said="").order_by().values("about")
    took = Q(said=Suggestion.Said.TAKEN)
    counted = settled.annotate(
        settled=Count("reading", distinct=True),
        first=Count("pk", filter=took & Q(ordinal=1)),
        other=Count("pk", filter=took & Q(ordinal__gt=1)),
    )
    found = {line["about"]: line for line in counted}
    lines = []
    for about in About:
        line = found.get(about.value, {"settled": 0, "first": 0, "other": 0})
        asked = line["settled"]
        shares = [_share(line[name], asked) for name in ("first", "other")]
        none = _share(asked - line["first"] - line["other"], asked)
        lines.append([capital(about.label), number_format(asked), *shares, none])
    names = (_("Decided"), _("The first was taken"), _("Another was taken"), _("None was right"))
    return _table(_("What clerks made of it"), _columns(_("What is suggested"), *names), lines)
