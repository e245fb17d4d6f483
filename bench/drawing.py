"""Plain SVG, the same bytes from the same figures: text, lines, and marks that differ in shape."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

OURS, RIVAL, INK, FAINT = "#0072b2", "#d55e00", "#1a1a1a", "#d9d9d9"  # Okabe and Ito's blue, red
_FONT = "font-family='system-ui, Segoe UI, Helvetica, Arial, sans-serif'"


class Axis(NamedTuple):
    """Where figures from `low` to `high` lie between two columns of the picture."""

    left: float
    right: float
    low: float
    high: float

    def at(self, value: float) -> float:
        """Give the column of a value; beyond the ends it stays at the end.

        >>> Axis(100, 200, 0, 1).at(0.25)
        125.0
        """
        share = (value - self.low) / (self.high - self.low)
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)


def picture(width: int, height: int, title: str, marks: Iterable[str]) -> str:
    """Give the picture, on white also where the page is dark."""
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' "
        f"width='{width}' height='{height}' role='img' {_FONT} font-size='12'>"
    )
    ground = f"<rect width='{width}' height='{height}' fill='#ffffff'/>"
    return "\n".join((head, f"<title>{escape(title)}</title>", ground, *marks, "</svg>", ""))


def text(x: float, y: float, words: str, *, end: bool = False, look: str = "") -> str:
    """Give words that start (or end) at a column, on a line; `look` is further attributes.

    >>> text(1, 2, "a < b")
    "<text x='1' y='2' fill='#1a1a1a'>a &lt; b</text>"
    """
    anchor = " text-anchor='end'" if end else ""
    fill = "" if "fill=" in look else f" fill='{INK}'"
    return (
        f"<text x='{x}' y='{y}'{anchor}{fill}{' ' + look if look else ''}>{escape(words)}</text>"
    )


def line(
    x: float, y: float, to: tuple[float, float], colour: str = FAINT, width: float = 1
) -> str:
    """Give a straight line."""
    ends = f"x1='{x}' y1='{y}' x2='{to[0]}' y2='{to[1]}'"
    return f"<line {ends} stroke='{colour}' stroke-width='{width}'/>"


def dot(x: float, y: float) -> str:
    """Ours: a full circle."""
    return f"<circle cx='{x}' cy='{y}' r='4.5' fill='{OURS}'/>"


def diamond(x: float, y: float, *, full: bool = True) -> str:
    """A rival: a diamond; hollow, if it was not run beside ours."""
    shape = f"M{x} {y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
    fill = RIVAL if full else "none"
    return f"<path d='{shape}' fill='{fill}' stroke='{RIVAL}' stroke-width='1.5'/>"


def bar(x: float, y: float) -> str:
    """A bar that was set: an upright stroke."""
    return line(x, y - 7, (x, y + 7), INK, 2)
