"""Where a link can be handed on in one tap: addresses that a browser asks for only when somebody taps."""

from __future__ import annotations

from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def messengers(address: str, words: str) -> list[tuple[str, str]]:
    """Names and addresses; the words before the link name nobody."""
    link, said = quote(address, safe=""), quote(words, safe="")
    subject = quote(words.rstrip(": "), safe="")
    return [
        ("Telegram", f"https://t.me/share/url?url={link}&text={said}"),
        ("WhatsApp", f"https://wa.me/?text={said}%20{link}"),
        (_("E-mail"), f"mailto:?subject={subject}&body={link}"),
    ]
