"""A document as PDF, laid out as Decree 30/2020/NĐ-CP asks of official papers. Needs the optional `papers`."""

from __future__ import annotations

from reception_tui.reports.pdf.page import render

__all__ = ["render"]
