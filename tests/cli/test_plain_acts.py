"""Any act of the register, line by line: offered by its words, asked field by field, shown, confirmed."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from reception_tui.cli.plain.any_act import do_any_act
from reception_tui.cli.plain.asking import Left
from reception_tui.cli.plain.desk import Sitting, _obey
from reception_tui.cli.plain.questions import BY_THE_PROGRAM, acts_of, questions
from reception_tui.desk.door import Desk
from reception_tui.desk.shapes import may_hold_secrets, shapes_of
from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.errors import NoRight
from reception_tui.i18n.act_words import ACTS, asked_words
from reception_tui.tui.action_table import ACTIONS
from tests.conftest import Act

Type = Callable[..., None]
PETITION = {"petitioners": [{"name": "Trần Văn An"}], "content": "Khiếu nại thu hồi đất", "received_on": "2026-11-02"}


@pytest.fixture
def type_lines(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Have answers typed: (a part of the question, the line) in turn; every other question gets an empty line."""

    def use(*said: tuple[str, str]) -> None:
        rest: Iterator[tuple[str, str]] = iter(said)
        wanted = next(rest, None)
        empty = 0

        def answer(prompt: str = "") -> str:
            nonlocal wanted, empty
            print(prompt)
            if wanted is not None and wanted[0] in prompt:
                line, wanted, empty = wanted[1], next(rest, None), 0
                return line
            empty += 1
            if wanted is None or empty > 40:
                raise EOFError
            return ""

        monkeypatch.setattr(builtins, "input", answer)

    return use


@pytest.fixture
def petition(act: Act) -> str:
    act("register_petition", **PETITION)
    act("classify", petition="D-2026-1", kind="complaint", jurisdiction="ours", on="2026-11-02")
    return "D-2026-0001"


def journal(desk: Desk) -> list[tuple[str, str]]:
    """Return act and record of every entry."""
    with desk.register.reading() as work:
        rows = work.connection.exec_driver_sql("SELECT act, subject FROM entry ORDER BY no").all()
    return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_act_is_offered_and_asks_for_every_field(name: str, desk: Desk) -> None:
    offered = {one.code: one for one in acts_of(desk)}
    assert asked_words(name) in offered[name].name
    asked = {ask.name.partition(".")[0] for ask in questions(desk, COMMANDS[name], name)}
    assert asked == {shape.name for shape in shapes_of(COMMANDS[name])} - BY_THE_PROGRAM


