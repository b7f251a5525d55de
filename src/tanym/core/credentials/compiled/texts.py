"""Which texts may be filled into a compiled document as they are, and how N-Quads write them."""

from __future__ import annotations

import re

# A subset of what RFC 3987 allows, about which no two readers differ; everything else takes the general way.
_CHARACTER = r"(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
PLAIN_ADDRESS = re.compile(
    r"(?:https?://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?(?:[/?]" + _CHARACTER + r"*)?"
    r"|(?!https?:)[A-Za-z][A-Za-z0-9+.\-]*:(?!//)" + _CHARACTER + r"+)"
    r"(?:\#" + _CHARACTER + r"*)?"
).fullmatch

# Control characters other than tab, line feed and carriage return, and what is no character at all.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]").search
_ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"})


def escaped(text: str) -> str | None:
    """The text as it stands between the quotes of a literal (RDF 1.2 N-Quads, canonical form); None for a strange one."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return None if _STRANGE(text) else text.translate(_ESCAPES)
