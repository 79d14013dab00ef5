"""What minutes are made of: fresh from the register while a draft, as frozen afterwards."""

import hashlib
import json
import zlib
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.minutes.facts import gathered
from kenes.minutes.models import Minutes, Passage
from kenes.minutes.telling import Content, paper
from kenes.report.papers.paper import Bullets, Heading, Paragraph, Table, Text, words
from kenes.report.wording import Lang


def content(minutes: Minutes) -> Content:
    """The content of minutes. Refused when frozen ones no longer bear their digest."""
    if not minutes.is_frozen:
        return fresh(minutes)
    plain = zlib.decompress(bytes(minutes.frozen or b""))
    if hashlib.sha256(plain).hexdigest() != minutes.digest:
        raise Refused(_("Minutes %s were altered: their check sum does not hold.") % minutes.number)
    said: dict[str, Any] = json.loads(plain)
    return Content(**said)


def fresh(minutes: Minutes) -> Content:
    """What the register says now, with the passages the clerk has written."""
    council, chair = minutes.council, minutes.chaired_by
    return Content(
        number=minutes.number,
        edition=minutes.edition,
        council={"kk": council.title_kk, "ru": council.title_ru, "en": council.title_en},
        facts=gathered(minutes.sitting),
        passages=_passages(minutes),
        chair={"kk": chair.title_kk, "ru": chair.title_ru} if chair else {},
        secretary=minutes.kept_by,
    )


def _passages(minutes: Minutes) -> dict[str, dict[str, str]]:
    """The clerk's prose by place; under an item, by the item's position."""
    found = Passage.objects.live().filter(minutes=minutes).select_related("item")
    return {
        str(each.item.position) if each.item else each.place: {
            "kk": each.text_kk,
            "ru": each.text_ru,
        }
        for each in found
    }


def freeze(minutes: Minutes) -> tuple[bytes, str]:
    """The content as compressed canonical JSON, and its SHA-256."""
    said = asdict(fresh(minutes))
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return zlib.compress(plain, 9), hashlib.sha256(plain).hexdigest()


def lines(of: Content, lang: Lang) -> list[str]:
    """The paper of the minutes as plain lines, to be compared and to be read aloud."""
    found = []
    for block in paper(of, lang).blocks:
        match block:
            case Heading(_level, text):
                found.append(text)
            case Paragraph(runs):
                found.append(_said(runs))
            case Bullets(items):
                found += [f"– {_said(item)}" for item in items]
            case Table():
                found += [" · ".join(map(words, row)) for row in block.rows]
    return found


def _said(runs: Any) -> str:
    return "".join(run.text for run in runs if isinstance(run, Text))


def changed(old: Content, new: Content, lang: Lang) -> list[tuple[str, str]]:
    """The lines in which two versions differ, as (before, after); one side may be empty."""
    before, after = lines(old, lang), lines(new, lang)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[a:b], after[c:d]
        longer = max(len(gone), len(come))
        gone += [""] * (longer - len(gone))
        come += [""] * (longer - len(come))
        found += zip(gone, come, strict=True)
    return found
