"""Forms of letters: what may stand in them, what they ask for, and how they are filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.errors import UnknownForm
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.letter_checks import faults, names_in
from reception_tui.domain.letter_facts import BODIES, FREE_TEXT, IDENTITY, LISTS, SAID, VOCABULARY, Fact, Where
from reception_tui.domain.letter_paper import Issuer, LetterPaper, Missing, fill, from_json, missing, number_of, to_json
from reception_tui.domain.letters import (
    About,
    FormBlock,
    FormColumn,
    FormSignature,
    LetterBook,
    LetterForm,
    LetterKind,
    Secrecy,
    Slot,
    Wording,
    slots,
)

DAY = date(2026, 2, 5)
WORDING = Wording(
    long_date="ngày {day} tháng {month} năm {year}",
    date_line="{place}, {date}",
    file_line="Số: {number}",
    titled={"male": "ông {name}", "female": "bà {name}", "unknown": "ông (bà) {name}"},
    hidden="người gửi đơn (mã số {code})",
    hidden_content="không nêu",
    and_others="{citizen} và {count} người khác",
    guide_to="Đề nghị {citizen} gửi đơn đến {body}.",
    reminded="Văn bản số {number} {date}",
    words={"complaint": "khiếu nại", "WD": "ngày làm việc"},
)
ISSUER = Issuer("Văn phòng", "Ban Tiếp công dân tỉnh", "Quảng Ngãi")
FORM = LetterForm(
    code="one",
    kind=LetterKind.APOLOGY,
    about=frozenset({About.PETITION}),
    secrecy=Secrecy.OWN_HAND,
    title="THƯ",
    blocks=(
        FormBlock("Kính gửi: {citizen:cap}", "centred"),
        FormBlock("Vào {received_on:long} ({received_on}), đơn {kind}, {round:two} lần"),
        FormBlock("Lý do: {reason}", when=("reason",)),
    ),
    required=("citizen", "received_on", "kind", "round"),
    in_force=date(2020, 1, 1),
    symbol="{number}/BTCD",
    signatures=(FormSignature(("TRƯỞNG BAN",), "(Ký)", "{signer}"),),
)
FACTS = {"citizen": "ông A", "received_on": DAY, "kind": PetitionKind.COMPLAINT, "round": 2}
TABLE = FormBlock(rows="roster", columns=(FormColumn("STT", "n", right=True), FormColumn("Tên", "name", 2)))


def paper(form: LetterForm = FORM, **facts: object) -> LetterPaper:
    return fill(form, FACTS | facts, {}, WORDING, ISSUER, number=7, on=DAY)  # type: ignore[arg-type]


def found(**changes: object) -> list[tuple[str, str]]:
    return list(faults(replace(FORM, **changes)))  # type: ignore[arg-type]


def test_every_value_is_written_as_its_slot_asks() -> None:
    texts = [block.text for block in paper().blocks]
    assert texts == [
        "Kính gửi: Ông A",
        "Vào ngày 05 tháng 02 năm 2026 (05/02/2026), đơn khiếu nại, 02 lần",
    ]


def test_a_block_is_printed_when_all_that_it_tells_is_known() -> None:
    assert [block.text for block in paper(reason="bận").blocks][-1] == "Lý do: bận"
    assert len(paper(reason=" ").blocks) == 2


def test_a_name_that_nobody_gave_is_left_for_the_pen() -> None:
    assert paper().signatures[0].name == ""
    assert paper(signer="Võ Văn Ký").signatures[0].name == "Võ Văn Ký"


def test_place_day_and_number_stand_as_the_decree_asks() -> None:
    assert (paper().place_and_date, paper().number) == ("Quảng Ngãi, ngày 05 tháng 02 năm 2026", "Số: 07/BTCD")
    assert WORDING.date_in_words(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert number_of(FORM, 123) == "123/BTCD"
    assert number_of(FORM, None).strip() == "/BTCD"
    assert FORM.series == "BTCD"


def test_a_citizens_own_paper_has_no_letterhead() -> None:
    own = fill(replace(FORM, letterhead=False, symbol=""), FACTS, {}, WORDING, ISSUER, number=None, on=DAY)
    assert (own.parent, own.issuer, own.number) == ("", "", "")


def test_a_table_prints_its_columns_of_each_row() -> None:
    form = replace(FORM, blocks=(TABLE,))
    rows = {"roster": ({"n": "1", "name": "A"}, {"n": "2"})}
    (block,) = fill(form, FACTS, rows, WORDING, ISSUER, number=None, on=DAY).blocks
    assert block.rows == (("1", "A"), ("2", ""))
    assert missing(form, FACTS, {"roster": ()}) == (Missing(Fact.ROSTER, Where.VISIT_FORM),)


def test_what_is_missing_is_named_in_the_order_of_the_form() -> None:
    assert missing(FORM, {"kind": PetitionKind.COMPLAINT, "round": 0, "citizen": "  "}, {}) == (
        Missing(Fact.CITIZEN, Where.CARD),
        Missing(Fact.RECEIVED_ON, Where.PETITION_FORM),
    )
    assert missing(FORM, FACTS, {}) == ()


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_value_is_never_read_as_a_form(citizen: str, reason: str) -> None:
    facts = FACTS | {"citizen": "{reason}" + citizen, "reason": "{citizen}" + reason}
    texts = [block.text for block in fill(FORM, facts, {}, WORDING, ISSUER, number=1, on=DAY).blocks]
    assert texts[0] == "Kính gửi: {reason}" + citizen
    assert texts[-1] == "Lý do: {citizen}" + reason


@given(st.text(max_size=60))
def test_a_letter_is_kept_word_for_word(text: str) -> None:
    kept = paper(replace(FORM, blocks=(*FORM.blocks, TABLE)[:3], recipients=("Lưu",)), reason=text or "x")
    assert from_json(to_json(kept)) == kept
    assert to_json(from_json(to_json(kept))) == to_json(kept)


def test_a_table_is_kept_too() -> None:
    form = replace(FORM, blocks=(TABLE,))
    kept = fill(form, FACTS, {"roster": ({"n": "1"},)}, WORDING, ISSUER, number=None, on=DAY)
    assert from_json(to_json(kept)) == kept
    assert list(kept.texts())


# --- what is wrong with a form


def test_a_sound_form_has_no_fault() -> None:
    assert found() == []
    assert names_in(FORM) == {"citizen", "received_on", "kind", "round", "reason", "signer"}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "{nobody}"}, ("unknown_placeholder", "nobody")),
        ({"required": (*FORM.required, "nobody")}, ("unknown_placeholder", "nobody")),
        ({"title": "{reason}"}, ("may_be_empty", "reason")),
        ({"title": "{citizen:loud}"}, ("unknown_style", "loud")),
        ({"title": "{citizen"}, ("bad_placeholder", "{citizen")),
        ({"title": "{citizen!r}"}, ("bad_placeholder", "{citizen!r}")),
        ({"title": "{citizen.name}"}, ("bad_placeholder", "{citizen.name}")),
        ({"title": "{0}"}, ("bad_placeholder", "{0}")),
        ({"recipients": ("{phone}",)}, ("may_be_empty", "phone")),
        ({"subject": "}"}, ("bad_placeholder", "}")),
        ({"title": "{roster}"}, ("unknown_placeholder", "roster")),
        ({"symbol": "BTCD"}, ("bad_symbol", "BTCD")),
        ({"signatures": ()}, ("missing", "signature")),
        ({"blocks": (FormBlock("x", "loud"),)}, ("unknown_style", "loud")),
        ({"blocks": (FormBlock("x", when=("nobody",)),)}, ("unknown_placeholder", "nobody")),
        ({"blocks": (replace(TABLE, rows="crowd"),)}, ("unknown_list", "crowd")),
        ({"blocks": (replace(TABLE, columns=(FormColumn("x", "wife"),)),)}, ("unknown_column", "wife")),
        ({"secrecy": Secrecy.REDACTED, "required": (*FORM.required, "address")}, ("identity_required", "address")),
        ({"no_bodies": True, "blocks": (FormBlock("{against}", when=("against",)),)}, ("names_a_body", "against")),
        ({"no_bodies": True, "blocks": (FormBlock("{content}", when=("content",)),)}, ("names_a_body", "content")),
    ],
)
def test_a_fault_is_found_when_the_form_is_read(changes: dict[str, object], fault: tuple[str, str]) -> None:
    assert fault in found(**changes)


def test_the_vocabulary_holds_together() -> None:
    assert set(VOCABULARY) == set(Fact)
    assert set(VOCABULARY) >= IDENTITY | BODIES | FREE_TEXT | SAID | set(LISTS)
    assert {VOCABULARY[name] for name in SAID} <= {Where.LETTER, Where.PETITION_FORM, Where.DISPOSE}


# --- which form


def test_the_form_made_for_a_kind_of_petition_goes_before_a_general_one() -> None:
    special = replace(FORM, code="two", petition_kinds=frozenset({PetitionKind.DENUNCIATION}))
    book = LetterBook((FORM, special), WORDING)
    assert book.form_for(LetterKind.APOLOGY, About.PETITION, PetitionKind.DENUNCIATION, DAY).code == "two"
    assert book.form_for(LetterKind.APOLOGY, About.PETITION, PetitionKind.COMPLAINT, DAY).code == "one"


def test_the_version_of_the_day_is_taken() -> None:
    old = replace(FORM, code="old", until=date(2025, 12, 31))
    new = replace(FORM, code="new", in_force=date(2026, 1, 1))
    book = LetterBook((old, new), WORDING)
    assert book.form_for(LetterKind.APOLOGY, About.PETITION, None, date(2025, 12, 31)).code == "old"
    assert book.form_for(LetterKind.APOLOGY, About.PETITION, None, DAY).code == "new"
    with pytest.raises(UnknownForm):
        book.form_for(LetterKind.APOLOGY, About.PETITION, None, date(2019, 12, 31))
    with pytest.raises(UnknownForm):
        book.form_for(LetterKind.APOLOGY, About.VISIT, None, DAY)


def test_the_slots_of_a_text_are_read_in_order() -> None:
    assert slots("a {citizen:cap} b {on}") == (Slot("citizen", "cap"), Slot("on"))
