"""Several lines of text as a person types them into a form."""

from typing import Any

from django import forms

from kenes.core.text import lines


class PassageField(forms.CharField):
    """A text of several lines. A line's end is one sign, whatever a browser sends for it.

    So a text as long as is allowed is taken also where a browser sends two signs for each.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The text as it is kept, before its length is looked at."""
        return super().to_python(lines(value) if isinstance(value, str) else value)
