"""Contexts that are written into a document: given an address of their own, so that the one strict reading stays as it is.

The verifier of the platform refuses them (credentials.md 7, di-041): the words of a stranger give a document its
meaning. Conformance suites of W3C ask a processor to understand them (VCDM 2.0, 4.3); only their profile does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tanym.core.credentials.contexts import Contexts
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue

_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`\x00-\x20]")


def named_contexts(document: Any, contexts: Contexts) -> tuple[Any, Contexts]:
    """The document with `urn:sha256:…` for each context written into it, and the contexts that know these addresses.

    The linked data of both is the same, so a signature over it is too; one over the text (JCS, tokens) is not.
    Raises `InvalidValue("credential.context-invalid")` for a written context that maps a word to what is no address, or
    that reaches beyond its words (`@base`, `@import`).
    """
    written: dict[str, Mapping[str, Any]] = {}
    named = _named(document, written)
    return named, Contexts({**contexts, **written}) if written else contexts


def _named(node: Any, written: dict[str, Mapping[str, Any]]) -> Any:
    if isinstance(node, list):
        return [_named(item, written) for item in node]
    if not isinstance(node, Mapping):
        return node
    return {
        name: _addresses(value, written) if name == "@context" else _named(value, written)
        for name, value in node.items()
    }


def _addresses(value: Any, written: dict[str, Mapping[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_addresses(item, written) if isinstance(item, Mapping) else item for item in value]
    if not isinstance(value, Mapping):
        return value
    while isinstance(value.get("@context"), Mapping):  # as a context lies at an address: in a map of its own
        value = value["@context"]
    _check(value)
    address = f"urn:sha256:{digest(value)}"
    written[address] = {"@context": dict(value)}
    return address


def _check(context: Mapping[str, Any]) -> None:
    for name, value in context.items():
        target = value.get("@id") if isinstance(value, Mapping) else value
        if name in ("@base", "@import") or (isinstance(target, str) and _NO_ADDRESS.search(target)):
            raise InvalidValue("credential.context-invalid", place=f"/@context/{name[:60]}")
