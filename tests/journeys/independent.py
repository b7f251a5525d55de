"""An independent verifier, which shares no code with ours, asked about what a running Tanym issued."""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openvc import VerificationPolicy, verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_web import DidWebResolver
from openvc.resolvers import default_status_list_resolver

from tanym.adapters.contexts import bundled_contexts
from tanym.core.credentials.contexts import OB_V3


def independently_verified(credential: Path) -> Any:
    """What openvc says of the credential; raises its error where it refuses.

    A did:web of this machine stands for an https address; here it is fetched over plain http, as the development
    allow-list does.
    """
    extra = {OB_V3: dict(bundled_contexts()[OB_V3])}
    resolver = DidResolverRegistry([DidWebResolver(_document)])
    return verify_credential(
        json.loads(credential.read_text(encoding="utf-8")),
        policy=VerificationPolicy(now=datetime.now(UTC)),
        resolver=resolver,
        resolve_status_list=default_status_list_resolver(
            resolver=resolver, extra_contexts=extra, fetch=lambda url: json.dumps(_document(url))
        ),
        extra_contexts=extra,
    )


def _document(url: str) -> Any:
    with urllib.request.urlopen(url.replace("https://localhost", "http://localhost"), timeout=10) as answer:
        return json.loads(answer.read())
