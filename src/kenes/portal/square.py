"""A square code that a phone reads: an address, drawn."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def square(leads: str) -> SafeString:
    """The drawing of an address, which stands in a page as it is."""
    out = BytesIO()
    segno.make(leads, error="m").save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return mark_safe(out.getvalue().decode())
