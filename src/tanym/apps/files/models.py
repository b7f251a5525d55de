"""Tables of stored files."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file that somebody gave, kept sealed under its digest; its name is shown to those who may read it.

    `scan` says what the virus scanner of this installation said of it at `scanned_at`: not-scanned, clean, infected
    (`scan_found` is its name of what it found). An infected file is opened by nobody.

    Personal data: whatever the file says and its name; from its owner, as evidence in a case; erased with the case.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    scan = models.CharField(max_length=12, default="not-scanned")
    scan_found = models.CharField(max_length=100, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["digest"], name="stored_file_digest")]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"files.file:{self.public_id}"
