"""`reception act` as a reader of lines: marks, line ends, empty lines, bad lines, `--stop`, odd letters."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.cli.conftest import CONTROL, VISIT, Json, Reception, as_lines

BAD = {"act": "frob"}


def applied(reception: Reception, content: bytes) -> list[Json]:
    """Apply a file of these bytes; return the answers."""
    file = reception.folder / "acts.jsonl"
    file.write_bytes(content)
    return reception.run("act", file, "--json").lines()


def numbers(answers: list[Json]) -> list[str | None]:
    return [answer.get("no") for answer in answers]


def test_bad_lines_among_good_ones_are_exit_1_and_stop_nothing(reception: Reception) -> None:
    ran = reception.run("act", "-", "--json", stdin=as_lines([VISIT, BAD, VISIT, "{", VISIT]))
    answers = ran.lines()
    assert ran.code == 1
    assert numbers(answers) == ["LT-2026-0001", None, "LT-2026-0002", None, "LT-2026-0003"]
    first = answers[0]["entry"]
    assert [answer["entry"] for answer in answers if answer["ok"]] == [first, first + 1, first + 2]


def test_stop_leaves_the_lines_after_the_first_bad_one_undone(reception: Reception) -> None:
    ran = reception.run("act", "-", "--json", "--stop", stdin=as_lines([VISIT, BAD, VISIT, VISIT]))
    assert ran.code == 1
    assert [answer["ok"] for answer in ran.lines()] == [True, False]
    assert reception.rows("SELECT no FROM visit") == [("LT-2026-0001",)]


def test_byte_order_mark_windows_line_ends_and_empty_lines_do_no_harm(reception: Reception) -> None:
    content = "một\u2028hai\u2029ba\x85bốn"
    line = json.dumps(VISIT, ensure_ascii=False).encode()
    odd = json.dumps(VISIT | {"content": content}, ensure_ascii=False).encode()
    text = b"\xef\xbb\xbf" + line + b"\r\n\r\n  \r\n" + odd + b"\r\n\n" + line
    assert numbers(applied(reception, text)) == ["LT-2026-0001", "LT-2026-0002", "LT-2026-0003"]
    assert reception.rows("SELECT content FROM visit WHERE no <> 'LT-2026-0002'") == [(VISIT["content"],)] * 2
    ran = reception.run("act", "-", "--json", stdin=text)
    assert numbers(ran.lines()) == ["LT-2026-0004", "LT-2026-0005", "LT-2026-0006"]


def test_file_without_any_act_does_nothing_and_is_done(reception: Reception) -> None:
    ran = reception.run("act", "-", "--json", stdin=b"\xef\xbb\xbf\r\n\n")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize("where", ["acts.jsonl", "-"])
def test_input_in_no_utf_8_is_refused_without_a_trace(reception: Reception, where: str) -> None:
    content = b'{"act": "log_visit", "head_count": 1, "content": "\xe9\xe8"}'
    (reception.folder / "acts.jsonl").write_bytes(content)
    ran = reception.run("act", where, "--json", stdin=content)
    assert ran.code == 2
    assert ran.error()["field"] == "file"
    assert reception.rows("SELECT * FROM visit") == []


def test_decomposed_letters_come_out_composed_and_are_found_either_way(reception: Reception) -> None:
    name, content = "Nguyễn Thị Mỹ Lệ", "Đề nghị cấp lại giấy chứng nhận quyền sử dụng đất"
    broken = {key: unicodedata.normalize("NFD", value) for key, value in (("name", name), ("content", content))}
    reception.do(VISIT | {"content": broken["content"], "people": [{"name": broken["name"]}]})
    for asked in (name, broken["name"]):
        titles = [hit["title"] for hit in reception.find(asked) if hit["book"] == "visit"]
        assert titles == [name]
    assert reception.rows("SELECT content FROM visit") == [(content,)]


def test_ten_thousand_letters_are_kept_to_the_last_and_half_a_letter_does_no_harm(reception: Reception) -> None:
    content = ("Đơn khiếu nại về đất đai. " * 400)[:9990] + " tận cùng."
    assert len(content) == 10_000
    petition = {"act": "register_petition", "content": content, "petitioners": [{"name": "Lê Văn Tám"}]}
    *_, after = (line["no"] for line in reception.act(petition, json.dumps(VISIT | {"content": "x\ud800y"}), VISIT))
    assert after == "LT-2026-0002"
    assert reception.rows("SELECT content FROM petition") == [(content,)]


def test_escape_sequences_of_a_text_never_reach_the_terminal(reception: Reception) -> None:
    evil = "\x1b[31mĐỏ\x1b[0m\x07\x1b]0;tiêu đề\x07\x9b2J\x00"
    person = {"name": f"Ngô{evil}", "address": evil, "phone": "0905111222"}
    acts = [
        VISIT | {"people": [person], "content": f"Nội dung{evil}", f"a{evil}": 1},
        {"act": "register_petition", "title": f"Đơn{evil}", "content": evil + "x", "petitioners": [person]},
        {"act": evil},
        VISIT | {"kind": evil},
    ]
    answered = reception.run("act", "-", stdin=as_lines(acts))
    assert answered.code == 1
    assert len(answered.out.splitlines()) == len(acts)
    for ran in (answered, reception.run("find", "Ngô")):
        assert "Đỏ" in ran.out
        assert not CONTROL.search(ran.out + ran.err)


def test_escape_sequences_of_a_command_never_reach_the_terminal(reception: Reception) -> None:
    evil = "\x1b[31mĐỏ\x07\x9b2J"
    for args in (("overdue", "--body", evil), ("overdue", "--as-of", evil), (evil,), ("act", evil)):
        ran = reception.run(*args)
        assert ran.code == 2
        assert "Đỏ" in ran.err
        assert not CONTROL.search(ran.out + ran.err), args


def test_field_with_a_slip_of_the_pen_is_told(reception: Reception) -> None:
    (answer,) = reception.act(VISIT | {"headcount": 12})
    assert [warning["code"] for warning in answer["warnings"]] == ["unknown_field"]
    assert "headcount" in answer["warnings"][0]["message"]


def test_text_answers_say_the_number_in_both_languages(reception: Reception) -> None:
    answers = [reception.run("act", "-", "--lang", lang, stdin=as_lines([VISIT])).out for lang in ("vi", "en")]
    assert "LT-2026-0001" in answers[0]
    assert "LT-2026-0002" in answers[1]
    assert answers[0].replace("0001", "0002") != answers[1]
