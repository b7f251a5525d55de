"""Reads one case of the bad inputs on standard input, verifies it and prints the answer, as `tanym verify-case` does."""

from __future__ import annotations

from tanym.cli.verify_case import judged as verify
from tanym.cli.verify_case import verify_case

__all__ = ["verify"]

if __name__ == "__main__":
    verify_case()
