"""Two desks at one record: what the plain desk read before somebody changed it is looked at again, not written over."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from reception_tui.cli.plain.desk import Sitting, _obey
from reception_tui.desk.door import Desk
from reception_tui.store.register import open_register
from tests.conftest import EVERY_ROLE, Act

NO = "D-2026-0001"
PETITION = {"petitioners": [{"name": "Trần Văn An"}], "content": "Khiếu nại thu hồi đất", "received_on": "2026-11-02"}
Said = tuple[str, str | Callable[[], str]]
Type = Callable[..., None]


@pytest.fixture
def type_lines(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Have answers typed: (a part of the question, the line) in turn, others empty; a call tells its line itself."""

    def use(*said: Said) -> None:
        rest: Iterator[Said] = iter(said)
        wanted, empty = next(rest, None), 0

        def answer(prompt: str = "") -> str:
            nonlocal wanted, empty
            print(prompt)
            if wanted is None or empty > 40:
                raise EOFError
            if wanted[0] not in prompt:
                empty += 1
                return ""
            line, wanted, empty = wanted[1], next(rest, None), 0
            return line if isinstance(line, str) else line()

        monkeypatch.setattr(builtins, "input", answer)

    return use


@pytest.fixture
def colleague(desk: Desk, act: Act, place: str, acts_of: Callable[[Desk], Act]) -> Iterator[Act]:
    """Another officer's acts, at a desk of their own on the same register; one petition is in it."""
    act("register_petition", **PETITION)
    act("change_officer", code="minh", name="Minh", roles=sorted(EVERY_ROLE))
    second = open_register(place)
    yield acts_of(replace(desk, register=second, officer=replace(desk.officer, code="minh", name="Minh")))
    second.close()


def words_of(desk: Desk) -> tuple[str, str, str]:
    """Return kind, content and title of the petition."""
    with desk.register.reading() as work:
        row = work.by_no("petition", NO, "petition")
    return row["kind"] or "", row["content"], row["title"]


def corrected(colleague: Act, words: str) -> Callable[[], str]:
    """Return what types nothing once the other desk has corrected the content."""

    def tell() -> str:
        colleague("correct", petition=NO, set={"content": words}, why="gõ nhầm")
        return ""

    return tell


def test_a_form_on_a_record_that_another_desk_changed_is_refused_shown_and_done_again(
    desk: Desk, colleague: Act, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(
        ("Loại", "kn"),
        ("Đủ điều kiện", corrected(colleague, "Kiến nghị sửa đường")),
        ("Loại", "kien nghi"),
        ("Lĩnh vực", "giao thong"),
        ("Ngày", ""),
    )
    assert _obey(Sitting(desk), f"loai {NO}")
    told = capsys.readouterr().out
    refused = told.index("✗")
    assert f"✗ Hồ sơ {NO} vừa được minh thay đổi lúc 23/11 09:00: đã đính chính." in told
    assert "Kiến nghị sửa đường" in told[refused:], "the record is read out as it is now"
    assert "*Loại [khiếu nại]: " in told[refused:], "what was typed stands"
    assert told.count("✓") == 1
    assert words_of(desk)[:2] == ("recommendation", "Kiến nghị sửa đường")


def test_any_act_on_a_record_that_another_desk_changed_is_refused_and_confirmed_again(
    desk: Desk, colleague: Act, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(
        ("Mục cần sửa", "noi dung"),
        ("Nội dung", "Khiếu nại giá đất"),
        ("Vì sao", corrected(colleague, "Khiếu nại bồi thường")),
        ("Vì sao", "gõ nhầm"),
        ("Ghi sổ?", "co"),
        ("Ghi sổ?", "khong"),
    )
    assert _obey(Sitting(desk), f"viec dinh chinh {NO}")
    told = capsys.readouterr().out
    assert "vừa được minh thay đổi" in told
    assert words_of(desk)[1] == "Khiếu nại bồi thường"
    type_lines(("Enter", ""), ("Ghi sổ?", "co"))
    assert _obey(Sitting(desk), f"viec dinh chinh {NO}")
    assert words_of(desk)[1] == "Khiếu nại giá đất", "what was typed was kept"


def test_what_was_read_out_before_counts_and_own_acts_do_not_hinder(
    desk: Desk, colleague: Act, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = Sitting(desk)
    type_lines(("Loại", "kn"), ("Ghi sổ?", "co"))
    assert _obey(sitting, f"xem {NO}")
    type_lines(("Loại", "kn"), ("Lĩnh vực", "dat"), ("Ngày", ""))
    assert _obey(sitting, f"loai {NO}")
    assert "✗" not in capsys.readouterr().out
    corrected(colleague, "Khiếu nại bồi thường")()
    type_lines(("Vì sao", "vào sổ hai lần"), ("Ghi sổ?", "co"), ("Ghi sổ?", "khong"))
    assert _obey(sitting, f"viec void {NO}")
    assert "vừa được minh thay đổi" in capsys.readouterr().out
    type_lines(("Enter", ""), ("Ghi sổ?", "co"))
    assert _obey(sitting, f"viec void {NO}")
    assert "✗" not in capsys.readouterr().out, "the version of the look after the refusal counts"


def test_a_draft_is_about_the_record_as_it_was_when_it_was_typed(
    desk: Desk, colleague: Act, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(("Loại", "kn"), ("Lĩnh vực", "dat"))
    assert _obey(Sitting(desk), f"loai {NO}")
    corrected(colleague, "Kiến nghị sửa đường")()
    type_lines(("Enter", ""), ("Lĩnh vực", "dat"), ("Ngày", ""), ("Ngày", ""))
    assert _obey(Sitting(desk), f"loai {NO}")
    told = capsys.readouterr().out
    assert told.count("vừa được minh thay đổi") == 1
    assert told.count("✓") == 1


@pytest.mark.parametrize(
    ("line", "said", "name", "given"),
    [
        (
            "viec change_officer",
            (("*Mã", "minh"), ("Tên", "Minh Hai")),
            "change_officer",
            {"code": "minh", "name": "Minh Ba"},
        ),
        (
            "viec dinh chinh",
            (("công dân", "1"), ("Mục cần sửa", "1"), ("Tên", "An Hai"), ("Vì sao", "gõ nhầm")),
            "correct",
            {"person": 1, "set": {"name": "An Ba"}, "why": "gõ nhầm"},
        ),
    ],
)
def test_records_without_a_number_are_looked_at_again_too(
    line: str,
    said: tuple[Said, ...],
    name: str,
    given: dict[str, object],
    desk: Desk,
    colleague: Act,
    type_lines: Type,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def meanwhile() -> str:
        colleague(name, **given)
        return "co"

    type_lines(*said, ("Ghi sổ?", meanwhile), ("Ghi sổ?", "khong"))
    assert _obey(Sitting(desk), line)
    told = capsys.readouterr().out
    assert "vừa được minh thay đổi" in told, told
    assert "✓" not in told
