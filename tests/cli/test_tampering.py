"""What is changed behind the program's back is found by `check`, and the finding names the entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import VISIT, Reception, Scene

if TYPE_CHECKING:
    from pathlib import Path

# The entries of the register below; 1 founded it.
LOGGED, REGISTERED, CLASSIFIED, FORWARDED, REMINDED, LOGGED_TWICE, VOIDED = range(2, 9)


def play(reception: Reception) -> None:
    """A visit, a petition with its life, another visit; and a void number."""
    reception.do(
        VISIT,
        {
            "act": "register_petition", "channel": "post", "content": "Khiếu nại thu hồi đất",
            "petitioners": [{"name": "Lê Văn Tám"}], "against": {"body": "21025"},
        },
        {
            "act": "classify", "petition": "D-2026-0001", "kind": "complaint", "field": "land", "eligible": True,
            "jurisdiction": "other", "instance": "first",
        },
        {"act": "forward", "petition": "D-2026-0001", "to": "21028", "document": {"number": "1", "date": "2026-11-02"}},
        {"act": "remind", "petition": "D-2026-0001", "body": "21028"},
        VISIT,
        {"act": "void", "visit": "LT-2026-0002", "why": "nhầm"},
    )  # fmt: skip


@pytest.fixture
def tampered(tmp_path: Path, scene: Scene) -> Reception:
    """A copy of that register, to be spoilt."""
    return scene("tampering", play).copy(tmp_path)


def named(reception: Reception) -> set[int]:
    """Return the entries that the findings name."""
    found = reception.check()
    assert found["ok"] is False
    return {int(no) for finding in found["findings"] for no in re.findall(r"#(\d+)", finding["where"])}


def test_register_as_the_program_left_it_is_clean(scene: Scene) -> None:
    reception = scene("tampering", play)
    assert reception.rows("SELECT max(no) FROM entry") == [(VOIDED,)]
    reception.clean()


def test_every_changed_row_is_found_and_the_last_entry_that_wrote_it_is_named(tampered: Reception) -> None:
    tampered.sql(
        "UPDATE visit SET head_count = 2 WHERE no = 'LT-2026-0001'",
        "UPDATE petition SET kind = 'recommendation'",
        "UPDATE referral SET answered_on = '2026-11-02'",
        "UPDATE visit SET voided = NULL WHERE no = 'LT-2026-0002'",
        "UPDATE officer SET roles = 'head'",
    )
    ((last_on_petition,),) = tampered.rows("SELECT max(no) FROM entry WHERE changes LIKE '%\"petition\"%'")
    assert named(tampered) >= {1, LOGGED, FORWARDED, VOIDED, last_on_petition}


def test_every_falsified_entry_is_found_and_named(tampered: Reception) -> None:
    tampered.sql(
        "UPDATE entry SET changes = replace(changes, 'post', 'portal') WHERE no = 3",
        "UPDATE entry SET officer = 'binh' WHERE no = 4",
        "UPDATE entry SET at = replace(at, '2026', '2025') WHERE no = 5",
    )
    assert named(tampered) >= {REGISTERED, CLASSIFIED, FORWARDED}


def test_deleted_entry_is_found_and_named(tampered: Reception) -> None:
    tampered.sql(f"DELETE FROM entry WHERE no = {REMINDED}")
    assert REMINDED in named(tampered)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clock SET due = '2030-01-01'",
        "UPDATE book_number SET last = last + 1",
        "UPDATE reference_file SET text = text || ' ' WHERE id = 3",
        "UPDATE petition SET received_on = 'hôm qua'",
    ],
)
def test_what_was_deleted_or_falsified_is_found(tampered: Reception, statement: str) -> None:
    tampered.sql(statement)
    assert tampered.check()["ok"] is False


def test_entries_cut_off_with_all_their_rows_are_missed_by_the_head_of_the_last_page(tampered: Reception) -> None:
    """A tail cut off cleanly leaves a sound chain: the head printed on the nightly page is what gives it away."""
    before = tampered.summary("2026-11-02")["journal_head"]
    tampered.do(VISIT)
    assert tampered.summary("2026-11-02")["journal_head"] != before


def test_file_cut_short_is_exit_1_or_4_and_never_a_crash(tampered: Reception) -> None:
    whole = tampered.db.read_bytes()
    tampered.db.write_bytes(whole[: len(whole) // 2])
    ran = tampered.run("check", "--json")
    assert ran.code in {1, 4}
    ran.document()


def test_spoilt_page_is_no_crash(tampered: Reception) -> None:
    spoilt = bytearray(tampered.db.read_bytes())
    spoilt[8 * 4096 : 8 * 4096 + 512] = b"\xa5" * 512
    tampered.db.write_bytes(bytes(spoilt))
    ran = tampered.run("check", "--json")
    assert ran.code in {1, 4}
    ran.document()
