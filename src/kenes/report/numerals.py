"""Numbers as people write them in Kazakh, Russian and English."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

Number = int | float | Decimal

NBSP: Final = "\u00a0"
# Thousands, decimals.
MARKS: Final = {"en": (",", ".")}
CONTINENTAL: Final = (NBSP, ",")


def number(value: Number, lang: str, places: int | None = None) -> str:
    """Write 5292 as «5 292» in Russian and Kazakh and as «5,292» in English.

    A whole number has no decimals; any other has one, unless `places` says how many.
    """
    exact = Decimal(str(value))
    if places is None:
        places = 0 if exact == exact.to_integral_value() else 1
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    thousands, decimals = MARKS.get(lang[:2], CONTINENTAL)
    written = f"{rounded:,f}".replace(",", "\0").replace(".", decimals).replace("\0", thousands)
    return written.replace("-", "\N{MINUS SIGN}")


def percents(values: list[Number]) -> list[Decimal]:
    """Give shares of the whole in percent with one decimal, so that they sum to exactly 100.

    What rounding leaves over goes to the largest remainders.
    """
    whole = sum(Decimal(str(value)) for value in values)
    if not whole:
        return [Decimal(0)] * len(values)
    exact = [Decimal(str(value)) * 1000 / whole for value in values]
    tenths = [int(share) for share in exact]
    by_remainder = sorted(range(len(values)), key=lambda n: (tenths[n] - exact[n], n))
    for n in by_remainder[: 1000 - sum(tenths)]:
        tenths[n] += 1
    return [Decimal(tenth) / 10 for tenth in tenths]
