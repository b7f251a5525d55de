"""A file that cannot be kept is said at its field, and what was typed beside it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tanym.apps.portfolio.models import Item

pytestmark = pytest.mark.django_db

WORDS = "Three years of counting what lies in a warehouse"


def _sent(client: Client, file: SimpleUploadedFile) -> object:
    return client.post(
        "/en/portfolio/add/", {"kind": "certificate", "title": "Stock", "text": WORDS, "file": file}
    )


def test_a_file_of_a_wrong_kind_is_said_at_its_field(as_: Callable[[str], Client]) -> None:
    answer = _sent(as_("aigul"), SimpleUploadedFile("notes.exe", b"MZ\x90\x00" + b"x" * 100))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is not a PDF, PNG, JPEG or JSON" in page
    assert f">\n{WORDS}</textarea>" in page
    assert not Item.objects.exists()


def test_words_beside_a_file_that_is_too_large_are_shown_again(
    as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr("tanym.apps.site.middleware.LARGEST_FILE", 1000)
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7" + b"x" * 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    answer = _sent(as_("aigul"), large)
    assert answer.status_code == 413
    assert WORDS in answer.content.decode()
    answer = _sent(Client(), SimpleUploadedFile("large.pdf", large.file.getvalue()))
    assert WORDS not in answer.content.decode()  # a visitor's is not even read
