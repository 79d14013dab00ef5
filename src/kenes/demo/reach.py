"""Whom the dialogue platforms reached: 5,292 visits, by audience."""

from kenes.demo.days import Line, chance, share

# The audience of the 176 platforms of the note, summed.
AUDIENCE = {
    "members": 612, "state_bodies": 704, "quasi_state": 318, "business": 356, "house_heads": 689,
    "activists": 531, "residents": 1934, "others": 148,
}  # fmt: skip


def spread_over(platforms: list[Line]) -> None:
    """Divide the whole audience among the platforms of the note; at each someone came."""
    dice = chance("reach")
    for audience, total in AUDIENCE.items():
        least = 1 if audience in ("members", "residents") else 0
        for platform, people in zip(
            platforms, share(dice, total, len(platforms), least), strict=True
        ):
            platform[audience] = people or None
    for platform in platforms:
        if dice.random() < 0.15:
            platform["estimated"] = True


def some(event: Line, dice_of: str = "elsewhere") -> None:
    """A handful of visits at an event that is none of those 176."""
    dice = chance(f"{dice_of} {event['title_ru']} {event['on']}")
    for audience in dice.sample(list(AUDIENCE), 4):
        event[audience] = dice.randint(2, 14)
