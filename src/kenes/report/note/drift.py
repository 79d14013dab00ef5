"""What would be otherwise, were an edition made again: shown, never applied."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from kenes.core.snapshot import snapshot
from kenes.report.catalogue import CATALOGUE
from kenes.report.models import Edition
from kenes.report.note.edition import content, note_of, scope_of
from kenes.report.note.phrases import PHRASES
from kenes.report.note.rowkeys import Named, named, row_keys
from kenes.report.small import public_answers
from kenes.report.wording import Lang

# Rows named at one figure; of more, how many there are.
NAMED = 20


@dataclass(frozen=True)
class Drifted:
    """One figure that is not what it was: its values then and now, and which rows came and went."""

    code: str
    wording: str
    letter: str
    was: int
    now: int
    came: Sequence[Named]
    went: Sequence[Named]
    changed: Sequence[Named]
    unnamed: int = 0


def drift(edition: Edition, lang: Lang, *, all_seen: bool = False) -> list[Drifted]:
    """The figures of an edition whose value or rows are others now."""
    said = content(edition)
    asked = [each for each in said["figures"] if each["code"] in CATALOGUE]
    scopes = [
        scope_of(edition.council, e["from"], e["until"], e["as_of"], e["filters"]) for e in asked
    ]
    found = []
    with snapshot(), override(lang):
        counted = public_answers(
            [(e["code"], scope) for e, scope in zip(asked, scopes, strict=True)]
        )
        for each, scope, now in zip(asked, scopes, counted, strict=True):
            then = said["rows"][each["rows"]]
            unlisted = now.stated or (now.indicator.people and scope.filters)
            today = [] if unlisted else row_keys(now.indicator, scope)
            if now.value != each["value"] or today != then:
                found.append(_drifted(each, now, then, today, lang, all_seen=all_seen))
    return found


def _drifted(
    each: Mapping[str, Any],
    now: Any,
    then: Sequence[str],
    today: Sequence[str],
    lang: Lang,
    *,
    all_seen: bool,
) -> Drifted:
    old, new = _weighed(then), _weighed(today)
    changed = [key for key in old if key in new and old[key] != new[key]]
    came = [key for key in new if key not in old]
    went = [key for key in old if key not in new]
    unsaid = PHRASES[lang].unsaid

    def names(keys: Sequence[str]) -> list[Named]:
        return named(now.indicator, now.scope, keys[:NAMED], all_seen=all_seen, unsaid=unsaid)

    return Drifted(
        code=each["code"],
        wording=each["wording"][lang],
        letter=each["letter"],
        was=each["value"],
        now=now.value,
        came=names(came),
        went=names(went),
        changed=names(changed),
        unnamed=sum(max(len(keys) - NAMED, 0) for keys in (came, went, changed)),
    )


def _weighed(keys: Sequence[str]) -> dict[str, str]:
    """Keys with the weight each row had, if rows have any."""
    return {key.partition("=")[0]: key.partition("=")[2] for key in keys}


@dataclass(frozen=True)
class Altered:
    """One place in which two editions differ: a figure or a block of text."""

    name: str
    old: str
    new: str


def differences(old: Edition, new: Edition, lang: Lang) -> list[Altered]:
    """What an edition says otherwise than the one it corrects: figures first, then the text."""
    return [*_figures(content(old), content(new), lang), *_texts(old, new, lang)]


def _figures(old: Mapping[str, Any], new: Mapping[str, Any], lang: Lang) -> list[Altered]:
    def keyed(said: Mapping[str, Any]) -> dict[Any, Any]:
        return {
            (e["code"], e["from"], e["until"], tuple(sorted(e["filters"].items()))): e
            for e in said["figures"]
        }

    before, after = keyed(old), keyed(new)
    found = []
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        told = after[key] if key in after else before[key]
        if (was or {}).get("value") != (now or {}).get("value"):
            name = f"{told['wording'][lang]}, {told['from']} – {told['until']}"
            found.append(Altered(name, _value(was), _value(now)))
    return found


def _value(told: Mapping[str, Any] | None) -> str:
    return "" if told is None else str(told["value"])


def _texts(old: Edition, new: Edition, lang: Lang) -> list[Altered]:
    before = [line.plain for line in note_of(old, lang).lines]
    after = [line.plain for line in note_of(new, lang).lines]
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    return [
        Altered("", "\n".join(before[i:j]), "\n".join(after[m:n]))
        for tag, i, j, m, n in matcher.get_opcodes()
        if tag != "equal"
    ]
