"""The desk line by line: the same acts, one field at a time."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator

import pytest

from reception_tui.cli.plain.asking import Ask, Left, among, fill
from reception_tui.cli.plain.desk import COMMANDS, Sitting, _obey
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.choosing import Option
from reception_tui.domain.people import check_id_number
from tests.cli.conftest import PIN, Reception

KINDS = [Option("complaint", "khiếu nại", "kn"), Option("denunciation", "tố cáo", "tc")]
Type = Callable[..., None]

VISIT = ("visit", "051082001234", "Trần Ba", "", "", "son h", "", "", "", "Hỏi đất", "", "giai", "", "", "")


@pytest.fixture
def type_lines(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Have these lines typed, one for each question; then there is nothing more to come."""

    def use(*lines: str) -> None:
        rest: Iterator[str] = iter(lines)

        def answer(prompt: str = "") -> str:
            print(prompt)
            line = next(rest, None)
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr(builtins, "input", answer)

    return use


def test_enter_keeps_what_stands_there_and_a_word_chooses(type_lines: Type) -> None:
    type_lines("", "to cao", "x")
    asks = (Ask("day", "Day", default="hn"), Ask("kind", "Kind", search=among(KINDS)), Ask("note", "Note"))
    assert fill(asks, {}) == {"day": "hn", "kind": "denunciation", "note": "x"}


def test_back_goes_a_field_back_and_shows_what_was_typed(type_lines: Type, capsys: pytest.CaptureFixture[str]) -> None:
    type_lines("một", "<", "hai", "ba")
    assert fill((Ask("a", "A"), Ask("b", "B")), {}) == {"a": "hai", "b": "ba"}
    assert "A [một]: " in capsys.readouterr().out


def test_back_from_the_first_field_leaves_the_form(type_lines: Type) -> None:
    type_lines("<")
    with pytest.raises(Left):
        fill((Ask("a", "A"),), {})


def test_back_passes_over_fields_that_are_not_asked_for(type_lines: Type) -> None:
    type_lines("1", "2", "<", "<", "7", "8")
    asks = (Ask("a", "A"), Ask("never", "N", when=lambda _: False), Ask("b", "B"), Ask("c", "C"))
    with pytest.raises(Left):
        fill((*asks, Ask("d", "D")), {})
    type_lines("1", "2", "<", "9", "3")
    assert fill(asks, {}) == {"a": "1", "b": "9", "c": "3"}


def test_a_dash_empties_a_field(type_lines: Type) -> None:
    type_lines("-")
    assert fill((Ask("a", "A"),), {"a": "alt"}) == {"a": None}


def test_a_question_mark_lists_the_choices(type_lines: Type, capsys: pytest.CaptureFixture[str]) -> None:
    type_lines("?", "? to", "kn")
    assert fill((Ask("kind", "Kind", search=among(KINDS)),), {}) == {"kind": "complaint"}
    told = capsys.readouterr().out
    assert told.count("tố cáo") == 2
    assert told.count("khiếu nại") == 2  # listed once, and said once it was taken


