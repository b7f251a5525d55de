"""Django's own questions about an installation in use are answered by our settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT


def test_an_installation_in_use_has_no_open_question(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
        "TANYM_ADDRESS": "https://tanym.example",
        "TANYM_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "TANYM_SAMPLE": "false",
        "TANYM_BEHIND_PROXY": "true",
        "TANYM_VAR": str(tmp_path),
        "DATABASE_URL": "",
    }
    answer = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
