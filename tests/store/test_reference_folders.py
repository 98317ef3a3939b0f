"""The office's own folder of reference files, laid over the one that came with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from reception_tui.domain.errors import FileUnreadable
from reception_tui.store.reference import build
from reception_tui.store.reference.files import FOLDERS, read_files, seed_folder
from tests.store.test_reference_files import FOLLOW_UP


def test_the_office_lays_its_own_files_over_ours(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "follow-up.toml").write_text(FOLLOW_UP.replace("15", "20"), encoding="utf-8")
    (tmp_path / "office" / "notes.txt").write_text("no", encoding="utf-8")
    found = read_files(tmp_path)
    assert build(found).office.recommendation_answer == 20
    assert found.keys() == read_files().keys()


def test_a_folder_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_files(tmp_path / "none")


def test_every_folder_of_the_seed_has_files(seed_files: dict[str, str]) -> None:
    assert seed_folder().is_dir()
    for folder in FOLDERS:
        assert any(name.startswith(f"{folder}/") for name in seed_files), folder
