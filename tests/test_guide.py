"""The screens that the officer's guide shows are those that the program paints."""

from __future__ import annotations

import re

from tests.test_docs import ROOT, write_docs


def test_the_guide_shows_screens_as_they_are() -> None:
    kept = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    assert len(re.findall("<!-- screen: ", kept)) >= 4
    assert kept == write_docs().guide(), "docs/huong-dan.md is behind the screens: run `make docs`"
