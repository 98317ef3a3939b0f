"""A petition is read by what it says and asks, not by what it calls itself."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.content import ContentKind, Reading, read_content
from reception_tui.domain.content_phrases import Phrases
from reception_tui.domain.text import fold
from reception_tui.store.reference.content import read_phrases
from reception_tui.store.reference.files import seed_folder
from tests.store.test_content_files import FIELDS, words_files

TEXTS = Path(__file__).parent / "texts"
ANSWERED = 0.88
RIGHT = 0.92
FIELD_RIGHT = 0.85
FRESH_FIELD_RIGHT = 0.80


class Labelled(NamedTuple):
    """One text, and what it is."""

    id: str
    text: str
    kind: str | None
    field: str
    split: str


@cache
def phrases() -> Phrases:
    return read_phrases(words_files(seed_folder() / "words"), FIELDS)


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    rows = (json.loads(line) for line in (TEXTS / f"{name}.jsonl").read_text("utf-8").splitlines())
    return tuple(Labelled(row["id"], row["text"], row["kind"], row["field"], row["split"]) for row in rows)


def read(text: str, title: str | None = None) -> Reading:
    return read_content(text, phrases(), title)


def unmarked(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def of_split(name: str, split: str) -> list[Labelled]:
    return [row for row in labelled(name) if split in ("all", row.split)]


SETS = [("kinds", "tune"), ("kinds", "held"), ("kinds", "all"), ("kinds_fresh", "held"), ("kinds_fresh", "all")]


@pytest.mark.parametrize(("name", "split"), SETS)
def test_most_texts_are_answered_and_the_answers_are_right(name: str, split: str) -> None:
    rows = of_split(name, split)
    kinds = [(row.kind, read(row.text).kind) for row in rows]
    petitions = [answer for kind, answer in kinds if kind is not None]
    answers = [(kind, answer) for kind, answer in kinds if answer is not None]
    assert sum(answer is not None for answer in petitions) >= ANSWERED * len(petitions)
    assert sum(kind == answer for kind, answer in answers) >= RIGHT * len(answers)


@pytest.mark.parametrize(("name", "split"), SETS)
def test_the_subject_field_is_mostly_right(name: str, split: str) -> None:
    rows = [row for row in of_split(name, split) if row.kind is not None]
    bar = FRESH_FIELD_RIGHT if (name, split) == ("kinds_fresh", "held") else FIELD_RIGHT
    assert sum(read(row.text).field == row.field for row in rows) >= bar * len(rows)


def test_a_third_of_the_labelled_texts_is_held_out_of_every_kind() -> None:
    for kind in (*(one.value for one in ContentKind), None):
        rows = [row for row in labelled("kinds") if row.kind == kind]
        held = sum(row.split == "held" for row in rows)
        assert len(rows) // 4 <= held <= len(rows) // 2


@pytest.mark.parametrize(
    ("variant", "least"), [("NFD", 1.0), ("upper", 0.98), ("lower", 0.98), ("unmarked", 0.95), ("wrapped", 0.97)]
)
def test_the_same_text_written_otherwise_is_read_alike(variant: str, least: float) -> None:
    write = {
        "NFD": lambda text: unicodedata.normalize("NFD", text),
        "upper": str.upper,
        "lower": str.lower,
        "unmarked": unmarked,
        "wrapped": lambda text: text.replace(", ", ",\n"),
    }[variant]
    rows = [*labelled("kinds"), *labelled("kinds_fresh")]
    same = sum(read(row.text).kind == read(write(row.text)).kind for row in rows)
    assert same >= least * len(rows)


PIECES = [
    "tôi khiếu nại",
    "Quyết định số 12/QĐ-UBND",
    "đề nghị hủy",
    "ông chủ tịch xã nhận hối lộ",
    "xử lý nghiêm",
    "mong sửa đường",
    "ĐƠN TỐ CÁO\n",
    "Kính gửi: UBND tỉnh\n",
    "không",
    "khieus nai",
    "tôs cáo",
    "…",
    ". ",
    ", ",
    "\n\n",
    "\u200b",
    "Đ.",
    "1.246 m2",
]
LETTER = st.characters(codec=None)
WRITTEN = st.lists(st.sampled_from(PIECES) | st.text(LETTER, max_size=8), max_size=14).map(" ".join)


@given(WRITTEN, st.sampled_from(["NFC", "NFD"]))
def test_every_phrase_stands_where_it_is_said_to(text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)
    for evidence in read(text).evidence:
        assert evidence.phrase
        assert text[evidence.start : evidence.start + len(evidence.phrase)] == evidence.phrase


def test_every_phrase_of_a_real_letter_stands_where_it_is_said_to() -> None:
    for row in (*labelled("kinds"), *labelled("kinds_fresh")):
        for text in (row.text, unicodedata.normalize("NFD", row.text), row.text.upper()):
            for evidence in read(text).evidence:
                assert text[evidence.start : evidence.start + len(evidence.phrase)] == evidence.phrase


@given(WRITTEN)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    fresh = read_phrases(words_files(seed_folder() / "words"), FIELDS) if len(text) % 50 == 7 else phrases()
    assert read(text) == read_content(text, fresh)


def test_the_order_of_the_files_changes_nothing() -> None:
    files = words_files(seed_folder() / "words")
    turned = read_phrases(dict(reversed(files.items())), FIELDS)
    for row in labelled("kinds_fresh"):
        assert read_content(row.text, turned) == read(row.text)


def test_confidence_is_a_share_and_an_answer_has_reasons() -> None:
    for row in labelled("kinds"):
        reading = read(row.text)
        assert 0 <= reading.confidence <= 1
        if reading.kind is not None:
            assert reading.evidence


COMPLAINT = "Tôi không đồng ý quyết định thu hồi đất số 12, đề nghị hủy quyết định và bồi thường cho gia đình tôi."
DENUNCIATION = "Ông chủ tịch xã nhận hối lộ và lập hồ sơ khống để rút tiền. Đề nghị điều tra, xử lý nghiêm ông này."
RECOMMENDATION = "Đường vào thôn hư hỏng nặng, bà con kính mong xã sớm sửa chữa và lắp đèn đường."
BODIES = {
    ContentKind.COMPLAINT: COMPLAINT,
    ContentKind.DENUNCIATION: DENUNCIATION,
    ContentKind.RECOMMENDATION: RECOMMENDATION,
}
TITLES = {
    ContentKind.COMPLAINT: "ĐƠN KHIẾU NẠI",
    ContentKind.DENUNCIATION: "ĐƠN TỐ CÁO",
    ContentKind.RECOMMENDATION: "ĐƠN KIẾN NGHỊ",
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("title", TITLES)
def test_a_wrong_title_is_reported_and_fools_nobody(body: ContentKind, title: ContentKind) -> None:
    header = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n"
    for text in (f"{TITLES[title]}\n{BODIES[body]}", f"{header}{TITLES[title]}\nKính gửi: UBND tỉnh\n{BODIES[body]}"):
        reading = read(text)
        assert (reading.kind, reading.title_says) == (body, title)
    assert read(BODIES[body], TITLES[title]).title_says is title


def test_texts_with_a_lying_title_are_read_by_their_content() -> None:
    rows = [json.loads(line) for line in (TEXTS / "kinds.jsonl").read_text("utf-8").splitlines()]
    lying = [row for row in rows if "lying" in row["notes"] or "title" in row["notes"]]
    assert len(lying) >= 10
    right = sum(read(row["text"]).kind in (row["kind"], None) for row in lying)
    assert right >= RIGHT * len(lying)


@pytest.mark.parametrize(
    "text",
    [
        "Tôi không khiếu nại gì, chỉ mong xã sửa giúp con đường cho bà con đi lại.",
        "Đây không phải là đơn tố cáo, tôi chỉ xin xã nạo vét mương cho bà con.",
        "Chúng tôi không tố cáo ai, kính mong nhà thầu làm xong đoạn cống còn dang dở.",
        "Trước đây tôi đã khiếu nại và đã xong; nay tôi kiến nghị xã lắp thêm đèn đường.",
        "Theo Luật Khiếu nại và Luật Tố cáo, kính mong xã mở lớp tuyên truyền pháp luật cho bà con.",
        "Mùa này mưa tố gió giật, kính mong xã sửa lại mái nhà văn hóa cho bà con.",
    ],
)
def test_what_is_denied_or_only_mentioned_is_not_the_writers_own_wish(text: str) -> None:
    assert read(text).kind is ContentKind.RECOMMENDATION
    assert read(unmarked(text)).kind is ContentKind.RECOMMENDATION


def test_two_matters_with_two_wishes_are_mixed_and_their_parts_are_told() -> None:
    text = f"{COMPLAINT} Đồng thời, tôi tố cáo việc sau. {DENUNCIATION}"
    reading = read(text)
    assert reading.kind is ContentKind.MIXED
    assert [part.kind.value for part in reading.parts] == ["complaint", "denunciation"]
    assert reading.parts[0].end == reading.parts[1].start
    assert text[reading.parts[1].start :].startswith("Đồng thời")


@pytest.mark.parametrize(
    "text",
    [
        "khieus nai quyeets ddinhj thu hoofi ddaats cuar xax, ddeef nghij huyr quyeets ddinhj",
        "Tôi khiêu nại quyêt định thu hồi đất, đề ngi huỷ quyết đinh",
        "toi khieu nai quyet dinh thu hoi dat, de nghi huy quyet dinh",
    ],
)
def test_slips_of_the_keyboard_are_understood(text: str) -> None:
    assert read(text).kind is ContentKind.COMPLAINT


@pytest.mark.parametrize("text", ["", " \n\t ", "....", "12345", "asdf qwer zxcv", "Kính gửi: UBND tỉnh"])
def test_what_says_nothing_is_not_guessed_at(text: str) -> None:
    assert read(text).kind is None


def test_evidence_says_why_in_both_languages() -> None:
    for evidence in read(COMPLAINT).evidence:
        assert evidence.why in phrases().reasons
        assert evidence.why_vi
        assert evidence.why_en
        assert fold(evidence.phrase)
