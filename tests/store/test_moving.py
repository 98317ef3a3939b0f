"""A register is moved from a file to a server and back whole: every row, the journal, the search, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.domain.errors import MoveDiffers, RegisterDamaged, RegisterExists, RegisterMoved
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import moving, search
from reception_tui.store.engine import shown_place, url_of
from reception_tui.store.moving import move
from reception_tui.store.register import Register, open_register
from tests.postgres import Server, why_not
from tests.tampering import unguarded

if TYPE_CHECKING:
    from tests.conftest import Act, Clock, Dump

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())
_OWN_TO_AN_ENGINE = ("search_index", "sqlite_sequence")


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The address of an empty database."""
    name = server.fresh()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def worked(act: Act, register: Register, path: Path) -> str:
    """The address of a file in which some work was done, also with figures of money and land."""
    act("log_visit", people=[{"name": "Nguyễn Văn Đường", "birth_year": 1958}], content="Hỏi về đất")
    act("register_petition", channel="post", petitioners=[{"name": "Đặng Thị Ước"}], content="Khiếu nại thu hồi đất")
    act("classify", petition="D-2026-1", kind="complaint", jurisdiction="ours")
    act("dispose", petition="D-2026-1", **{"as": "accept"})
    act("record_outcome", petition="D-2026-1", result="right", money_returned=1500000, land_returned=2.5)
    both = act("register_petition", channel="post", content="x").no
    act("split", petition=both, parts=[{"content": "a"}, {"content": "b"}])
    register.close()
    return url_of(path)


def rows_of(dump: Dump) -> dict[str, list[str]]:
    """Return the rows of every table as the other engine would show them."""
    return {
        name: sorted(str([_plain(value) for value in row]) for row in rows)
        for name, rows in dump.items()
        if not name.startswith(_OWN_TO_AN_ENGINE) and name not in ("search_row", "register_setting", "outcome_figure")
    }


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value.isoformat() if hasattr(value, "isoformat") else value


def test_there_and_back_every_row_is_the_same_and_work_goes_on(
    worked: str,
    empty: str,
    tmp_path: Path,
    dump_file: Callable[[str], Dump],
    reference: Reference,
    officer: Officer,
    clock: Clock,
    acts_of: Callable[[Desk], Act],
) -> None:
    before = dump_file(worked)
    there = move(worked, empty)
    assert there.rows > 50
    assert rows_of(dump_file(empty)) == rows_of(before)
    register = open_register(empty)
    desk = Desk(register, reference, officer, clock)
    assert check(desk) == []
    with register.reading() as work:
        found = search.find(work.connection, "dang thi uoc", 5, ("petition",))
        assert [row["no"] for row in found] == ["D-2026-0001"]
    assert acts_of(desk)("log_visit", people=[{"name": "Sau"}], content="sau khi chuyển").no == "LT-2026-0002"
    register.close()
    back = url_of(tmp_path / "back.db")
    assert move(empty, back).entry == there.entry + 1
    register = open_register(back)
    desk = Desk(register, reference, officer, clock)
    assert check(desk) == []
    with register.reading() as work:
        assert [row["no"] for row in search.find(work.connection, "chuyển", 5)] == ["LT-2026-0002"]
    assert acts_of(desk)("log_visit", head_count=1, content="x").no == "LT-2026-0003"
    register.close()
    assert sorted(file.name for file in tmp_path.iterdir() if "moving" in file.name) == []


def test_the_source_says_where_it_went_and_takes_no_more_acts(
    worked: str, empty: str, reference: Reference, officer: Officer, clock: Clock, acts_of: Callable[[Desk], Act]
) -> None:
    open_meanwhile = open_register(worked)
    move(worked, empty)
    with pytest.raises(RegisterMoved) as told:
        open_register(worked)
    assert told.value.values == {"path": shown_place(empty)}
    with pytest.raises(RegisterMoved):
        acts_of(Desk(open_meanwhile, reference, officer, clock))("log_visit", head_count=1, content="x")
    open_meanwhile.close()


def test_nothing_is_moved_over_another_register(worked: str, place: str, empty: str, tmp_path: Path) -> None:
    (tmp_path / "other.db").write_bytes(b"mine")
    with pytest.raises(RegisterExists):
        move(worked, url_of(tmp_path / "other.db"))
    move(worked, empty)
    with pytest.raises(RegisterExists):
        move(empty, empty.replace("?", "?application_name=x&"))


@pytest.mark.parametrize("to_file", [False, True])
def test_a_row_that_is_not_read_back_as_it_was_moves_nothing(
    worked: str, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_file: bool
) -> None:
    real = moving.write_rows

    def write(connection: Any, table: str, rows: list[dict[str, Any]]) -> None:
        spoilt = [row | {"content": "khác"} if table == "visit" else row for row in rows]
        real(connection, table, spoilt)

    monkeypatch.setattr(moving, "write_rows", write)
    target = url_of(tmp_path / "new.db") if to_file else empty
    with pytest.raises(MoveDiffers) as told:
        move(worked, target)
    assert told.value.values == {"table": "visit", "row": "1"}
    monkeypatch.undo()
    assert not (tmp_path / "new.db").exists()
    # The source is as it was, and the destination takes it now.
    assert move(worked, target).rows > 50


def test_a_register_whose_journal_does_not_hold_is_not_moved(worked: str, empty: str) -> None:
    engine = create_engine(worked)
    with engine.begin() as connection, unguarded(connection):
        connection.exec_driver_sql("UPDATE entry SET officer = 'ai' WHERE no = 2")
    engine.dispose()
    with pytest.raises(RegisterDamaged):
        move(worked, empty)
    open_register(worked).close()
