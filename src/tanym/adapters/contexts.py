"""Reads the JSON-LD contexts that a dependency ships; nothing is fetched and nothing of theirs lies in our repository."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tanym.core.credentials.contexts import OB_V3, VC_V2, Contexts
from tanym.core.kernel.errors import NotFound

FILES = {
    VC_V2: "credentials-v2.json",
    "https://w3id.org/security/data-integrity/v2": "security-data-integrity-v2.json",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-v3p0-context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-v3p0-context-3.0.2.json",
    OB_V3: "ob-v3p0-context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": "clr_context_2.0.1.json",
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
