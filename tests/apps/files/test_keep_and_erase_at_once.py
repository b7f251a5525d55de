"""The same bytes kept by one and erased by another at once: whoever has a row has the bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from threading import Event, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connections, transaction

from tanym.apps.accounts.queries import person as find
from tanym.apps.files.actions.erase import erase
from tanym.apps.files.actions.keep import keep
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content, path_of
from tests.apps.test_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("country")]
BYTES = b"the same bytes for both"


def kept(name: str, at: datetime) -> StoredFile:
    return keep(actor=find(name), at=at, content=BYTES, name="paper.pdf", media_type="application/pdf")


def test_bytes_that_somebody_is_about_to_keep_are_not_erased(at: datetime) -> None:
    first = kept("aigul", at)
    begun, erased = Event(), Event()

    def erase_it() -> None:
        try:
            begun.set()
            erase(actor=first.owner, at=at, stored=first)
        finally:
            erased.set()
            connections.close_all()

    other = Thread(target=erase_it)
    with transaction.atomic():
        second = kept("samal", at)
        other.start()
        assert begun.wait(30)
        assert not erased.wait(0.3)  # it waits for us
        assert default_storage.exists(path_of(second.digest))
    other.join(30)
    assert list(StoredFile.objects.filter(digest=second.digest)) == [second]
    assert content(second) == BYTES


def test_what_two_keep_at_once_lies_there_once_and_goes_with_the_last(at: datetime) -> None:
    both = at_once(lambda: kept("aigul", at), lambda: kept("samal", at))
    digest = hashlib.sha256(BYTES).hexdigest()
    folder = digest[:2]
    assert [one for one in default_storage.listdir(folder)[1] if one.startswith(digest)] == [digest]
    for one in both:
        assert content(one) == BYTES
        erase(actor=one.owner, at=at, stored=one)
    assert not default_storage.exists(path_of(digest))
