"""The files of letters: those that came with the program, the office's over them, and their faults."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.letter_facts import IDENTITY
from reception_tui.domain.letters import LetterKind, Secrecy
from reception_tui.store.reference.letters import FOLDER, letter_book, read_letters, shipped_letters

COMMON, RETURN = f"{FOLDER}/common.toml", f"{FOLDER}/return.toml"
BOOK = letter_book({})


def parsed() -> dict[str, dict[str, Any]]:
    return {name: tomllib.loads(text) for name, text in shipped_letters().items()}


def test_there_is_a_form_for_every_kind() -> None:
    assert {form.kind for form in BOOK.forms} == set(LetterKind)


@pytest.mark.parametrize("form", BOOK.forms, ids=lambda form: form.code)
def test_every_form_says_where_it_is_from(form: Any) -> None:
    (table,) = [one for file in parsed().values() for one in file.get("letter", []) if one["code"] == form.code]
    assert table["source"]
    assert table["sure"] in {"primary", "secondary", "recalled", "inferred"}


@pytest.mark.parametrize("form", BOOK.forms, ids=lambda form: form.code)
def test_every_form_is_signed_and_kept(form: Any) -> None:
    assert all(signature.capacity for signature in form.signatures)
    assert form.letterhead is False or form.recipients[-1].startswith("Lưu: ")


@pytest.mark.parametrize(
    "form", [one for one in BOOK.forms if one.secrecy is Secrecy.REDACTED], ids=lambda one: one.code
)
def test_what_goes_to_others_never_needs_to_know_who_somebody_is(form: Any) -> None:
    assert not IDENTITY & set(form.required)


def test_the_receipt_names_no_body() -> None:
    (receipt,) = [one for one in BOOK.forms if one.kind is LetterKind.RECEIPT]
    assert receipt.no_bodies


def test_the_office_changes_a_letter_by_a_file_of_its_own() -> None:
    own = shipped_letters()[RETURN].replace("PHIẾU TRẢ ĐƠN", "THÔNG BÁO TRẢ ĐƠN")
    book = letter_book({RETURN: own, "law/x.toml": "not read here"})
    assert [one.title for one in book.forms if one.code == "return"] == ["THÔNG BÁO TRẢ ĐƠN"]
    assert len(book.forms) == len(BOOK.forms)


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(ReferenceBroken) as caught:
        letter_book({RETURN: "[["})
    assert caught.value.field == RETURN


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"title": "{nobody}"}, "unknown_placeholder"),
        ({"titel": "x"}, "unknown_name"),
        ({"kind": "love_letter"}, "not_a_choice"),
        ({"about": ["moon"]}, "not_a_choice"),
        ({"until": "soon"}, "not_a_date"),
        ({"signature": []}, "missing"),
        ({"block": [{"text": "x", "colour": "red"}]}, "unknown_name"),
        ({"block": [{"rows": "late", "column": [{"title": "x", "value": "no", "wide": 1}]}]}, "unknown_name"),
        ({"signature": [{"capacity": ["X"], "hat": "y"}]}, "unknown_name"),
        ({"code": "apology"}, "twice"),
        ({"kind": "apology"}, "overlap"),
        ({"source": None}, "missing"),
        ({"required": "citizen"}, "not_a_list"),
    ],
)
def test_a_fault_stops_the_file(changes: dict[str, Any], what: str) -> None:
    files = parsed()
    table = files[RETURN]["letter"][0] | changes
    files[RETURN]["letter"][0] = {name: value for name, value in table.items() if value is not None}
    with pytest.raises(ReferenceBroken) as caught:
        read_letters(files)
    assert caught.value.values["what"] == what


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"long_date": "ngày {day}"}, "missing_placeholder"),
        ({"hidden": "{code} {name}"}, "unknown_placeholder"),
        ({"hidden_content": "{content}"}, "unknown_placeholder"),
        ({"titled": {"male": "ông"}}, "missing_placeholder"),
        ({"wrods": {}}, "unknown_name"),
        ({"words": None}, "missing"),
    ],
)
def test_the_shared_words_are_checked(changes: dict[str, Any], what: str) -> None:
    files = parsed()
    wording = files[COMMON]["wording"] | changes
    files[COMMON]["wording"] = {name: value for name, value in wording.items() if value is not None}
    with pytest.raises(ReferenceBroken) as caught:
        read_letters(files)
    assert caught.value.values["what"] == what


def test_without_the_shared_words_nothing_is_printed() -> None:
    files = parsed()
    del files[COMMON]
    with pytest.raises(ReferenceBroken):
        read_letters(files)


def test_a_form_that_ends_before_it_begins_is_refused() -> None:
    files = parsed()
    table = files[RETURN]["letter"][0]
    table["until"] = table["in_force"].replace(year=2000)
    with pytest.raises(ReferenceBroken) as caught:
        read_letters(files)
    assert caught.value.values["what"] == "ends_before_start"
