"""The address at which a figure opens with the very scope it was counted for."""

from urllib.parse import urlencode

from kenes.core.period import Scope


def figure_url(code: str, scope: Scope, lang: str) -> str:
    """`/ru/figures/CODE/?from=…&until=…`, with the day of reading and the slice where given."""
    asked = {"from": scope.period.since.isoformat(), "until": scope.period.until.isoformat()}
    if scope.read_as_of:
        asked["as_of"] = scope.read_as_of.isoformat()
    return f"/{lang}/figures/{code}/?{urlencode(asked | dict(sorted(scope.filters.items())))}"


def together_url(codes: tuple[str, ...], scope: Scope, lang: str) -> str:
    """The address at which several figures open together, each record once."""
    asked = {
        "figures": " ".join(codes),
        "from": scope.period.since.isoformat(),
        "until": scope.period.until.isoformat(),
    }
    if scope.read_as_of:
        asked["as_of"] = scope.read_as_of.isoformat()
    return f"/{lang}/note/together/?{urlencode(asked)}"
