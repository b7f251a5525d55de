"""The rows of the register of micro-qualifications: each with all its versions, as of any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.audit.models import Act
from tanym.apps.audit.queries import done
from tanym.apps.qualifications.models import MicroQualification, Suspension, Version
from tanym.apps.registers.columns import Column, Kind
from tanym.apps.registers.rows import Rows
from tanym.apps.registers.searching import forms
from tanym.apps.registers.sources import ChangeRow, Row
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.review import Recommendation
from tanym.core.registers.standing import Act as Change
from tanym.core.registers.standing import Status

SUBJECT = "qualifications.version:"
DECIDE = "qualifications.decide"
APPROVING = [str(one) for one in Recommendation if one.approves]
ACTS: Mapping[str, Change] = {
    "qualifications.approve": Change.ENTERED,
    DECIDE: Change.ENTERED,
    "qualifications.retire": Change.WITHDRAWN,
    "qualifications.suspend": Change.SUSPENDED,
    "qualifications.reinstate": Change.REINSTATED,
}
COLUMNS = (
    Column("version", Kind.NUMBER, "schema:version"),
    Column("version_since", Kind.DAY, "schema:legislationDateVersion"),
    Column("credits", Kind.NUMBER, "schema:numberOfCredits"),
    Column("languages", Kind.CODES, "schema:inLanguage", "word.language"),
    Column("teach_out_on", Kind.DAY),
    Column("digest", Kind.TEXT, "schema:sha256"),
)


class MicroQualificationRows:
    """Every micro-qualification that was ever published (implements `Source`)."""

    register = "micro-qualifications"
    columns = (
        "organisation",
        "sector",
        "credits",
        "level",
        "awarding_body",
        "languages",
        "version",
        "version_since",
        "teach_out_on",
        "digest",
    )

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """The micro-qualifications that hold all these words in any version, by code."""
        found = MicroQualification.objects.filter(versions__in=_published(known_on)).order_by("code")
        for word in forms(words):
            form = Q(code__icontains=words.strip())
            for one in word:
                form |= Q(versions__published_on__isnull=False, versions__search__contains=f" {one}")
            found = found.filter(form)
        keys = found.distinct().values_list("pk", flat=True).iterator(chunk_size=5000)
        return Rows(keys, lambda some: _read(some, on, known_on))

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One micro-qualification by its code. Raises `NotFound("register.entry-unknown")`."""
        found = MicroQualification.objects.filter(code=id, versions__in=_published(known_on)).first()
        if found is None:
            raise NotFound("register.entry-unknown")
        return next(iter(_read([found.pk], on, known_on)))

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """Versions published, suspended, reinstated, retired, in the order of the journal."""
        acts = done(ACTS)
        if id is not None:
            mine = Version.objects.filter(micro_qualification__code=id).values_list("public_id", flat=True)
            acts = acts.filter(subject__in=[f"{SUBJECT}{one}" for one in mine])
        made: list[ChangeRow] = []
        while len(made) < limit and (piece := list(acts.filter(number__gt=after)[:limit])):
            names = [act.subject.removeprefix(SUBJECT) for act in piece]
            known = {str(one.public_id): one for one in _published(None).filter(public_id__in=names)}
            pairs = ((act, known.get(act.subject.removeprefix(SUBJECT))) for act in piece)
            made += [_change(act, one) for act, one in pairs if one is not None and _published_by(act, one)]
            after = piece[-1].number
        return made[:limit]

    def newest(self) -> date | None:
        """The day of the last act."""
        last = done(ACTS).last()
        return timezone.localdate(last.at) if last else None


def _published(known_on: date | None):  # type: ignore[no-untyped-def]
    found = Version.objects.filter(published_on__isnull=False)
    if known_on is not None:
        found = found.filter(published_on__lte=known_on)
    return found.select_related("micro_qualification__owner")


def _read(keys: Sequence[int], on: date, known_on: date | None) -> Iterable[Row]:
    suspended = Prefetch("suspensions", Suspension.objects.order_by("since", "pk"))
    found: dict[int, list[Version]] = defaultdict(list)
    versions = _published(known_on).filter(micro_qualification__in=list(keys)).defer("content", "case")
    for one in versions.prefetch_related(suspended).order_by("number"):
        found[one.micro_qualification_id].append(one)
    return (_row(found[key], on, known_on) for key in keys)


def _row(versions: Sequence[Version], on: date, known_on: date | None) -> Row:
    """A micro-qualification with the version that was the latest on the day; before its first one it is not yet."""
    begun = [one for one in versions if one.published_on and one.published_on <= on]
    here = begun[-1] if begun else versions[0]
    of = here.micro_qualification
    return Row(
        id=of.code,
        titles=dict(here.titles),
        status=_status(here, on, known_on),
        since=versions[0].published_on,
        until=here.valid_until,
        address=f"/registers/micro-qualifications/{of.code}/",
        subject=f"{SUBJECT}{here.public_id}",
        cells={
            "organisation": of.owner.code,
            "awarding_body": here.awarding_body,
            "sector": here.sector,
            "level": here.level,
            "credits": _credits(here.credits),
            "languages": here.languages.split(),
            "version": here.number,
            "version_since": here.published_on,
            "teach_out_on": here.teach_out_on,
            "digest": here.digest,
        },
    )


def _credits(hundredths: int | None) -> float | int | None:
    if not hundredths:
        return None
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def _status(version: Version, on: date, known_on: date | None) -> Status:
    """How the version stood; what was decided after `known_on` was not known."""
    known = known_on or date.max
    if version.published_on is None or version.published_on > on:
        return Status.NOT_YET
    if version.retired_on and version.retired_on <= min(on, known):
        return Status.WITHDRAWN
    if version.valid_until and version.valid_until < on:
        return Status.EXPIRED
    halted = any(
        one.since <= min(on, known) and not (one.until and one.until <= min(on, known))
        for one in version.suspensions.all()  # `until` is the day of reinstatement
    )
    return Status.SUSPENDED if halted else Status.IN_FORCE


def is_public(act: Act) -> bool:
    """Whether an act on a version may be shown to everybody: it changed what stands in the register."""
    if act.action not in ACTS:
        return False
    found = _published(None).filter(public_id=act.subject.removeprefix(SUBJECT)).first()
    return found is not None and _published_by(act, found)


def _published_by(act: Act, version: Version) -> bool:
    """Whether the act changed what the public sees: not every decision approves, not every one of that day."""
    if ACTS[act.action] is not Change.ENTERED:
        return True
    if act.action == DECIDE and act.details.get("result") not in APPROVING:
        return False
    return version.published_on == timezone.localdate(act.at)


def _change(act: Act, version: Version) -> ChangeRow:
    kind = ACTS[act.action]
    if kind is Change.ENTERED and version.number > 1:
        kind = Change.AMENDED
    halted = None
    if kind is Change.SUSPENDED:
        day = timezone.localdate(act.at)
        halted = next((one for one in version.suspensions.all() if one.since <= day), None)
    number = {language: say("register.version", language, number=version.number) for language in LANGUAGES}
    return ChangeRow(
        number=act.number,
        at=act.at,
        id=version.micro_qualification.code,
        titles=dict(version.titles),
        act=kind,
        since=halted.since if halted else timezone.localdate(act.at),
        until=halted.until if halted else None,
        reason={"": halted.reason} if halted and halted.reason else number,
        address=f"/registers/micro-qualifications/{version.micro_qualification.code}/",
    )
