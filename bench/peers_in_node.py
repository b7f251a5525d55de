"""The same work done by implementations of others in Node, in one process that takes its turn with this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.ours import CONTEXTS, OPEN, Desk, claims
from bench.timing import Timed

SCRIPT = Path(__file__).with_name("peers.mjs")
FOLDER = "TANYM_INTEROP"
"""The folder in which the packages of tests/interop/package.json are installed."""

NODE = {
    "issue": ("issue", "issue: @digitalbazaar/vc (Node)"),
    "verify": ("verify", "verify: @digitalbazaar/vc (Node)"),
    "sd-jwt issue": ("sd-jwt", "SD-JWT issue: @sd-jwt/sd-jwt-vc (Node)"),
    "sd-jwt verify": ("sd-jwt", "SD-JWT verify: @sd-jwt/sd-jwt-vc (Node)"),
}


def node_peers(at: Desk) -> tuple[dict[str, dict[str, Timed]], list[str]]:
    """Implementations in Node, in one process that takes its turn with this one."""
    folder = Path(os.environ.get(FOLDER, ""))
    if not os.environ.get(FOLDER) or not (folder / "node_modules").is_dir():
        return {}, [f"Node: {FOLDER} names no folder with the packages of tests/interop installed"]
    try:
        process = subprocess.Popen(  # noqa: S603  # our own script
            ["node", "--input-type=module", "-e", SCRIPT.read_text()],  # noqa: S607
            cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    except FileNotFoundError:
        return {}, ["Node: it is not installed"]
    shown = claims(at.documents[0])
    given = {
        "contexts": {url: CONTEXTS[url] for url in CONTEXTS},
        "credentials": list(at.documents[:64]),
        "claims": shown,
        "concealed": [name for name in shown if name not in OPEN],
    }
    there = _asked(process, given)
    cases: dict[str, dict[str, Timed]] = {}
    for name in there:
        kind, title = NODE[name]
        cases.setdefault(kind, {})[title] = _node_case(process, name)
    return cases, []


def _node_case(process: subprocess.Popen[str], name: str) -> Timed:
    def timed(seconds: float) -> tuple[int, float]:
        answer = _asked(process, {"name": name, "seconds": seconds})
        return answer["times"], answer["cpu"]

    return timed


def _asked(process: subprocess.Popen[str], question: object) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        sys.exit("Node ended without an answer")
    return json.loads(line)
