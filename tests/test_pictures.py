"""The pictures of the README: there, small, and asking no other machine for anything."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))


def take_pictures() -> ModuleType:
    """Return tools/take_pictures.py."""
    spec = importlib.util.spec_from_file_location("take_pictures", ROOT / "tools" / "take_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pictures_are_those_that_the_script_takes_and_the_readme_shows() -> None:
    names = {path.stem for path in PICTURES}
    assert names == {way[0] for way in take_pictures().WAYS}
    shown = re.findall(r"docs/pictures/([\w-]+)\.svg", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(shown) == names


def test_a_picture_asks_no_other_machine_for_letters_and_tells_nothing_of_this_one() -> None:
    for path in PICTURES:
        text = path.read_text(encoding="utf-8")
        assert len(text) < 60_000
        assert re.findall(r"https?://(?!www\.w3\.org/)", text) == []
        assert "@font-face" not in text
        assert re.search(r"/(?:home|root|tmp|work)/", text) is None


def test_what_a_picture_is_cleaned_of() -> None:
    svg = '<svg><!-- made by --><style>@font-face { src: url("https://x.y/z") } .terminal-123-r1 { fill: red }</style>'
    assert take_pictures().clean(svg) == "<svg><style>.terminal-r1 { fill: red }</style>"
