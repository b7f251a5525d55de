"""Files from strangers: pictures with badges, PDF with attachments, XML of learning records, seals, documents to convert."""

from __future__ import annotations

import json

from tests.core.credentials.cast import issued

BADGE = issued()
TEXT = json.dumps(BADGE, ensure_ascii=False).encode()
