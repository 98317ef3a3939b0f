"""The one door: every format, and text with a sentence where a part is missing."""

from __future__ import annotations

import sys

import pytest

from reception_tui.reports.formats import MISSING_PART, Format, write
from reception_tui.reports.model import Document


@pytest.mark.parametrize(
    ("format_", "start"), [("text", b" "), ("pdf", b"%PDF"), ("docx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")]
)
def test_every_format_is_written_the_same_twice(paper: Document, format_: str, start: bytes) -> None:
    once, again = write(paper, format_), write(paper, format_)
    assert once == again
    assert once.data.startswith(start)
    assert (once.format, once.notice, once.sentence) == (format_, "", "")


@pytest.mark.parametrize(
    ("format_", "part", "modules"),
    [("pdf", "reportlab", "pdf"), ("docx", "docx", "word"), ("xlsx", "xlsxwriter", "sheet")],
)
def test_without_its_part_a_paper_comes_as_text(
    paper: Document, monkeypatch: pytest.MonkeyPatch, format_: str, part: str, modules: str
) -> None:
    ours = f"reception_tui.reports.{modules}"
    for name in list(sys.modules):
        if name == ours or name.startswith((f"{ours}.", f"{part}.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, part, None)
    written = write(paper, format_)
    assert written.data == write(paper, Format.TEXT).data
    assert (written.format, written.notice, written.part) == (Format.TEXT, MISSING_PART, part)
    assert part in written.sentence


def test_another_missing_module_is_no_missing_part(paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "reception_tui.reports.text", raising=False)
    monkeypatch.setitem(sys.modules, "reception_tui.reports.text", None)
    with pytest.raises(ModuleNotFoundError):
        write(paper, Format.TEXT)
