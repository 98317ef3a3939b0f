"""A document as a Word file with the look of the PDF. Needs the optional `papers`."""

from __future__ import annotations

from reception_tui.reports.word.paper import render

__all__ = ["render"]