def test_an_error_repeats_the_field_with_its_sentence_and_what_was_typed(
    type_lines: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines("12345", "", "051082001234")
    answers = fill((Ask("id_number", "Số căn cước", needed=True, read=check_id_number),), {})
    told = capsys.readouterr().out
    assert answers == {"id_number": "051082001234"}
    assert told.count("✗") == 2
    assert "12345" in told
    assert told.count("*Số căn cước: ") == 3


def test_a_visit_is_logged_and_taken_back(type_lines: Type, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    type_lines(*VISIT[1:])
    sitting = Sitting(desk)
    assert _obey(sitting, VISIT[0])
    told = capsys.readouterr().out
    assert "✓ LT-2026-0001." in told
    assert "→ Xã Sơn Hà" in told
    assert "Năm sinh [1982]: " in told
    assert _obey(sitting, "show LT-2026-1")
    assert "Trần Ba" in capsys.readouterr().out
    assert _obey(sitting, "undo")
    assert sitting.done == []
    assert _obey(sitting, "undo")


def test_a_form_that_breaks_off_records_nothing(type_lines: Type, desk: Desk) -> None:
    type_lines(*VISIT[1:6])
    sitting = Sitting(desk)
    assert _obey(sitting, "visit")
    assert sitting.done == []


def test_what_was_typed_before_the_line_broke_is_offered_again(
    type_lines: Type, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(*VISIT[1:6])
    assert _obey(Sitting(desk), "visit")
    type_lines("", *("",) * 9, "Hỏi đất", "", "giai", "", "", "")
    assert _obey(Sitting(desk), "visit")
    told = capsys.readouterr().out
    assert "*Họ và tên [Trần Ba]: " in told
    assert "✓ LT-2026-0001." in told
    type_lines("")
    assert _obey(Sitting(desk), "visit")
    assert "Trần Ba" not in capsys.readouterr().out


def test_a_draft_that_is_not_wanted_is_thrown_away(
    type_lines: Type, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(*VISIT[1:6])
    assert _obey(Sitting(desk), "visit")
    type_lines("-", "")
    assert _obey(Sitting(desk), "visit")
    assert "[Trần Ba]" not in capsys.readouterr().out


def test_a_roster_that_breaks_off_goes_on_where_it_was(type_lines: Type, desk: Desk) -> None:
    type_lines("", "Người Đầu", "", "", "", "", "", "6", "Người Hai", "+ Người Ba; 1971")
    assert _obey(Sitting(desk), "visit")
    type_lines("", *("",) * 7, "6", "Người Bốn", "", "", "Đoàn sáu người", "", "giai", "", "", "")
    assert _obey(Sitting(desk), "visit")
    with desk.register.reading() as work:
        links = work.rows("visit_person")
        named = [work.row("person", link["person_id"])["name"] for link in links]
    assert named == ["Người Đầu", "Người Hai", "Người Ba", "Người Bốn"]
    assert [link["household"] for link in links] == [0, 1, 1, 0]


def test_a_delegation_is_named_a_line_each(type_lines: Type, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    people = ("Người Hai; 051082001111; 1970", "*Người Ba", "")
    type_lines("", "Người Đầu", "", "", "", "", "", "6", *people, "3/GCĐ", "Đoàn sáu người", "", "giai", "", "", "")
    sitting = Sitting(desk)
    assert _obey(sitting, "luot")
    assert _obey(sitting, "show LT-2026-1")
    assert "Người Đầu, Người Hai, Người Ba ★" in capsys.readouterr().out


def test_what_is_no_command_is_said(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert _obey(Sitting(desk), "abc")
    assert "abc" in capsys.readouterr().out
    assert _obey(Sitting(desk), "")
    assert _obey(Sitting(desk), "show")
    assert "✗" in capsys.readouterr().out
    assert not _obey(Sitting(desk), "thoat")


def test_no_word_means_two_commands() -> None:
    words = [word for one in COMMANDS for word in one.words]
    assert len(words) == len(set(words))


# As a program of its own


def test_a_whole_life_of_a_petition_line_by_line(reception: Reception) -> None:
    petition = ("don", "051082001234", *("",) * 6, "", "", "", "", "", "Khiếu nại thu hồi đất", "", "", "")
    lines = (
        *(PIN, *VISIT, *petition, "loai D-2026-1", "kn", "", "dat", "", "khong", ""),
        *(
            "chuyen D-2026-1",
            "binh son",
            "15/PC",
            "",
            "",
            "",
            "dondoc D-2026-1",
            "",
            "8/BTCD",
            "",
            "",
            "",
            "phuc D-2026-1",
            "",
            "7/UBND",
            "",
            "",
            "Đã giải quyết",
            "",
        ),
        *("ketqua D-2026-1", "dung mot phan", "", "9/QĐ", "", "", "Bồi thường thêm", *("",) * 12),
        *(*petition, "loai D-2026-2", "kn", "", "dat", "", "thuoc", "", "xuly D-2026-2", "", "3/PĐX", "", "", ""),
        *("hen LT-2026-1", "+3", "Trả lời về giá đất"),
        *("show D-2026-1", "find tran ba", "board", "page", "thoat"),
    )
    ran = reception.run("plain", stdin="\n".join(lines) + "\n")
    assert ran.code == 0, ran
    assert ran.err == ""
    assert "✗" not in ran.out, ran.out
    assert ran.out.count("✓ D-2026-0001.") == 6, ran.out
    assert ran.out.count("✓ D-2026-0002.") == 3, ran.out
    assert "✓ LT-2026-0001" in ran.out
    assert "Trả lời về giá đất" in ran.out
    assert "LT-2026-0001" in ran.out
    reception.clean()
    page = reception.summary("2026-11-02")
    assert (page["petitions"]["complaint"], page["referrals"]["sent"]) == (2, 1)


def test_the_name_of_a_denouncer_is_not_read_out(reception: Reception) -> None:
    petition = {"act": "register_petition", "petitioners": [{"name": "Trần Thị Bí Mật"}], "content": "Tố cáo ông X"}
    reception.do(petition, {"act": "classify", "petition": "D-2026-0001", "kind": "denunciation"})
    ran = reception.run("plain", stdin=f"{PIN}\nshow D-2026-1\nfind bi mat\nboard\n")
    assert "Bí Mật" not in ran.out
    assert "TC-" in ran.out


def test_a_wrong_pin_opens_nothing(reception: Reception) -> None:
    ran = reception.run("plain", stdin="0000\nboard\n")
    assert ran.code == 3
    assert "✗" in ran.out
