"""How fast credentials are issued and verified, side by side with implementations of others, in one run.

    python -m bench.credentials [--rounds 5] [--seconds 0.4] [--only issue,verify,jwt,es256,sd-jwt,list,large-list,pdf] [--chart FOLDER]

Every contender does the same work on the same 1,024 badges (those in Node on 64 of them), in turn; figures are operations a CPU second of the
process that does the work. Peers that are not installed are named and left out; those in Node are found by
TANYM_INTEROP, a folder where the packages of tests/interop/package.json are installed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench import chart
from bench.large_lists import large_list_cases, sizes
from bench.lists_and_papers import list_cases, paper_cases
from bench.ours import (
    Desk,
    data_integrity_cases,
    desk,
    es256_cases,
    jwt_cases,
    limits,
    sd_jwt_cases,
)
from bench.peers import python_peers
from bench.peers_in_node import node_peers
from bench.timing import Measured, Timed, Work, here, interleave, machine, versions

PACKAGES = (
    "PyLD", "pyoxigraph", "openvc-core", "openbadgeslib", "PyJWT", "joserfc", "sd-jwt", "cryptography", "typst",
    "weasyprint", "isal",
)  # fmt: skip


def main() -> None:
    """Measure and print; with `--chart`, write the charts too."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.4)
    parser.add_argument("--only", default="issue,verify,jwt,es256,sd-jwt,list,large-list,pdf")
    parser.add_argument("--chart", type=Path)
    chosen = parser.parse_args()
    at = desk()
    _say(f"{machine()}; {versions(PACKAGES)}")
    _say(f"badge: {len(json.dumps(at.documents[0], separators=(',', ':'))):,} bytes, 12 outcomes")
    of_python, missing = python_peers(at)
    of_node, also_missing = node_peers(at)
    papers, not_there = paper_cases()
    for one in (*missing, *also_missing, *not_there):
        _say(f"left out: {one}")
    own = data_integrity_cases(at)
    tables: dict[str, dict[str, Work]] = {
        "issue": {**_limit("sign", at), **_of("issue:", own)},
        "verify": {**_limit("verify", at), **_of("verify:", own)},
        "jwt": jwt_cases(at),
        "es256": es256_cases(at),
        "sd-jwt": sd_jwt_cases(at),
        "list": list_cases(at),
        "large-list": large_list_cases(),
        "pdf": papers,
    }
    for kind in chosen.only.split(","):
        cases: dict[str, Timed] = {
            name: here(work) for name, work in {**tables[kind], **of_python.get(kind, {})}.items()
        }
        cases |= of_node.get(kind, {})
        found = interleave(cases, rounds=chosen.rounds, seconds=chosen.seconds)
        for title, part in _by_operation(kind, found).items():
            _table(title, part)
        if kind == "large-list":
            _say(sizes())
        if chosen.chart:
            _draw(chosen.chart, kind, found)


def _limit(what: str, at: Desk) -> dict[str, Work]:
    return {name: work for name, work in limits(at).items() if name.endswith(what)}


def _of(prefix: str, cases: dict[str, Work]) -> dict[str, Work]:
    return {name: work for name, work in cases.items() if name.startswith(prefix)}


def _by_operation(kind: str, found: dict[str, Measured]) -> dict[str, dict[str, Measured]]:
    """Issuing and verifying of tokens in tables of their own, measured in one run."""
    if kind not in ("jwt", "sd-jwt"):
        return {kind: found}
    parts: dict[str, dict[str, Measured]] = {}
    for name, one in found.items():
        parts.setdefault(name.split(":", 1)[0], {})[name] = one
    return parts


def _table(title: str, found: dict[str, Measured]) -> None:
    """Rates, the share of the limit, and how many times as often as each peer ours work, fastest first."""
    ordered = sorted(found.values(), key=lambda row: -row.rate)
    ours = [one for one in ordered if "Tanym" in one.name]
    limit = next((one for one in ordered if "limit" in one.name), None)
    ratios = ", ".join(one.name.split("Tanym, ", 1)[-1] for one in ours) if len(ours) > 1 else "ours"
    _say(
        f"\n{title}\n\n| | a CPU second | lowest to highest | of the limit | so many times as often: {ratios} |"
    )
    _say("|---|---|---|---|---|")
    for one in ordered:
        share = f"{one.against(limit):.3f}" if limit else ""
        is_peer = one not in ours and one is not limit and not one.name.startswith("list")
        times = ", ".join(f"{mine.against(one):.1f}" for mine in ours) if is_peer else ""
        name = one.name.split(": ", 1)[-1]
        _say(
            f"| {name} | {one.rate:,.0f} | {min(one.rates):,.0f} to {max(one.rates):,.0f} | {share} | {times} |"
        )


def _draw(folder: Path, kind: str, found: dict[str, Measured]) -> None:
    titles = {
        "issue": "Issuing a badge with an embedded proof",
        "verify": "Verifying a badge with an embedded proof",
    }
    if kind in titles:
        rows = [
            (one.name.split(": ", 1)[-1], one.rate, "Tanym" in one.name)
            for one in found.values()
            if not one.name.startswith(("limit", "read"))
        ]
        picture = chart.bars(titles[kind], "documents a CPU second, logarithmic", rows)
        (folder / f"speed-{kind}.svg").write_text(picture, encoding="utf-8")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
