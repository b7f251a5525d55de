"""The bundle of a pack: the canonical form of its parsed files; its SHA-256 is the pack's version."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue

FORMAT = "tanym-pack/1"
_DATE, _DECIMAL = "$date", "$dec"
_LARGEST = 2**53 - 1
_DEEPEST = 40
"""Tables and lists within each other; a pack has seven."""


def bundle_bytes(files: Mapping[str, Mapping[str, Any]]) -> bytes:
    """RFC 8785 of `{format, files}`: dates as `{"$date"}`, decimals as `{"$dec"}`, texts in NFC.

    Raises `InvalidValue("bundle.type" | "bundle.key" | "bundle.number" | "bundle.deep")` for what a pack may not hold.
    """
    return canonical({"format": FORMAT, "files": packed(files)})


def bundle_digest(files: Mapping[str, Mapping[str, Any]]) -> str:
    """The pack's version: the SHA-256 of its bundle; comments and layout of the files do not count."""
    return sha256(bundle_bytes(files)).hexdigest()


def normal_form(files: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The files as their bundle gives them back: texts in NFC. Raises as `bundle_bytes`."""
    normal: dict[str, dict[str, Any]] = unpacked(packed(files))
    return normal


def read_bundle(data: bytes) -> dict[str, dict[str, Any]]:
    """The files that a bundle holds. Raises `InvalidValue("bundle.form")` where it is none in canonical form."""
    try:
        document = json.loads(data, parse_float=_no_float, parse_constant=_no_float)
        if (
            not isinstance(document, dict)
            or set(document) != {"format", "files"}
            or document["format"] != FORMAT
        ):
            raise InvalidValue("bundle.form")
        files = unpacked(document["files"])
        if not isinstance(files, dict) or not all(isinstance(one, dict) for one in files.values()):
            raise InvalidValue("bundle.form")
        if bundle_bytes(files) != data:
            raise InvalidValue("bundle.form")
    except (ValueError, TypeError, ArithmeticError, RecursionError) as wrong:
        raise InvalidValue("bundle.form") from wrong
    return files


def _no_float(text: str) -> Any:
    raise ValueError(text)


def packed(content: Any, within: int = 0) -> Any:
    """Content of a pack as JSON data: dates and decimals tagged, texts in NFC. Raises as `bundle_bytes`."""
    if within > _DEEPEST:
        raise InvalidValue("bundle.deep", most=_DEEPEST)
    if isinstance(content, bool):
        return content
    if isinstance(content, str):
        return unicodedata.normalize("NFC", content)
    if isinstance(content, int):
        if abs(content) > _LARGEST:
            raise InvalidValue("bundle.number", number=str(content)[:40])
        return content
    if isinstance(content, Decimal):
        return {_DECIMAL: _decimal_text(content)}
    if isinstance(content, date) and not isinstance(content, datetime):
        return {_DATE: content.isoformat()}
    if isinstance(content, list | tuple):
        return [packed(one, within + 1) for one in content]
    if isinstance(content, Mapping):
        return _packed_table(content, within + 1)
    raise InvalidValue("bundle.type", type=type(content).__name__)


def _packed_table(content: Mapping[Any, Any], within: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, one in content.items():
        name = unicodedata.normalize("NFC", key) if isinstance(key, str) else ""
        if not isinstance(key, str) or name.startswith("$") or name in result:
            raise InvalidValue("bundle.key", key=str(key)[:80])
        result[name] = packed(one, within)
    return result


def _decimal_text(number: Decimal) -> str:
    digits = number.as_tuple()
    if not isinstance(digits.exponent, int) or abs(digits.exponent) > 30 or len(digits.digits) > 30:
        raise InvalidValue("bundle.number", number=str(number)[:40])
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def unpacked(content: Any) -> Any:
    """The content that `packed` gave. Raises `ValueError` or `ArithmeticError` for a tag that holds nonsense."""
    if isinstance(content, dict):
        if set(content) == {_DATE}:
            return date.fromisoformat(content[_DATE])
        if set(content) == {_DECIMAL}:
            return Decimal(content[_DECIMAL])
        return {key: unpacked(one) for key, one in content.items()}
    if isinstance(content, list):
        return [unpacked(one) for one in content]
    return content
