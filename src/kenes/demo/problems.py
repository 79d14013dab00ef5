"""Problems voiced at events, each in both languages."""

from collections.abc import Iterator

from kenes.demo.days import Line, chance, number_of
from kenes.demo.events import EVENTS
from kenes.demo.issues import issue

# At what kinds of events people speak up, and how many problems at one.
_SPOKEN = {
    "platform": (0, 1, 1, 2, 3), "akim_meeting": (0, 0, 1, 2), "reception": (1, 2, 3),
    "round_table": (0, 1, 2), "seminar": (0, 0, 1),
}  # fmt: skip


def _problems() -> Iterator[Line]:
    dice = chance("problems")
    for event in EVENTS:
        if event["state"] not in ("held", "failed") or event["kind"] not in _SPOKEN:
            continue
        said = set()
        for _ in range(dice.choice(_SPOKEN[event["kind"]]) or int(event["state"] == "failed")):
            kk, ru = issue(dice, event["topic"], event["on"].month)
            if ru in said:
                continue
            said.add(ru)
            yield {
                "event": number_of(event, "on"),
                "text_kk": kk,
                "text_ru": ru,
                "voice": dice.choice(("resident", "resident", "resident", "member")),
                "topic": event["topic"],
            }


PROBLEMS: list[Line] = list(_problems())
