"""Which texts may be filled into a compiled document as they are, and how N-Quads write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

# A subset of what RFC 3987 allows, about which no two readers differ; everything else takes the general way.
_CHARACTER, _BYTE = r"[A-Za-z0-9\-._~:/?@!$&'()*+,;=]", r"%[0-9A-Fa-f]{2}"
_RUN = f"{_CHARACTER}*(?:{_BYTE}{_CHARACTER}*)*"
PLAIN_ADDRESS = re.compile(
    rf"(?:https?://[A-Za-z0-9.\-]+(?::[0-9]{{1,5}})?(?:[/?]{_RUN})?"
    rf"|(?!https?:)[A-Za-z][A-Za-z0-9+.\-]*:(?!//)(?:{_CHARACTER}|{_BYTE}){_RUN})"
    rf"(?:\#{_RUN})?"
).fullmatch

# Control characters other than tab, line feed and carriage return, and what is no character at all.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]").search
_ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"})


def escaped(text: str) -> str | None:
    """The text as it stands between the quotes of a literal (RDF 1.2 N-Quads, canonical form); None for a strange one."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return None if _STRANGE(text) else text.translate(_ESCAPES)


def all_escaped(texts: Sequence[str]) -> tuple[list[bytes], bool] | None:
    """As `escaped`, each as UTF-8, and whether all are as they were; None where one is strange."""
    whole = "".join(texts)
    if whole.isprintable() and '"' not in whole and "\\" not in whole:
        return "\n".join(texts).encode("utf-8").split(b"\n") if texts else [], True
    found = [escaped(text) for text in texts]
    if None in found:
        return None
    return [text.encode("utf-8") for text in found if text is not None], False


def taker(numbers: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What takes the texts of these numbers, in this order."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda texts: tuple([texts[number] for number in numbers])
