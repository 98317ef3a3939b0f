"""The typeface that comes with the program, and the styles of a paper (Decree 30/2020/NĐ-CP, annex I)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from reception_tui.reports.plain import clean

FONTS = Path(__file__).parent.parent / "fonts"
REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    "LiberationSerif-Regular",
    "LiberationSerif-Bold",
    "LiberationSerif-Italic",
    "LiberationSerif-BoldItalic",
)
FACES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)
LEADING = 1.2
BODY_SIZE = 13
_UNKNOWN = "\N{WHITE SQUARE}"
_INDENT = 28.35


Align = Literal[0, 1, 2, 4]


@dataclass(frozen=True, slots=True)
class Look:
    """How a line of text looks."""

    size: float = BODY_SIZE
    face: str = REGULAR
    align: Align = TA_LEFT
    before: float = 0
    after: float = 0
    indent: float = 0
    hanging: float = 0
    inset: float = 0
    with_next: bool = False


BODY = Look(align=TA_JUSTIFY, after=6, indent=_INDENT)
CLOSE = Look(size=12, after=3)
STRONG = Look(face=BOLD, after=4)
SLANTED = Look(face=ITALIC, align=TA_JUSTIFY, after=6, indent=_INDENT)
CENTRED = Look(align=TA_CENTER, after=6)
NOTE = Look(size=11, face=ITALIC, after=4)
HEADING = Look(face=BOLD, before=6, after=4)
CLOSE_HEADING = Look(size=12, face=BOLD, before=4, after=3)
TITLE = Look(size=14, face=BOLD, align=TA_CENTER)
SUBTITLE = Look(face=BOLD, align=TA_CENTER)
FIELD = Look(align=TA_JUSTIFY, after=3)
UNDER_TITLE = Look(size=12, face=ITALIC, align=TA_CENTER)


@cache
def faces() -> tuple[TTFont, ...]:
    """Return the four faces, known to the PDF library from now on."""
    found = tuple(TTFont(name, str(FONTS / f"{name}.ttf")) for name in FACES)
    for font in found:
        registerFont(font)
    return found


def shown(text: str, face: str = REGULAR) -> str:
    """Return `text` as the face can show it: a letter that it lacks becomes an empty square."""
    known = faces()[FACES.index(face)].face.charToGlyph
    return "".join(one if one == "\n" or ord(one) in known else _UNKNOWN for one in clean(text))


def width_of(text: str, size: float, face: str = REGULAR) -> float:
    """Return how wide a line of text is, in points."""
    return stringWidth(shown(text, face), face, size)


def line(text: str, look: Look) -> Paragraph:
    """Return running text in that look."""
    return Paragraph(escape(shown(text, look.face)).replace("\n", "<br/>"), _style(look))


@cache
def _style(look: Look) -> ParagraphStyle:
    faces()
    return ParagraphStyle(
        name=repr(look),
        fontName=look.face,
        fontSize=look.size,
        leading=look.size * LEADING,
        alignment=look.align,
        spaceBefore=look.before,
        spaceAfter=look.after,
        firstLineIndent=look.indent - look.hanging,
        leftIndent=look.hanging + look.inset,
        rightIndent=look.inset,
        keepWithNext=look.with_next,
        splitLongWords=1,
    )
