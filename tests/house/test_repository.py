"""What must never stand in the repository."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.places import ROOT

REGISTRY = re.compile(r"(index-url|registry)\s*[=:]\s*[\"']?https?:|https://\S+\.(whl|tgz|tar\.gz)")


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: nothing to list")
    return listed.stdout.splitlines()


def test_no_path_of_a_machine_and_no_address_of_a_registry() -> None:
    for name in _tracked():
        path = ROOT / name
        if path.suffix in {".png", ".ico"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert str(ROOT) not in text, f"{name} names a path of this machine"
        if name != "tests/house/test_repository.py":
            assert not REGISTRY.search(text), f"{name} names a registry's address"


def test_no_large_file() -> None:
    for name in _tracked():
        path = ROOT / name
        assert not path.is_file() or path.stat().st_size < 1_000_000, f"{name}: is it ours, and needed?"
