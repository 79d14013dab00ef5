"""What a template is told, where it may ask for more than was said."""

from typing import Any


class Blank(dict[str, Any]):
    """A dictionary in which what was not said is empty.

    A template takes it so anyway, but of a plain one only after it has looked for an attribute
    and an index: in a table of a hundred cells that was a quarter of the making of it.
    """

    def __missing__(self, name: str) -> str:
        return ""
