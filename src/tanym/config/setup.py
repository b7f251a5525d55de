"""Makes an installation ready: its folder, its secret, its translations, its tables. Safe to run again; loses nothing."""

from __future__ import annotations

import os
import secrets
import sys

from tanym.config import messages
from tanym.config.environment import HOME


def main() -> None:
    """Prepare `var/`, `var/tanym.env`, the compiled translations and the database."""
    folder = HOME / "var"
    folder.mkdir(mode=0o700, exist_ok=True)
    written = folder / "tanym.env"
    if not written.exists():
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(f"TANYM_SECRET_KEY={secrets.token_urlsafe(48)}\nTANYM_SAMPLE=true\n")
        sys.stdout.write("Wrote var/tanym.env with a new secret for this machine.\n")
    messages.compile_all([])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanym.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
