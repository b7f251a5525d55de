"""Where the shared vectors and data lie, in one place; a test that needs them skips with a reason when they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TANYM_SHARED", ROOT.parent / "shared"))


def shared(path: str) -> Path:
    """The shared file or folder `path`; skips the test where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"shared data absent: {path} (set TANYM_SHARED to the folder that holds it)")
    return found
