"""Every kind of letter, from a register made by acts: whole, in the official layout, or stopped by what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reception_tui import i18n
from reception_tui.desk.letter_batches import preview
from reception_tui.desk.letters import Request, book_of
from reception_tui.domain.errors import BadChoice, BadDate, BadShape, LetterLacks, UnknownForm, UnknownRecord
from reception_tui.domain.letter_facts import Where
from reception_tui.domain.letter_paper import LetterPaper, from_json, to_json
from reception_tui.domain.letters import About, LetterKind
from reception_tui.i18n import tr
from reception_tui.reports.letters import batch_table, document
from reception_tui.reports.text import render
from tests.reports.letter_office import (
    ACCEPTED,
    BARE,
    COMPLAINT,
    DENUNCIATION,
    GROUP,
    GUIDED,
    PROPOSED,
    RECOMMENDATION,
    SAY,
    TURNED_AWAY,
    VISIT,
    WANTED,
    Letters,
    letters_fixture,
    letters_once_fixture,
)

__all__ = ["letters_fixture", "letters_once_fixture"]

EACH = pytest.mark.parametrize(("kind", "no"), WANTED, ids=[f"{kind}-{no}" for kind, no in WANTED])
CITIZENS_OWN = {LetterKind.APPOINTMENT_PAPER}
UNNUMBERED = {LetterKind.APPOINTMENT_PAPER, LetterKind.ATTENDANCE, LetterKind.DEADLINE_ANNEX}
FORMS = {
    (LetterKind.TRANSFER, DENUNCIATION): "Mẫu số 03 – Thông tư số 05/2021/TT-TTCP",
    (LetterKind.TRANSFER, RECOMMENDATION): "Mẫu số 04 – Thông tư số 05/2021/TT-TTCP",
    (LetterKind.GUIDANCE, GUIDED): "Mẫu số 02 – Thông tư số 05/2021/TT-TTCP",
    (LetterKind.PROPOSAL, PROPOSED): "Mẫu số 01 – Thông tư số 05/2021/TT-TTCP",
    (LetterKind.ACCEPTANCE, ACCEPTED): "Mẫu số 03 – Nghị định số 124/2020/NĐ-CP",
}


def words_of(paper: LetterPaper) -> Iterator[str]:
    yield from (paper.form, paper.parent, paper.issuer, paper.place_and_date)
    yield from paper.texts()


def test_no_kind_of_letter_is_left_out() -> None:
    assert {kind for kind, _ in WANTED} == set(LetterKind)


@EACH
def test_every_letter_is_whole(letters: Letters, kind: LetterKind, no: str) -> None:
    paper = letters.draft(kind, no).paper(5)
    for text in words_of(paper):
        assert "{" not in text
        assert "None" not in text
        assert not re.search(r"\s{2}|\(\)|, *,|\b(của|ngày|số) *[.,;]", text), text


@EACH
def test_every_letter_has_the_parts_of_an_official_paper(letters: Letters, kind: LetterKind, no: str) -> None:
    drawn = document(letters.draft(kind, no).paper(5))
    text = render(drawn)
    assert drawn.head.national
    assert tr("SOCIALIST REPUBLIC OF VIET NAM") in text
    assert "Quảng Ngãi, ngày 23 tháng 11 năm 2026" in text
    assert drawn.title or drawn.head.subject.startswith("V/v ")
    assert drawn.signatures
    assert all(one.capacity and one.capacity[0].isupper() for one in drawn.signatures)
    if kind not in CITIZENS_OWN:
        assert drawn.head.issuer
        assert drawn.recipients[-1].startswith("Lưu: ")
    if kind in UNNUMBERED:
        assert drawn.head.number == ""
    else:
        assert re.fullmatch(r"Số: 05/[A-ZĐ-]+", drawn.head.number)
        assert drawn.head.number in text


@pytest.mark.parametrize(("kind", "no"), FORMS)
def test_the_official_form_stands_at_the_top(letters: Letters, kind: LetterKind, no: str) -> None:
    assert letters.draft(kind, no).paper().form == FORMS[kind, no]
    assert FORMS[kind, no] in letters.text(kind, no).split("\n", 1)[0]


def test_a_letter_that_has_no_number_yet_leaves_room_for_it(letters: Letters) -> None:
    assert letters.draft(LetterKind.TRANSFER, COMPLAINT).paper().number == "Số:       /PC-BTCD"


def test_the_chairmans_letters_bear_his_name_and_not_the_boards(letters: Letters) -> None:
    drawn = document(letters.draft(LetterKind.ACCEPTANCE, ACCEPTED).paper(5))
    assert drawn.head.issuer == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert drawn.signatures[0].capacity == ("CHỦ TỊCH",)


def test_the_words_of_the_register_are_in_the_letter(letters: Letters) -> None:
    text = " ".join(letters.text(LetterKind.TRANSFER, COMPLAINT, signer="Võ Văn Ký").split())
    for told in (
        "đơn khiếu nại của ông Nguyễn Văn Đường (vào sổ số D-2026-0001)",
        "Địa chỉ: Tổ 7, thôn Phú Lễ, xã Bình Sơn",
        "Kính gửi: Sở Nông nghiệp và Môi trường",
        "Khiếu nại quyết định thu hồi đất tại thửa 12",
        "07 ngày làm việc kể từ ngày giải quyết (Điều 27 khoản 2, Luật Tiếp công dân 42/2013/QH13)",
        "- Ông Nguyễn Văn Đường (để biết);",
        "Võ Văn Ký",
    ):
        assert told in text


def test_a_limit_is_told_with_its_article_and_in_words(letters: Letters) -> None:
    text = " ".join(letters.text(LetterKind.ACCEPTANCE, ACCEPTED).split())
    assert "30 ngày kể từ ngày thụ lý, đến hết ngày 05 tháng 11 năm 2026 (Điều 28, Luật Khiếu nại" in text


def test_january_and_february_are_written_with_a_nought(letters: Letters) -> None:
    text = letters.text(LetterKind.APOLOGY, COMPLAINT, say=SAY[LetterKind.APOLOGY] | {"new_date": "2027-02-05"})
    assert "ngày 05 tháng 02 năm 2027" in " ".join(text.split())


def test_a_chaser_tells_what_is_late_and_what_was_sent_before(letters: Letters) -> None:
    letters.issue(LetterKind.REMINDER, COMPLAINT)
    text = " ".join(letters.text(LetterKind.REMINDER, COMPLAINT).split())
    assert "Đến nay đã quá thời hạn 03 ngày làm việc" in text
    assert "đã có Văn bản số 01/BTCD ngày 23 tháng 11 năm 2026 đôn đốc" in text
    assert "lần thứ 2" in text


def test_one_letter_to_a_body_lists_all_that_it_is_late_with(letters: Letters) -> None:
    drawn = letters.draft(LetterKind.REMINDER_BODY, "SNNMT").paper(5)
    (table,) = [block for block in drawn.blocks if block.columns]
    assert [row[1] for row in table.rows] == [COMPLAINT]
    assert "01 đơn" in drawn.subject


def test_a_body_that_is_late_with_nothing_gets_no_letter(letters: Letters) -> None:
    draft = letters.draft(LetterKind.REMINDER_BODY, "SNV")
    assert [one.name for one in draft.missing] == ["count", "late"]


def test_a_group_has_a_line_for_each_who_came(letters: Letters) -> None:
    drawn = letters.draft(LetterKind.ATTENDANCE, GROUP).paper()
    (table,) = [block for block in drawn.blocks if block.columns]
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, 8)]
    assert [row[1] for row in table.rows][:4] == ["Nguyễn Văn Đường", "Lê Thị Hai", "Phạm Ba", ""]


def test_the_annex_counts_every_day(letters: Letters) -> None:
    drawn = letters.draft(LetterKind.DEADLINE_ANNEX, VISIT).paper()
    (table,) = [block for block in drawn.blocks if block.columns]
    assert table.rows[0] == ("09/10/2026", "Thứ Sáu", "1", "tính")
    assert [row[2] for row in table.rows if row[2]] == [str(n) for n in range(1, 11)]


def test_the_annex_is_of_the_limit_that_was_asked_for(letters: Letters) -> None:
    drawn = letters.draft(LetterKind.DEADLINE_ANNEX, COMPLAINT, stage="XLD-01").paper()
    assert "đến hết ngày 12 tháng 10 năm 2026" in drawn.blocks[0].text


# --- what is missing


@pytest.mark.parametrize(
    ("kind", "no", "say", "name", "where"),
    [
        (LetterKind.RECEIPT, BARE, {}, "citizen", Where.CARD),
        (LetterKind.TRANSFER, GUIDED, {}, "to_body", Where.FORWARD),
        (LetterKind.GUIDANCE, GUIDED, {}, "guidance", Where.LETTER),
        (LetterKind.RETURN, GUIDED, {}, "why", Where.DISPOSE),
        (LetterKind.ACCEPTANCE, PROPOSED, {}, "accepted_on", Where.ACCEPT),
        (LetterKind.NON_ACCEPTANCE, PROPOSED, {}, "why", Where.DISPOSE),
        (LetterKind.REMINDER, PROPOSED, {}, "to_body", Where.FORWARD),
        (LetterKind.REFUSAL, TURNED_AWAY, {}, "review_number", Where.LETTER),
        (LetterKind.REFUSAL, VISIT, SAY[LetterKind.REFUSAL], "refusal_what", Where.VISIT_FORM),
        (LetterKind.APOLOGY, RECOMMENDATION, {}, "promised_on", Where.LETTER),
        (LetterKind.INVITATION, VISIT, {"new_date": "2026-12-01"}, "new_time", Where.LETTER),
        (LetterKind.MINUTES, VISIT, {}, "conclusion", Where.LETTER),
        (LetterKind.APPOINTMENT_PAPER, VISIT, {}, "most_representatives", Where.VISIT_FORM),
        (LetterKind.PROPOSAL, BARE, {}, "kind", Where.CLASSIFY),
        (LetterKind.TRANSFER, BARE, {}, "kind", Where.CLASSIFY),
        (LetterKind.DEADLINE_ANNEX, VISIT, {}, "due", Where.LIMITS),
    ],
)
def test_what_is_missing_is_named_with_where_it_is_entered(
    letters: Letters, kind: LetterKind, no: str, say: dict[str, Any], name: str, where: Where
) -> None:
    stage = "KN-02" if kind is LetterKind.DEADLINE_ANNEX else ""
    with pytest.raises(LetterLacks) as caught:
        letters.draft(kind, no, say=say, stage=stage).paper()
    assert (caught.value.field, caught.value.values["where"]) in {(name, where), ("due_what", where)}


def test_all_that_is_missing_is_told_at_once(letters: Letters) -> None:
    draft = letters.draft(LetterKind.INVITATION, VISIT, say={})
    assert [one.name for one in draft.missing] == ["new_date", "new_time", "new_place"]


def test_a_batch_tells_of_each_petition_whether_its_letter_is_ready(letters: Letters) -> None:
    request = Request(LetterKind.TRANSFER, About.PETITION, date(2026, 11, 23), officer="Lan")
    with letters.desk.register.reading() as work:
        found = preview(work, letters.desk.reference, book_of(work), request, [COMPLAINT, GUIDED, BARE, "D-2026-99"])
    assert [(line.no, line.ok) for line in found] == [
        (COMPLAINT, True),
        (GUIDED, False),
        (BARE, False),
        ("D-2026-99", False),
    ]
    assert [one.name for one in found[1].missing] == ["to_body"]
    assert isinstance(found[3].error, UnknownRecord)
    table = batch_table(found)
    assert len(table.rows) == 4
    assert "3" in table.note
    assert batch_table(found[:1]).note == ""


@pytest.mark.parametrize(
    ("say", "error"),
    [
        ({"citizen": "Ai đó"}, BadChoice),
        ({"new_date": "mai"}, BadDate),
        ({"reason": ["x"]}, BadShape),
        ({"reason": True}, BadShape),
    ],
)
def test_what_the_officer_says_is_checked(letters: Letters, say: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        letters.draft(LetterKind.APOLOGY, COMPLAINT, say=say)


def test_a_letter_that_nobody_made_a_form_for_is_refused(letters: Letters) -> None:
    with pytest.raises(UnknownForm):
        letters.draft(LetterKind.MINUTES, COMPLAINT)
    with pytest.raises(UnknownForm):
        letters.draft(LetterKind.ACCEPTANCE, RECOMMENDATION)


def test_before_its_form_was_in_force_a_letter_has_none(letters: Letters) -> None:
    with pytest.raises(UnknownForm):
        letters.draft(LetterKind.PROPOSAL, PROPOSED, on=date(2021, 1, 4))


# --- the same again


@EACH
def test_a_letter_that_is_kept_comes_back_word_for_word(letters: Letters, kind: LetterKind, no: str) -> None:
    paper = letters.draft(kind, no).paper(5)
    assert from_json(to_json(paper)) == paper


@EACH
def test_a_letter_says_the_same_in_whatever_language_the_program_speaks(
    letters: Letters, kind: LetterKind, no: str
) -> None:
    said = document(letters.draft(kind, no).paper(5))
    i18n.use("en")
    assert document(letters.draft(kind, no).paper(5)) == said


def test_a_capital_letter_begins_what_a_form_wants_to_begin_with_one(letters: Letters) -> None:
    paper = letters.draft(LetterKind.APOLOGY, COMPLAINT).paper()
    assert paper.blocks[0].text == "Kính gửi: Ông Nguyễn Văn Đường"
    assert replace(paper, title="x") != paper
