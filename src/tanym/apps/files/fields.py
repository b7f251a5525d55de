"""The field of a form for a document, which says at once what is wrong with the file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from tanym.apps.accounts.words import say
from tanym.apps.files.receiving import look_at
from tanym.core.kernel.errors import InvalidValue


class DocumentField(forms.FileField):
    """An upload of a size and a kind that can be kept; it is asked again, and scanned, when it is received."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, at its beginning. What cannot be kept is said at the field, beside what else was typed."""
        given = super().clean(data, initial)
        if isinstance(given, UploadedFile):
            try:
                look_at(given)
            except InvalidValue as wrong:
                raise ValidationError(say(wrong.code, **wrong.details), code=wrong.code) from None
            finally:
                given.seek(0)
        return given
