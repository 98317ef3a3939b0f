"""Copies: whole while desks work, refused when they are not, and nothing is lost on the way back."""

from __future__ import annotations

import sqlite3
import stat
import sys
import threading
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reception_tui.domain.errors import BackupBroken, FileExists, FileUnreadable, NotARegister, RegisterError
from reception_tui.domain.kinds import Book
from reception_tui.store import journal, journal_rows, light
from reception_tui.store.backup import back_up, restore, verify_file
from reception_tui.store.engine import url_of
from reception_tui.store.integrity import faults
from reception_tui.store.numbers import next_number
from reception_tui.store.register import Register, open_register

if TYPE_CHECKING:
    from tests.conftest import Act

pytestmark = pytest.mark.file_only


@pytest.fixture
def filled(act: Act, register: Register) -> Register:
    """A register with a few visits."""
    for i in range(5):
        act("log_visit", people=[{"name": f"Người {i}"}], content="Hỏi về đất")
    return register


def visits(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM visit").fetchone()[0])


def test_a_copy_holds_everything_and_verifies(filled: Register, tmp_path: Path) -> None:
    copy = back_up(filled.engine, tmp_path / "kept" / "copy.db")
    verify_file(copy)
    opened = open_register(url_of(copy))
    with opened.reading() as work:
        assert len(work.rows("visit")) == 5
        assert list(journal.verify(work.connection)) == []
        assert list(journal_rows.verify_rows(work.connection)) == []
        assert list(faults(work.connection)) == []
    opened.close()


def test_a_copy_is_one_file_that_needs_no_other(filled: Register, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    back_up(filled.engine, folder / "copy.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other file rights")
def test_only_its_owner_reads_a_copy(filled: Register, tmp_path: Path) -> None:
    copy = back_up(filled.engine, tmp_path / "copy.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_copy_is_never_written_over_another_file(filled: Register, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious", encoding="utf-8")
    with pytest.raises(FileExists) as refused:
        back_up(filled.engine, target)
    assert refused.value.field == "dest"
    assert target.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("name", ["bản sao.db", "100%.db", "a#b.db", "a'b.db"])
def test_a_copy_may_have_any_name(filled: Register, tmp_path: Path, name: str) -> None:
    copy = back_up(filled.engine, tmp_path / name)
    restore(copy, url_of(tmp_path / f"lại {name}"))
    assert visits(tmp_path / f"lại {name}") == 5


def test_what_an_earlier_attempt_left_is_no_hindrance(filled: Register, tmp_path: Path) -> None:
    (tmp_path / "copy.db.partial").write_text("half", encoding="utf-8")
    back_up(filled.engine, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.partial").exists()


def test_a_copy_taken_while_another_desk_writes_is_whole(filled: Register, path: Path, tmp_path: Path) -> None:
    other = open_register(url_of(path))
    stop = threading.Event()
    written = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with other.writing() as work:
                no = next_number(work.connection, Book.MATTERS, 2026)
                work.insert("matter", no=no, opened_on=date(2026, 11, 23))
            written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(20)
        for i in range(5):
            copy = back_up(filled.engine, tmp_path / f"copy{i}.db")
            with closing(sqlite3.connect(copy)) as connection:
                (last,) = connection.execute("SELECT last FROM book_number WHERE book = 'matters'").fetchone()
                (rows,) = connection.execute("SELECT count(*) FROM matter").fetchone()
            assert last == rows
    finally:
        stop.set()
        writer.join(20)
        other.close()


# --- what is no whole copy


@pytest.fixture
def copy(filled: Register, tmp_path: Path) -> Path:
    return back_up(filled.engine, tmp_path / "copy.db")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_copy_is_refused(copy: Path, share: float) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupBroken):
        verify_file(copy)


@pytest.mark.parametrize("page", [1, 2, 5, 20])
def test_a_copy_with_a_damaged_page_is_refused(copy: Path, page: int) -> None:
    content = bytearray(copy.read_bytes())
    content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    copy.write_bytes(bytes(content))
    with pytest.raises(BackupBroken):
        verify_file(copy)


@settings(max_examples=25)
@given(place=st.integers(0, 99), length=st.integers(1, 64))
def test_damage_to_the_head_of_a_copy_is_never_a_crash(copy: Path, place: int, length: int) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[:place] + b"\xa5" * length + whole[place + length :])
    try:
        verify_file(copy)
    except RegisterError:
        pass
    finally:
        copy.write_bytes(whole)


def test_a_copy_whose_rows_refer_to_nothing_is_refused(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DELETE FROM person")
        connection.commit()
    with pytest.raises(BackupBroken):
        verify_file(copy)


def test_a_database_of_another_program_is_no_copy(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE note (text TEXT)")
        connection.commit()
    with pytest.raises(NotARegister):
        verify_file(other)


def test_a_file_that_is_no_database_is_no_copy(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("hello" * 1000, encoding="utf-8")
    with pytest.raises(BackupBroken):
        verify_file(other)


@pytest.mark.parametrize("name", ["none.db", "."])
def test_what_is_no_file_is_unreadable(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnreadable):
        verify_file(tmp_path / name)


def test_words_altered_in_a_copy_are_found_once_it_is_restored(copy: Path, path: Path, filled: Register) -> None:
    filled.close()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE person SET name = 'Ai khác' WHERE id = 1")
        connection.commit()
    restore(copy, url_of(path))
    opened = open_register(url_of(path))
    with opened.reading() as work:
        assert [fault.code for fault in journal_rows.verify_rows(work.connection)] == ["row_changed"]
    opened.close()


# --- the way back


def test_a_restored_register_is_that_of_the_copy_and_the_old_one_is_kept(
    filled: Register, path: Path, tmp_path: Path, act: Act
) -> None:
    copy = back_up(filled.engine, tmp_path / "copy.db")
    act("log_visit", people=[{"name": "Sau bản sao"}], content="x")
    filled.close()
    aside = restore(copy, url_of(path))
    assert aside is not None
    assert aside.parent == path.parent
    assert (visits(path), visits(aside), visits(copy)) == (5, 6, 5)
    again = restore(aside, url_of(path))
    assert again is not None
    assert again != aside
    assert (visits(path), visits(again)) == (6, 5)


def test_what_only_the_log_beside_the_old_register_holds_is_kept_with_it(
    filled: Register, path: Path, tmp_path: Path, act: Act
) -> None:
    copy = back_up(filled.engine, tmp_path / "copy.db")
    act("log_visit", people=[{"name": "Chưa vào tệp chính"}], content="x")
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    aside = restore(copy, url_of(path))
    assert aside is not None
    filled.close()
    assert (visits(path), visits(aside)) == (5, 6)
    assert not path.with_name(path.name + "-wal").exists()


def test_a_register_is_restored_where_there_was_none(filled: Register, tmp_path: Path) -> None:
    copy = back_up(filled.engine, tmp_path / "copy.db")
    place = tmp_path / "new" / "place.db"
    assert restore(copy, url_of(place)) is None
    assert visits(place) == 5
    assert [file.name for file in place.parent.iterdir()] == ["place.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other file rights")
def test_only_its_owner_reads_a_restored_register(copy: Path, tmp_path: Path) -> None:
    copy.chmod(0o644)
    restore(copy, url_of(tmp_path / "place.db"))
    assert stat.S_IMODE((tmp_path / "place.db").stat().st_mode) == 0o600


def test_a_broken_copy_is_never_put_in_the_place_of_a_register(copy: Path, path: Path, filled: Register) -> None:
    filled.close()
    before = path.read_bytes()
    copy.write_bytes(copy.read_bytes()[:8192])
    with pytest.raises(BackupBroken):
        restore(copy, url_of(path))
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*before-restore*"))


def test_a_file_is_not_restored_onto_a_server(copy: Path) -> None:
    with pytest.raises(NotARegister):
        restore(copy, "postgresql+psycopg://host/db")


# --- the advisers' short way to the reference files


def test_the_reference_files_are_read_without_the_tables(path: Path, seed_files: dict[str, str]) -> None:
    assert light.reference_texts(path) == seed_files


def test_the_short_way_refuses_what_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as missing:
        light.reference_texts(tmp_path / "none.db")
    assert missing.value.code == "register_missing"
    (tmp_path / "other.db").write_text("hello" * 1000, encoding="utf-8")
    with pytest.raises(NotARegister):
        light.reference_texts(tmp_path / "other.db")
