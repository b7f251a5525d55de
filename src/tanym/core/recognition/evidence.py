"""Evidence: what a claimant shows, and whether it is relevant, authentic, sufficient and current (VL-06)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue


class EvidenceKind(StrEnum):
    """What an item is."""

    SIGNED_CREDENTIAL = "signed-credential"
    CERTIFICATE = "certificate"  # without a digital signature
    TRANSCRIPT = "transcript"
    WORK_SAMPLE = "work-sample"
    EXPERIENCE = "experience"  # the claimant's own description of work or self-study
    REFERENCE = "reference"  # an employer's or another witness's confirmation
    OTHER = "other"


class Quality(StrEnum):
    """The four questions about an item (IBE catalogue; Cedefop guidelines)."""

    RELEVANT = "relevant"
    AUTHENTIC = "authentic"
    SUFFICIENT = "sufficient"
    CURRENT = "current"


class Rating(StrEnum):
    """The answer to one of them; an answer that is absent was not given yet."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item. `joint` work states the claimant's `own_share` (VL-07).

    `verification` is what the check of a signed credential said of each step; no item is refused because a check
    could not be made. Raises `InvalidValue("evidence.untitled")`.
    """

    id: str
    kind: EvidenceKind
    title: str
    issued_on: date | None = None
    issuer: str = ""
    file_digest: str = ""  # SHA-256 of the stored file
    joint: bool = False
    own_share: str = ""
    verification: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[Quality, Rating] = field(default_factory=dict)
    rating_reasons: Mapping[Quality, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise InvalidValue("evidence.untitled", evidence=self.id)

    @property
    def unrated(self) -> tuple[Quality, ...]:
        """The questions that nobody has answered; "no" and "partly" count as answered only with a reason."""
        return tuple(one for one in Quality if not self._answered(one))

    @property
    def lacks_own_share(self) -> bool:
        """Whether it is joint work that does not say which part is the claimant's."""
        return self.joint and not self.own_share.strip()

    def _answered(self, quality: Quality) -> bool:
        rating = self.ratings.get(quality)
        return rating is Rating.YES or (
            rating is not None and bool(self.rating_reasons.get(quality, "").strip())
        )
