"""Editions: the note frozen in three languages with its values, definitions and row keys."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.period import Scope
from kenes.core.refused import Refused
from kenes.core.snapshot import snapshot
from kenes.report.catalogue import figure
from kenes.report.models import Edition
from kenes.report.note.blueprint import LANGS, Plan, periods_of
from kenes.report.note.lines import Told, frozen, thawed
from kenes.report.note.note import Note, canonical, compose_all
from kenes.report.note.rowkeys import row_keys
from kenes.report.wording import Lang

if TYPE_CHECKING:
    from kenes.core.access import User

FORMAT = 1


def freeze(plan: Plan, *, by: "User", corrects: Edition | None = None) -> Edition:
    """Freeze the note as it stands now, in all three languages. It gets a number and a digest.

    All is read in one snapshot before anything is written. Refused when the last edition says
    exactly the same.
    """
    with snapshot():
        content = canonical(prepared(plan))
    return _keep(plan, content, by=by, corrects=corrects)


@action
def _keep(plan: Plan, content: bytes, *, by: "User", corrects: Edition | None) -> Edition:
    """Put the frozen note among the editions."""
    council = plan.blueprint.council
    digest = hashlib.sha256(content).hexdigest()
    earlier = Edition.objects.of(council).live().filter(blueprint_code=plan.blueprint.code)
    last = earlier.order_by("frozen_on", "number").last()
    if last and last.digest == digest:
        raise Refused(_("Nothing has changed since edition %s.") % last.number)
    if corrects and corrects.blueprint_code != plan.blueprint.code:
        raise Refused(_("An edition corrects one of the same note."), field="corrects")
    edition = Edition(
        council=council,
        blueprint_code=plan.blueprint.code,
        title_kk=plan.blueprint.title_kk,
        title_ru=plan.blueprint.title_ru,
        title_en=plan.blueprint.title_en,
        frozen_on=clock.today(),
        digest=digest,
        frozen=zlib.compress(content, 9),
        corrects=corrects,
    )
    record.register([Filing(edition)], by=by)
    return edition


def prepared(plan: Plan) -> dict[str, Any]:
    """What an edition freezes. No day, no number and no person is in it."""
    notes = compose_all(plan, LANGS)
    kept: dict[str, list[str]] = {}
    figures = [_figure(plan, notes, at, kept) for at in range(len(notes["ru"].figures))]
    return {
        "format": FORMAT,
        "blueprint": plan.blueprint.code,
        "council": {lang: notes[lang].council for lang in LANGS},
        "title": {lang: notes[lang].title for lang in LANGS},
        "periods": plan.blueprint.periods,
        "texts": {
            lang: {
                "mixed": notes[lang].mixed,
                "lines": [frozen(line) for line in notes[lang].lines],
            }
            for lang in LANGS
        },
        "figures": figures,
        "rows": kept,
    }


def _figure(
    plan: Plan, notes: Mapping[Lang, Note], at: int, kept: dict[str, list[str]]
) -> dict[str, Any]:
    """One figure with its words in three languages and the digest of the keys of its rows."""
    told = notes["ru"].figures[at]
    scope = scope_of(plan.blueprint.council, told.since, told.until, told.as_of, told.filters)
    # Which rows a narrowed figure about people counts would say more than the figure may.
    unlisted = told.stated or (figure(told.code).people and told.filters)
    keys = [] if unlisted else row_keys(figure(told.code), scope)
    digest = hashlib.sha256(canonical(keys)).hexdigest()
    kept[digest] = keys
    by_lang: dict[str, Sequence[Told]] = {lang: notes[lang].figures for lang in LANGS}
    return {
        "code": told.code,
        "letter": told.letter,
        "filters": dict(told.filters),
        "value": told.value,
        **({"hidden": told.hidden} if told.hidden else {}),
        "of": told.of,
        "from": told.since,
        "until": told.until,
        "as_of": told.as_of,
        "rows": digest,
        **{
            name: {lang: getattr(by_lang[lang][at], name) for lang in LANGS}
            for name in ("wording", "definition", "unit", "stated")
        },
    }


def scope_of(council: Any, since: str, until: str, as_of: str, filters: Mapping[str, str]) -> Scope:
    """The scope a frozen figure was asked for."""
    period = periods_of({"": (since, until)})[""]
    read = date.fromisoformat(as_of)
    return Scope(council, period, None if read == period.until else read, dict(filters))


def content(edition: Edition) -> dict[str, Any]:
    """What an edition froze. Refused when it no longer bears its digest."""
    plain = zlib.decompress(bytes(edition.frozen))
    if hashlib.sha256(plain).hexdigest() != edition.digest:
        raise Refused(_("Edition %s was altered: its check sum does not hold.") % edition.number)
    said: dict[str, Any] = json.loads(plain)
    return said


def note_of(edition: Edition, lang: Lang) -> Note:
    """The note as it was frozen, in one of its languages."""
    said = content(edition)
    figures = [_told(each, lang) for each in said["figures"]]
    return Note(
        blueprint=edition.blueprint_code,
        lang=lang,
        title=said["title"][lang],
        council=said["council"][lang],
        day=edition.frozen_on,
        periods=periods_of(said["periods"]),
        lines=[thawed(line) for line in said["texts"][lang]["lines"]],
        figures=figures,
        mixed=said["texts"][lang]["mixed"],
    )


def _told(said: Mapping[str, Any], lang: Lang) -> Told:
    return Told(
        code=said["code"],
        letter=said["letter"],
        value=said["value"],
        of=said["of"],
        unit=said["unit"][lang],
        since=said["from"],
        until=said["until"],
        as_of=said["as_of"],
        wording=said["wording"][lang],
        definition=said["definition"][lang],
        stated=said["stated"][lang],
        url="",
        filters=said["filters"],
        hidden=said.get("hidden", ""),
    )


def titles(edition: Edition, lang: Lang) -> str:
    """The title of an edition in a language."""
    with override(lang):
        return edition.title
