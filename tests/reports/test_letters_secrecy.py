"""Who denounced is told to nobody: not by the transfer, not by a chaser, not by words that somebody typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reception_tui.domain.errors import IdentityShown
from reception_tui.domain.leaks import Identity, find_leaks
from reception_tui.domain.letters import LetterKind
from reception_tui.domain.text import digits, fold
from tests.reports.letter_office import (
    ACCEPTED_DENUNCIATION,
    COMPLAINT,
    DENOUNCER,
    DENUNCIATION,
    GROUP,
    SECRET_VISIT,
    Letters,
    letters_fixture,
    letters_once_fixture,
)

__all__ = ["letters_fixture", "letters_once_fixture"]

IDENTITY = Identity(
    names=(DENOUNCER["name"],),
    numbers=(DENOUNCER["id_number"], DENOUNCER["phone"]),
    addresses=(DENOUNCER["address"], "xã Vạn Tường"),
)
PIECES = ("Trần Thị Kín", "Thị Kín", "Kín", DENOUNCER["id_number"], DENOUNCER["phone"], "Vô Danh", "Vạn Tường")
OUTSIDE = (
    (LetterKind.TRANSFER, DENUNCIATION),
    (LetterKind.REMINDER, DENUNCIATION),
    (LetterKind.PROPOSAL, DENUNCIATION),
    (LetterKind.DEADLINE_ANNEX, DENUNCIATION),
    (LetterKind.REMINDER_BODY, "TTr"),
)
"""The letters that others read."""


def shown(text: str) -> list[str]:
    """Return which pieces of the identity stand in a text, in whatever spelling."""
    flat = "".join(char for char in fold(unicodedata.normalize("NFC", text)) if char.isalnum())
    words = set(fold(text).replace(",", " ").replace(".", " ").split())
    found = [piece for piece in PIECES if " " in piece and fold(piece).replace(" ", "") in flat]
    found += [piece for piece in PIECES if " " not in piece and fold(piece) in words]
    return found + [piece for piece in PIECES if piece.isdigit() and piece[-6:] in digits(text)]


@pytest.mark.parametrize(("kind", "no"), OUTSIDE)
def test_a_letter_that_others_read_tells_nothing_of_the_denouncer(letters: Letters, kind: LetterKind, no: str) -> None:
    text = letters.text(kind, no)
    assert shown(text) == []
    assert find_leaks(text, IDENTITY) == ()
    assert "TC-2026-0001" in text or kind is LetterKind.DEADLINE_ANNEX


def test_the_search_of_this_test_would_find_what_it_looks_for(letters: Letters) -> None:
    assert set(shown(letters.text(LetterKind.RECEIPT, DENUNCIATION))) == set(PIECES)


@pytest.mark.parametrize(("kind", "no"), [(LetterKind.REMINDER, DENUNCIATION), (LetterKind.REMINDER_BODY, "TTr")])
def test_a_chaser_does_not_tell_what_is_denounced(letters: Letters, kind: LetterKind, no: str) -> None:
    assert "hối lộ" not in letters.text(kind, no)


def test_the_receipt_names_the_denouncer_and_no_body(letters: Letters) -> None:
    text = letters.text(LetterKind.RECEIPT, DENUNCIATION)
    assert "Trần Thị Kín" in text
    for told in ("Sở Tài chính", "STC", "Thanh tra tỉnh", "Phạm Văn Quan", "hối lộ"):
        assert fold(told) not in fold(text)


@pytest.mark.parametrize("papers", ["01 đơn tố cáo ông Phạm Văn Quan", "hồ sơ của so tai chinh"])
def test_the_papers_on_a_denouncers_receipt_name_nobody_either(letters: Letters, papers: str) -> None:
    with pytest.raises(IdentityShown) as caught:
        letters.draft(LetterKind.RECEIPT, DENUNCIATION, say={"papers": papers}).paper()
    assert caught.value.field == "papers"


def test_a_letter_into_the_denouncers_own_hand_names_them(letters: Letters) -> None:
    assert "Kính gửi: Bà Trần Thị Kín" in letters.text(LetterKind.ACCEPTANCE, ACCEPTED_DENUNCIATION)


def test_what_stays_in_the_file_is_stamped(letters: Letters) -> None:
    assert letters.draft(LetterKind.MINUTES, SECRET_VISIT).paper().stamp == "MẬT"
    assert letters.draft(LetterKind.ATTENDANCE, SECRET_VISIT).paper().stamp == "MẬT"
    assert letters.draft(LetterKind.ATTENDANCE, GROUP).paper().stamp == ""


def test_an_invitation_says_nothing_of_what_it_is_about(letters: Letters) -> None:
    assert "tố cáo" not in letters.text(LetterKind.INVITATION, DENUNCIATION).lower()


@pytest.mark.parametrize(
    "content",
    [
        "Tôi là Trần Thị Kín, tố cáo Giám đốc nhận hối lộ",
        "toi la TRAN THI KIN",
        "chị Kín biết rõ việc này",
        "T.T.K. đã chứng kiến",
        "liên hệ 0915 444 333",
        "liên hệ +84.915.444.333",
        "CCCD 051 186 004 321",
        "nhà tôi ở 12 hẻm Vô Danh",
        "chồng tôi là Nguyễn Văn Bình chứng kiến",
        "Tra\u0302\u0300n Thi\u0323 Ki\u0301n",
        "Trần\u200b Thị\u200b Kín",
        "ＴＲẦＮ ＴＨỊ ＫÍＮ",
    ],
)
def test_a_content_that_tells_who_wrote_it_stops_the_transfer(letters: Letters, content: str) -> None:
    with pytest.raises(IdentityShown) as caught:
        letters.draft(LetterKind.TRANSFER, DENUNCIATION, say={"content": content}).paper()
    assert caught.value.field == "content"
    assert "Kín" not in str(caught.value.values)


def test_the_transfer_goes_out_once_the_officer_has_shortened_the_content(letters: Letters, acts_of: Any) -> None:
    acts_of(letters.desk)(
        "correct", petition=DENUNCIATION, set={"content": "Tôi, Trần Thị Kín, tố cáo Giám đốc"}, why="ghi đủ"
    )
    with pytest.raises(IdentityShown):
        letters.issue(LetterKind.TRANSFER, DENUNCIATION)
    letters.issue(LetterKind.TRANSFER, DENUNCIATION, say={"content": "Giám đốc nhận hối lộ"})
    (row,) = letters.rows("letter")
    assert row["secret"]
    assert shown(row["paper"]) == []


def test_the_one_denounced_may_share_a_part_of_the_denouncers_name(letters: Letters, acts_of: Any) -> None:
    against = {"body": "STC", "person": "Lê Thị Kín"}
    acts_of(letters.desk)("correct", petition=DENUNCIATION, set={"against": against}, why="ghi đủ")
    say = {"content": "Bà Lê Thị Kín nhận hối lộ"}
    assert "Lê Thị Kín" in letters.text(LetterKind.TRANSFER, DENUNCIATION, say=say)
    with pytest.raises(IdentityShown):
        letters.text(LetterKind.TRANSFER, DENUNCIATION, say={"content": "Bà Trần Thị Kín thấy bà Lê Thị Kín"})


def test_another_part_of_the_same_paper_keeps_the_secret(letters: Letters, acts_of: Any) -> None:
    act = acts_of(letters.desk)
    no = act("register_petition", petitioners=[DENOUNCER], content="Tố cáo và kiến nghị", received_on="2026-11-02").no
    parts = [{"content": "nhận hối lộ", "kind": "denunciation"}, {"content": "sửa đường", "kind": "recommendation"}]
    act("split", petition=no, parts=parts)
    act("classify", petition=f"{no}.1", kind="denunciation", jurisdiction="other")
    act("classify", petition=f"{no}.2", kind="recommendation", jurisdiction="other")
    act("forward", petition=f"{no}.2", to="SXD")
    assert shown(letters.text(LetterKind.TRANSFER, f"{no}.2")) == []


def test_a_complaint_names_its_author(letters: Letters) -> None:
    assert "Nguyễn Văn Đường" in letters.text(LetterKind.TRANSFER, COMPLAINT)


DISGUISES = (
    str.upper,
    fold,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", " . "),
    " ".join,
    lambda text: text.replace(" ", ""),
)
FILLERS = st.text(st.sampled_from("abcdeghiklmnopqrstuvxy ,.\nđêộ"), max_size=30)


@settings(max_examples=25)
@given(before=FILLERS, after=FILLERS, disguise=st.sampled_from(DISGUISES))
def test_no_disguise_of_the_name_gets_into_a_transfer(
    letters: Letters, before: str, after: str, disguise: Callable[[str], str]
) -> None:
    content = f"{before} {disguise(DENOUNCER['name'])} {after}"
    with pytest.raises(IdentityShown):
        letters.draft(LetterKind.TRANSFER, DENUNCIATION, say={"content": content}).paper()
