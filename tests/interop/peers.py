"""Runs small scripts of ours in Node beside the packages that `make interop` installed (package.json here names them)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.conftest import missing
from tests.places import ROOT

SCRIPTS = Path(__file__).parent
INSTALLED = Path(os.environ.get("TANYM_INTEROP", ROOT / ".venv" / "interop"))


class Peers:
    """A folder inside the one in which the npm packages lie, so that scripts copied there find them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, script: str, question: Any, seconds: int = 60) -> Any:
        """What `script` (a name in tests/interop) answers to a question: JSON on its input, JSON on its output.

        Raises `AssertionError` with what it wrote to its error output where it failed.
        """
        shutil.copy(SCRIPTS / script, self._folder / script)
        done = subprocess.run(
            [str(shutil.which("node")), script],
            cwd=self._folder,
            input=json.dumps(question),
            capture_output=True,
            text=True,
            timeout=seconds,
        )
        assert done.returncode == 0, done.stderr[:1500] + done.stderr[-1500:]
        return json.loads(done.stdout)


@contextmanager
def installed_peers() -> Iterator[Peers]:
    """The peers; skips where Node is absent, and where only the packages are (which TANYM_REQUIRE_ALL forbids)."""
    if shutil.which("node") is None:
        pytest.skip("Node is missing: this test was not run")
    if not (INSTALLED / "node_modules").is_dir():
        missing("the folder of npm packages (make interop)")
    with TemporaryDirectory(dir=INSTALLED) as folder:
        yield Peers(Path(folder))
