"""Files on their way in: one that is too large is read to its end and kept nowhere."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from kenes.core.refused import Refused


class TooLarge(UploadedFile):  # type: ignore[type-arg]
    """A file larger than allowed: its name and size are known, its content is not kept.

    The form that it came with keeps its text; whoever asks for the content is refused.
    """

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Refused: there is nothing to read."""
        sentence = _("The file is larger than %s MB.")
        raise Refused(sentence % (settings.KENES_FILE_AT_MOST // 1024**2), field="file")

    def read(self, *args: Any) -> bytes:
        """Refused like its chunks."""
        return b"".join(self.chunks())


class Measured(FileUploadHandler):
    """Stands before the handlers that keep files, and lets no more through than is allowed."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on, unless the file is too large with it; then forget the others too."""
        if start + len(raw_data) <= settings.KENES_FILE_AT_MOST:
            return raw_data
        if start <= settings.KENES_FILE_AT_MOST and self.request is not None:
            for handler in self.request.upload_handlers:
                handler.upload_interrupted()
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """A file that was too large; any other is for the handlers behind."""
        if file_size <= settings.KENES_FILE_AT_MOST:
            return None
        return TooLarge(BytesIO(), self.file_name, self.content_type, file_size, self.charset, {})


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files chosen at once; its value is their list."""

    def __init__(self, **said: Any) -> None:
        super().__init__(widget=_ManyFiles(), **said)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself; an empty list where none was chosen."""
        one = super().clean
        found = [one(each, initial) for each in data or [] if each]
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found
