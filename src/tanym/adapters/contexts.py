"""Reads the JSON-LD contexts that a dependency ships or an operator brought; nothing is fetched, none is in our repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tanym.core.credentials.contexts import CLR_V2, OB_V3, VC_V1, VC_V2, Contexts
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError

INDEX = "index.json"
PUBLISHED = {VC_V1: "b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247"}
"""Digests of contexts that never change. The one of European Digital Credentials is published anew with each version
of the model: its digest is noted when it comes."""

FILES = {
    VC_V2: "credentials-v2.json",
    "https://w3id.org/security/data-integrity/v2": "security-data-integrity-v2.json",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-v3p0-context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-v3p0-context-3.0.2.json",
    OB_V3: "ob-v3p0-context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
    CLR_V2: "clr_context_2.0.1.json",
}


@cache
def bundled_contexts() -> Contexts:
    """The contexts in the openbadgeslib wheel, each compared with its pin.

    Raises `NotFound("credential.context-not-installed")` where the wheel lacks one and
    `InvalidValue("credential.context-changed")` where one differs from what was published.
    """
    package = find_spec("openbadgeslib")
    if package is None or package.origin is None:
        raise NotFound("credential.context-not-installed", context="openbadgeslib")
    folder = Path(package.origin).parent / "ob3" / "contexts"
    documents = {}
    for url, name in FILES.items():
        path = folder / name
        if not path.is_file():
            raise NotFound("credential.context-not-installed", context=url)
        documents[url] = json.loads(path.read_bytes())
    return Contexts(documents)


def installed_contexts(folder: Path) -> Contexts:
    """The bundled contexts and those that this installation was given (`tanym import contexts`), each as it came.

    Raises `InvalidValue("credential.context-changed")` where a file differs from the digest noted when it came.
    """
    index = folder / INDEX
    changed = index.stat().st_mtime_ns if index.is_file() else 0
    return _installed(folder, changed)


@lru_cache(maxsize=4)
def _installed(folder: Path, changed: int) -> Contexts:
    """`changed` is part of the key only: after an import the folder is read anew."""
    documents: dict[str, Mapping[str, Any]] = dict(bundled_contexts())
    for url, noted in _index(folder).items():
        document = _document(folder / noted["file"])
        if digest(document) != noted["digest"]:
            raise InvalidValue("credential.context-changed", context=url)
        documents[url] = document
    return Contexts(documents)


def install_contexts(found: Path, into: Path, address: str = "") -> dict[str, str]:
    """Takes official contexts into the folder of an installation; their digests (RFC 8785, SHA-256) by address.

    `found` is one file with its `address`, or a folder with an `index.json` that names the file of each address
    (`{address: {"file": …}}`). Contexts that come with the platform, and those that are there already, are passed over.
    Raises `NotFound("credential.file-missing")`, `InvalidValue`: `credential.context-unreadable`,
    `credential.context-changed` (another content than the one noted or published under that address).
    """
    wanted = {address: found} if address else _listed(found)
    index, taken = _index(into), {}
    documents: dict[str, Mapping[str, Any]] = {}
    for url, path in wanted.items():
        if url in FILES:
            continue
        documents[url] = _document(path)
        made = digest(documents[url])
        if made != index.get(url, {"digest": made})["digest"] or made != PUBLISHED.get(url, made):
            raise InvalidValue("credential.context-changed", context=url)
        taken[url] = made
    Contexts(documents)
    into.mkdir(parents=True, exist_ok=True)
    for url, document in documents.items():
        name = f"{taken[url]}.json"
        (into / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        index[url] = {"file": name, "digest": taken[url]}
    draft = into / f".{INDEX}.draft"
    draft.write_text(json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(into / INDEX)
    return taken


def _listed(folder: Path) -> dict[str, Path]:
    index = _document(folder / INDEX)
    try:
        return {url: folder / Path(one["file"]).name for url, one in index.items()}
    except (KeyError, TypeError, AttributeError):
        raise InvalidValue("credential.context-unreadable", file=INDEX) from None


def _index(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / INDEX
    return dict(_document(path)) if path.is_file() else {}


def _document(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise NotFound("credential.file-missing", file=path.name)
    try:
        return parse_object(path.read_bytes())
    except TanymError as error:
        raise InvalidValue("credential.context-unreadable", file=path.name) from error
