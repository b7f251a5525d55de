"""The marks of our papers, drawn by us: the sign, the band of ram's horns, the QR code."""

from __future__ import annotations

import io

import segno

PETROL, DEEP, GOLD = "#0a5569", "#0b3b49", "#f6bb35"

MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    f'<path d="M16 1h13a2 2 0 0 1 2 2v26a2 2 0 0 1-2 2H16Z" fill="{PETROL}"/>'
    f'<path d="M16 1.75H3A1.25 1.25 0 0 0 1.75 3v26A1.25 1.25 0 0 0 3 30.25h13" fill="none" stroke="{PETROL}"'
    ' stroke-width="1.5"/>'
    f'<path d="M13.9 26.5V12.4a4.6 4.6 0 0 0-9.2 0 2.9 2.9 0 0 0 5.8 0" fill="none" stroke="{PETROL}"'
    ' stroke-width="2.5"/>'
    '<path d="M18.1 26.5V12.4a4.6 4.6 0 0 1 9.2 0 2.9 2.9 0 0 1-5.8 0" fill="none" stroke="#ffffff"'
    ' stroke-width="2.5"/></svg>'
)

LIGHT_MARK = MARK.replace(PETROL, GOLD).replace(
    'fill="none" stroke="#ffffff"', f'fill="none" stroke="{DEEP}"'
)
"""The mark for dark ground."""

_HORN = (
    '<g fill="none" stroke="{colour}" stroke-width="2.6" stroke-linecap="square">'
    '<path d="M22 22V10a6.5 6.5 0 0 0-13 0a4 4 0 0 0 8 0"/><path d="M26 22V10a6.5 6.5 0 0 1 13 0a4 4 0 0 1-8 0"/></g>'
    '<path d="M0 18l4-4 4 4-4 4zm40 0l4-4 4 4-4 4z" fill="{colour}"/>'
)


def band(horns: int, colour: str) -> str:
    """A band of ram's horns (qoshqar müyiz) side by side, as SVG: 48 wide and 24 high for each."""
    drawn = "".join(
        f'<g transform="translate({48 * place} 0)">{_HORN.format(colour=colour)}</g>'
        for place in range(horns)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {48 * horns} 24">{drawn}</svg>'


def qr_code(address: str) -> str:
    """The QR code of an address as SVG, dark on white with a quiet border."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing,
        kind="svg",
        border=2,
        dark=DEEP,
        light="#ffffff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue().decode("utf-8")
