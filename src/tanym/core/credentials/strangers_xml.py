"""Reads XML from strangers: no document type, no entity, nothing fetched."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from tanym.core.kernel.errors import InvalidValue

MAX_MARKS = 200_000
"""Tags, comments and attributes in one text: each takes a hundred times the memory that it takes in the file."""


def parse_xml(data: bytes, malformed: str, plain_doctype: re.Pattern[str] | None = None) -> Any:
    """The root element of one XML text in UTF-8.

    A document type is taken out unread where it is `plain_doctype` and refused otherwise. Raises `InvalidValue` with
    `credential.xml-doctype-not-allowed`, `credential.input-array-too-long`, or with the code `malformed`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValue(malformed) from None
    if plain_doctype is not None:
        text = plain_doctype.sub("", text, count=1)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise InvalidValue("credential.xml-doctype-not-allowed")
    marks = text.count("<") + text.count("=")
    if marks > MAX_MARKS:
        raise InvalidValue("credential.input-array-too-long", limit=MAX_MARKS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise InvalidValue(malformed) from None
