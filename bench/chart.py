"""Bars as SVG: readable without colours, with a title and a description, light and dark; the table stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

WIDTH, BAR, GAP, LEFT, RIGHT, TOP = 760, 22, 10, 300, 90, 46


def bars(title: str, unit: str, rows: Sequence[tuple[str, float, bool]]) -> str:
    """One bar a row (name, value, whether it is ours), longest first, on a logarithmic scale from 1."""
    from math import log10

    ordered = sorted(rows, key=lambda row: -row[1])
    most = log10(max(max(value for _, value, _ in ordered), 10))
    height = TOP + len(ordered) * (BAR + GAP) + 30
    said = "; ".join(f"{name}: {value:,.0f}" for name, value, _ in ordered)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(said)}</desc>',
        "<style>text{font:14px sans-serif;fill:#1d2733}.u{font-size:12px}.ours{fill:#0b5c66}.other{fill:#9aa5b1}"
        ".line{stroke:#c5ccd3}@media(prefers-color-scheme:dark){text{fill:#e8edf2}.ours{fill:#63c3cf}"
        ".other{fill:#6b7682}.line{stroke:#3b4754}}</style>",
        f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>',
        f'<text class="u" x="8" y="38">{escape(unit)}</text>',
    ]
    wide = WIDTH - LEFT - RIGHT
    for power in range(int(most) + 1):
        x = LEFT + wide * power / most
        parts.append(
            f'<line class="line" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP}" y2="{height - 24}"/>'
            f'<text class="u" x="{x:.0f}" y="{height - 8}" text-anchor="middle">{10**power:,}</text>'
        )
    for place, (name, value, ours) in enumerate(ordered):
        y = TOP + place * (BAR + GAP)
        length = max(2.0, wide * log10(max(value, 1)) / most)
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end"{" font-weight=" + chr(34) + "bold" + chr(34) if ours else ""}>'
            f"{escape(name)}</text>"
            f'<rect class="{"ours" if ours else "other"}" x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR}"/>'
            f'<text x="{LEFT + length + 6:.0f}" y="{y + 16}">{value:,.0f}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"
