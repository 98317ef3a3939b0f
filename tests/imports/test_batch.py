"""A batch is one entry and one undo; stopped, it leaves nothing; it writes what single acts would have written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.importing.report import open_sheets, prepared_at, take_in, try_out
from reception_tui.desk.queries.day import period_figures
from reception_tui.desk.queries.exporting import Wanted, exported
from reception_tui.desk.queries.find import find
from reception_tui.desk.queries.forms import fill
from reception_tui.desk.queries.national import package, review
from reception_tui.domain.commands import RecordSubmission, Undo
from reception_tui.domain.errors import ChangedAfter, Stopped
from reception_tui.domain.kinds import Book, CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.windows import Window
from reception_tui.reports.exporting import FORMATS, write
from reception_tui.store.desk_key import marks_of
from reception_tui.store.reference.forms import form_book
from reception_tui.store.register import Register
from reception_tui.store.work import Work
from tests.conftest import Act, Dump

SOUGHT = ("tranh chap dat", "TC-2023-0019", "LT-2023-0005", "pham duc thien")
FILES = Path(__file__).parent / "files"


def take(desk: Desk, name: str, book: Book) -> int:
    report = take_in(desk, prepared_at(desk, open_sheets(FILES / name), book), name)
    assert report.entry is not None
    return report.entry


def _in_force(dump: Dump) -> dict[str, list[str]]:
    """Return what lists and search go by, whatever the ids of its rows are."""
    return {table: sorted(repr(tuple(row)[1:]) for row in dump[table]) for table in ("clock", "search_row")}


def test_everything_holds_after_a_batch(desk: Desk) -> None:
    take(desk, "02-comma-bom.csv", Book.VISITS)
    take(desk, "04-vni.csv", Book.PETITIONS)
    take(desk, "16-form-03.xlsx", Book.PETITIONS)
    assert check(desk) == []


def test_one_undo_takes_a_batch_back(desk: Desk) -> None:
    entry = take(desk, "04-vni.csv", Book.PETITIONS)
    execute(desk, Undo(entry=entry))
    with desk.register.reading() as work:
        assert work.rows("petition") == []
        assert len(work.every("petition")) == 3
    assert check(desk) == []
    take(desk, "04-vni.csv", Book.PETITIONS)


def test_stopped_half_way_nothing_is_there(desk: Desk, dump: Callable[[], Dump]) -> None:
    before = dump()
    prepared = prepared_at(desk, open_sheets(FILES / "02-comma-bom.csv"), Book.VISITS)
    with pytest.raises(Stopped):
        take_in(desk, prepared, "x", lambda *_: False)
    assert dump() == before


def digests(desk: Desk, name: str, book: Book) -> list[str]:
    return [row.digest for row in prepared_at(desk, open_sheets(FILES / name), book).rows]


def test_the_register_keeps_no_digest_by_which_a_guessed_row_could_be_tried(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessed = digests(desk, "04-vni.csv", Book.PETITIONS)
    take(desk, "04-vni.csv", Book.PETITIONS)
    raw = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert guessed
    assert not [one for one in guessed if one.encode() in raw]
    with desk.register.reading() as work:
        (batch,) = work.rows("import_batch")
        assert set(marks_of(guessed)) == set(batch["digests"].split())
        monkeypatch.setattr("reception_tui.store.desk_key._key", lambda _place: b"k" * 32)
        assert set(marks_of(guessed)).isdisjoint(batch["digests"].split())


@pytest.mark.parametrize("kept", [marks_of, list], ids=["marks", "digests of an earlier release"])
def test_a_sheet_that_comes_again_is_known_by_every_row(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kept: Callable[[Iterable[str]], list[str]]
) -> None:
    monkeypatch.setattr("reception_tui.desk.acts.imports.marks_of", kept)
    take(desk, "04-vni.csv", Book.PETITIONS)
    found = try_out(desk, prepared_at(desk, open_sheets(FILES / "04-vni.csv"), Book.PETITIONS))
    assert [one.why for one in found.doubles] == ["taken_before"] * 3


def test_on_another_machine_a_sheet_is_known_by_what_the_register_shows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, "04-vni.csv", Book.PETITIONS)
    monkeypatch.setattr("reception_tui.store.desk_key._key", lambda _place: b"k" * 32)
    found = try_out(desk, prepared_at(desk, open_sheets(FILES / "04-vni.csv"), Book.PETITIONS))
    # The third row is a denunciation.
    assert [one.why for one in found.doubles] == ["alike", "alike"]


def test_limits_and_search_are_those_of_single_acts(desk: Desk, act: Act) -> None:
    take(desk, "04-vni.csv", Book.PETITIONS)
    act(
        "register_petition",
        received_on="2023-01-03",
        channel="post",
        petitioners=[{"name": "Phạm Thị Dung", "address": "xã Tịnh Hòa"}],
        content="Khiếu nại quyết định thu hồi đất",
    )
    act("classify", petition="D-2023-0004", kind="complaint", on="2023-01-03")
    with desk.register.reading() as work:
        kept = ("key", "stage", "owner", "anchor", "due", "done", "live_from")
        first, last = (
            [{name: row[name] for name in kept} for row in work.every("clock", petition_id=one)] for one in (1, 4)
        )
        assert first == last
        found = {row["record_id"]: row for row in work.every("search_row", book="petition")}
        assert found[1]["folded"].replace("0001", "0004") == found[4]["folded"]


def test_a_denunciation_cannot_be_found_by_name(desk: Desk) -> None:
    take(desk, "04-vni.csv", Book.PETITIONS)
    with desk.register.reading() as work:
        words = " ".join(str(row["folded"]) for row in work.every("search_row"))
    assert "giang" not in words
    assert "tc 2023 0001" in words


@pytest.mark.parametrize("form", FORMATS)
def test_rows_out_are_rows_in(desk: Desk, path: Path, tmp_path: Path, form: str, act: Act) -> None:
    act("log_visit", at="2026-11-02T08:10", people=[{"name": "=1+1"}, {"name": "Lê Ất", "representative": True}],
        content="-Dòng một\nDòng hai; có “ngoặc\"", result="explained", matter="new")  # fmt: skip
    take(desk, "04-vni.csv", Book.PETITIONS)
    for book in (Book.VISITS, Book.PETITIONS):
        with desk.register.reading() as work:
            found = exported(work, desk.reference, Wanted(book, date(2020, 1, 1), date(2030, 1, 1)))
        sheet = tmp_path / f"{book.value}.{form}"
        sheet.write_bytes(write(found, form, date(2026, 11, 23)))
        prepared = prepared_at(desk, open_sheets(sheet), book)
        assert prepared.rejected == ()
        assert len(prepared.rows) == len(found.rows)
        for row, exported_row in zip(prepared.rows, found.rows, strict=True):
            assert row.number == exported_row["number"]
            assert getattr(row.commands[0], "content") == exported_row["content"]  # noqa: B009
    assert "Giang" not in str(found.rows)
    assert found.rows[2]["content"] == "TC-2023-0001"


def test_the_national_export_is_reviewed_and_written_down(desk: Desk) -> None:
    take(desk, "02-comma-bom.csv", Book.VISITS)
    take(desk, "04-vni.csv", Book.PETITIONS)
    first, last = date(2023, 1, 1), date(2023, 12, 31)
    with desk.register.reading() as work:
        found = review(work, desk.reference, first, last)
    assert [one.no for one in found if one.lacks] == []
    assert "Đỗ Thị Giang" not in package(found, first, last, date(2026, 11, 23)).decode()
    numbers = tuple(one.no for one in found)
    execute(desk, RecordSubmission(first=first, last=last, file="a.json", digest="0", records=numbers))
    with desk.register.reading() as work:
        assert all(one.sent for one in review(work, desk.reference, first, last))


def forms(work: Work, desk: Desk) -> list[tuple[str, str, str, int | None]]:
    """Return every cell of every statistical form over 2023 and two of its quarters, of every circular."""
    book = form_book({}, desk.reference.fields)
    found = []
    for name in ("2023", "2023-Q2", "2023-Q4"):
        window = read_period(name)
        for form in book.forms:
            cells = fill(work, desk.reference, book, form, window, CountRule.PER_PARTY).values
            found += [(name, form.code, no, value) for no, value in cells.items()]
    return found


def test_figures_of_2023_come_out_the_same(tmp_path: Path, desk: Desk, year_2023: Register) -> None:
    window = Window(date(2023, 1, 1), date(2023, 12, 31))
    with year_2023.reading() as work:
        wanted = period_figures(work, window, CountRule.PER_PARTY)
        sheets = {
            book: write(exported(work, desk.reference, Wanted(book, window.first, window.last)), "csv", window.last)
            for book in (Book.SESSIONS, Book.VISITS, Book.PETITIONS, Book.FEEDBACK)
        }
        wanted_forms = forms(work, desk)
        hits = {text: find(work, desk.reference, text, 500, window.last) for text in SOUGHT}
    for book, data in sheets.items():
        sheet = tmp_path / f"{book.value}.csv"
        sheet.write_bytes(data)
        report = take_in(desk, prepared_at(desk, open_sheets(sheet), book), sheet.name)
        assert report.rejected == ()
    with desk.register.reading() as work:
        assert period_figures(work, window, CountRule.PER_PARTY) == wanted
        assert forms(work, desk) == wanted_forms
        assert sum(value or 0 for _, _, _, value in wanted_forms) > 10_000
    with desk.register.reading() as work:
        for text, wanted_hits in hits.items():
            found = find(work, desk.reference, text, 500, window.last)
            assert {(one.book, one.no, one.title) for one in found} == {
                (one.book, one.no, one.title) for one in wanted_hits
            }
    assert check(desk) == []


@pytest.mark.parametrize("name", ["02-comma-bom.csv", "04-vni.csv", "16-form-03.xlsx"])
def test_what_was_taken_back_is_done_again_and_taken_back_once_more(
    desk: Desk, dump: Callable[[], Dump], name: str
) -> None:
    book = Book.VISITS if name == "02-comma-bom.csv" else Book.PETITIONS
    entry = take(desk, name, book)
    taken = _in_force(dump())
    undone = execute(desk, Undo(entry=entry)).entry
    away = _in_force(dump())
    again = execute(desk, Undo(entry=undone)).entry
    assert check(desk) == []
    assert _in_force(dump()) == taken
    execute(desk, Undo(entry=again))
    assert check(desk) == []
    assert _in_force(dump()) == away


def test_a_batch_is_not_done_again_over_a_record_that_was_used_meanwhile(desk: Desk, act: Act) -> None:
    undone = execute(desk, Undo(entry=take(desk, "02-comma-bom.csv", Book.VISITS))).entry
    again = execute(desk, Undo(entry=undone)).entry
    act("correct", visit="LT-2023-0001", set={"note": "gọi lại"}, why="thiếu")
    with pytest.raises(ChangedAfter):
        execute(desk, Undo(entry=again))
