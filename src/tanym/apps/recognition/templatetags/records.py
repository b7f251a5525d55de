"""Template words about records: the address of a commission's page, for a case and for an appeal alike."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.views.record import page_name

register = template.Library()


@register.simple_tag
def page_of(record: Record, page: str, *args: Any) -> str:
    """The address of `page` of the commission that decides the record; `args` stand after its number."""
    return reverse(page_name(record, page), args=(record.public_id, *args))
