"""The command `tanym`: offline verbs need the base distribution only; operating verbs are the platform's."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

OFFLINE = frozenset({"check", "verify", "packs", "--help", "--version"})
USAGE = 64


def main() -> None:
    """Run the verb that was asked for and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one command. No offline verb imports the framework or opens a database."""
    if not arguments or arguments[0] in OFFLINE:
        from tanym.cli.app import main as offline

        return offline(arguments)
    if find_spec("django") is None:
        sys.stderr.write(
            f"tanym: “{arguments[0]}” operates the platform, which is not installed. Install it with:\n"
            "  pip install 'tanym[platform]'\n"
        )
        return USAGE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanym.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tanym", *arguments])
    return 0
