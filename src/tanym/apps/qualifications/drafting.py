"""Writing a design document into a version: its canonical form, its digest, the columns that repeat it for search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import repeats
from tanym.apps.organisations.queries import organisations
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import subject_of
from tanym.apps.qualifications.words import word
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.design import Design, document, parse

WORD = re.compile(r"\w+(?:-\w+)*")


def canonical_document(written: Mapping[str, Any]) -> tuple[Design, dict[str, Any]]:
    """The design and its document without what is missing. Raises `InvalidDocument` with the place of each fault."""
    design = parse(written)
    return design, document(design)


def fill(version: Version, design: Design, content: dict[str, Any]) -> None:
    """Put a document into the version and repeat in columns what lists are searched and filtered by."""
    version.content = content
    version.digest = digest(content)
    version.titles = dict(design.titles)
    version.sector = (design.sector or "")[:40]
    version.level = design.level.nqf
    version.credits = design.credits
    version.languages = f" {' '.join(design.languages)} "[:60] if design.languages else ""
    version.participation = (design.participation or "")[:30]
    version.awarding_body = (design.bodies.awarding or "")[:60]
    version.counts_somewhere = any(target.agreement for target in design.stacking.targets)
    version.search = _search(version, design)


def locked(version: Version) -> Version:
    """The version as it is now, under lock."""
    return (
        Version.objects.select_for_update(of=("self",), no_key=True)
        .select_related("micro_qualification__owner", "micro_qualification__created_by")
        .get(pk=version.pk)
    )


def repeated(
    version: Version,
    *,
    actor: Person,
    act: str,
    revision: int | None,
    details: Mapping[str, Any] | None = None,
) -> bool:
    """Whether this is the same act sent twice (`details` of the journal tell one from another): nothing is left to do.

    Raises `Refused("changed-meanwhile")` for a revision that anything else has outdated. None stands for a caller that
    has shown nobody a page.
    """
    if revision is None or revision == version.revision:
        return False
    if repeats(subject_of(version), actor=actor, action=f"qualifications.{act}", details=details):
        return True
    raise Refused("changed-meanwhile")


def fingerprint(*sent: Mapping[str, Any]) -> str:
    """What tells what somebody typed from anything else that they might have typed; nothing can be read from it."""
    return digest([{name: list(given) for name, given in part.items()} for part in sent])[:20]


def _search(version: Version, design: Design) -> str:
    owner = version.micro_qualification.owner
    bodies = organisations().filter(
        code__in=[owner.code, version.awarding_body, design.bodies.delivering or ""]
    )
    texts = [
        design.code or "",
        *design.titles.values(),
        *design.summary.values(),
        *design.purpose.values(),
        *design.target_group.values(),
        *(text for outcome in design.outcomes for text in outcome.text.values()),
        *(word("sector", design.sector, language) for language in LANGUAGES if design.sector),
        *(name for body in bodies for name in body.names.values()),
    ]
    return " ".join(["", *(word_ for text in texts for word_ in WORD.findall(text.casefold()))])
