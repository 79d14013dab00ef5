"""A sentence whose numbers open as their rows."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from kenes.core.period import Scope
from kenes.core.text import language
from kenes.report.answer import answers
from kenes.report.figure_address import figure_url
from kenes.report.numerals import number


def sentence(words: str, codes: Mapping[str, str], scope: Scope) -> list[dict[str, Any]]:
    """The pieces of «Sent: {sent}. …», each name a figure counted for the scope."""
    here: Any = language()
    found = dict(zip(codes, answers([(code, scope) for code in codes.values()]), strict=True))
    pieces: list[dict[str, Any]] = []
    for text, name, _form, _conversion in Formatter().parse(words):
        if text:
            pieces.append({"text": text})
        if name:
            answer = found[name]
            figure = {
                "value": number(answer.value, here),
                "url": figure_url(answer.code, scope, here),
                "wording": answer.wording,
                "stated": bool(answer.stated),
            }
            pieces.append({"figure": figure})
    return pieces