@pytest.mark.parametrize("name", COMMANDS)
def test_every_act_is_reached_by_its_name(
    name: str, desk: Desk, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines()
    with pytest.raises(Left):
        do_any_act(desk, name, {})
    assert f"{asked_words(name)} ({name})" in capsys.readouterr().out


def test_acts_are_called_as_in_the_menus_of_the_desk() -> None:
    other = {"undo", "together"}  # at the desk they are about the last entry and about what is marked
    menu = {one.id: (one.label, one.help) for one in ACTIONS}
    assert set(ACTS) == set(COMMANDS)
    assert {name: ACTS[name] for name in ACTS if name in menu and name not in other} == {
        name: menu[name] for name in ACTS if name in menu and name not in other
    }


def test_no_act_lists_all_and_a_part_of_the_words_chooses(
    desk: Desk, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(("Việc", "tach"))
    assert _obey(Sitting(desk), "viec")
    told = capsys.readouterr().out
    assert all(f" {one.name}\n" in told for one in acts_of(desk))
    assert f"→ {asked_words('split')}" in told


RUNS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "pause": ("pause D-2026-1", (("Số văn bản", "7/QĐ"), ("Ghi sổ?", "co"))),
    "correct": (
        "dinh chinh D-2026-1",
        (("Mục cần sửa", "noi dung"), ("Nội dung", "Khiếu nại giá đất"), ("Vì sao", "gõ nhầm"), ("Ghi sổ?", "co")),
    ),
    "split": (
        "tach don D-2026-1",
        (("*Nội dung", "Đòi bồi thường"), (": 1.", "+"), ("*Nội dung", "Tố cáo"), ("Ghi sổ?", "co")),
    ),
    "withdraw": ("rut D-2026-1", (("*Việc", "nguoi viet"), ("Ghi sổ?", "co"))),
    "void": ("void D-2026-1", (("Vì sao", "vào sổ hai lần"), ("Ghi sổ?", "co"))),
    "hold_session": ("hold_session", (("*Ngày", "hn"), ("*Lãnh đạo chủ trì", "1"), ("Ghi sổ?", "co"))),
    "recuse": ("recuse D-2026-1", (("*", "1"), ("Ghi sổ?", "co"))),
    "give_task": (
        "give_task D-2026-1",
        (("Cơ quan", "STC"), ("*Việc", "Trả lời công dân"), ("*Hạn thực hiện", "+9"), ("Ghi sổ?", "co")),
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_an_act_is_done_once_it_is_confirmed(
    name: str, desk: Desk, act: Act, petition: str, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    line, said = RUNS[name]
    if name == "pause":  # only what is accepted has a limit that the law lets pause
        act("dispose", petition=petition, on="2026-11-03", document={"number": "1/QĐ"}, **{"as": "accept"})
    type_lines(*said)
    sitting = Sitting(desk)
    assert _obey(sitting, f"viec {line}")
    told = capsys.readouterr().out
    assert told.count("✓") == 1, told
    assert "✗" not in told, told
    assert journal(desk)[-1][0] == name
    assert len(sitting.done) == 1


def test_what_is_wrong_or_missing_is_asked_for_again_with_the_reason(
    desk: Desk, petition: str, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(("ngày/tháng", "31/2"), ("ngày/tháng", "hn"), ("Số ngày", ""), ("Số ngày", "mười"), ("Số ngày", "5"))
    assert _obey(Sitting(desk), "act extend D-2026-1")
    told = capsys.readouterr().out
    assert told.count("✗") == 3, told
    assert told.count("*Số ngày (số): ") == 3, told
    assert journal(desk)[-1][0] == "classify"


def test_a_refusal_is_said_and_only_its_field_is_mended(
    desk: Desk, petition: str, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(
        *(("Đơn", "D-2026-9"), ("Vì sao", "vào sổ hai lần"), ("Ghi sổ?", "co"), ("Đơn", petition), ("Ghi sổ?", "co"))
    )
    assert _obey(Sitting(desk), "act void")
    told = capsys.readouterr().out
    assert told.count("✗") == 1, told
    assert told.count("*Vì sao") == 1, told
    assert journal(desk)[-1] == ("void", petition)


def test_a_number_mends_its_line_before_anything_is_done(desk: Desk, petition: str, type_lines: Type) -> None:
    type_lines(("Vì sao", "nhầm"), ("Ghi sổ?", "2"), ("Vì sao", "vào sổ hai lần"), ("Ghi sổ?", "có"))
    assert _obey(Sitting(desk), f"act void {petition}")
    with desk.register.reading() as work:
        note = work.connection.exec_driver_sql("SELECT note FROM petition").scalar()
    assert note == "vào sổ hai lần"


def test_no_at_the_end_and_a_line_that_breaks_record_nothing(desk: Desk, petition: str, type_lines: Type) -> None:
    before = journal(desk)
    type_lines(("Vì sao", "nhầm"), ("Ghi sổ?", "khong"))
    assert _obey(Sitting(desk), f"act void {petition}")
    type_lines(("Vì sao", "nhầm"))
    assert _obey(Sitting(desk), f"act void {petition}")
    assert journal(desk) == before


def test_a_secret_is_neither_shown_nor_kept(desk: Desk, type_lines: Type, capsys: pytest.CaptureFixture[str]) -> None:
    type_lines(("Mã PIN mới", "74839211"))
    assert _obey(Sitting(desk), "act change_pin")
    told = capsys.readouterr().out
    assert "74839211" not in told
    assert "được giữ lại" not in told
    with desk.register.reading() as work:
        assert work.connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0


def test_nothing_is_kept_of_an_act_that_may_hold_secrets_or_acts_that_do() -> None:
    unkept = {act for act, kind in COMMANDS.items() if may_hold_secrets(kind)}
    assert {"change_pin", "together"} <= unkept
    assert "withdraw" not in unkept


def test_what_the_roles_do_not_allow_is_not_offered_and_its_refusal_is_journalled(
    desk: Desk, type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    lesser = replace(desk, officer=replace(desk.officer, roles=frozenset({"auditor"})))
    assert "void" not in {one.code for one in acts_of(lesser)}
    with pytest.raises(NoRight):
        do_any_act(lesser, "void D-2026-1", {})
    assert journal(desk)[-1][0] == "refuse"
    type_lines()
    assert _obey(Sitting(lesser), "act void")
    assert "✗" in capsys.readouterr().out


def test_a_day_is_read_as_people_write_it(desk: Desk, petition: str, type_lines: Type) -> None:
    type_lines(("Ngày", "2/11"), ("Ghi sổ?", "co"))
    assert _obey(Sitting(desk), f"act withdraw {petition}")
    with desk.register.reading() as work:
        assert work.rows("withdrawal")[0]["on"] == date(2026, 11, 2)


def test_the_grounds_of_a_pause_are_those_of_the_law_in_words(desk: Desk) -> None:
    grounds = next(ask for ask in questions(desk, COMMANDS["pause"], "pause") if ask.name == "ground").listed
    assert "awaiting_result" in {one.code for one in grounds}
    assert all(one.name != one.code for one in grounds)
