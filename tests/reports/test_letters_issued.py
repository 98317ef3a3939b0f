"""Letters that go out: numbered, kept word for word, and entered where the register waits for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.acts.letters import issue_letter, letters_about
from reception_tui.desk.context import Context
from reception_tui.desk.door import Desk
from reception_tui.domain.commands import IssueLetter
from reception_tui.domain.errors import (
    BadNumber,
    DateInFuture,
    DateTooEarly,
    LetterLacks,
    LetterNumberTaken,
    MissingField,
    NoRight,
    RecordVoid,
)
from reception_tui.domain.letters import About, LetterKind
from reception_tui.domain.office import Officer
from reception_tui.reports.letters import document
from reception_tui.reports.text import render
from tests.reports.letter_office import (
    ACCEPTED,
    COMPLAINT,
    DENUNCIATION,
    GUIDED,
    ON,
    RECOMMENDATION,
    VISIT,
    WANTED,
    Letters,
    letters_fixture,
    letters_once_fixture,
)

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

__all__ = ["letters_fixture", "letters_once_fixture"]


def numbers(letters: Letters) -> list[str]:
    return [row["no"] for row in letters.rows("letter")]


@pytest.mark.parametrize(("kind", "no"), WANTED, ids=[f"{kind}-{no}" for kind, no in WANTED])
def test_every_letter_is_reprinted_as_it_went_out(
    letters: Letters, kind: LetterKind, no: str, acts_of: Any, clock: Clock
) -> None:
    letters.issue(kind, no)
    (row,) = letters.rows("letter")
    first = render(document(letters.reprint(row["id"])))
    assert row["officer"] in first or "lan" in row["officer"]
    clock.day = date(2027, 3, 5)
    act: Act = acts_of(letters.desk)
    act("correct", petition=COMPLAINT, set={"content": "Nội dung đã sửa"}, why="ghi sai")
    act("correct", visit=VISIT, set={"content": "Nội dung đã sửa"}, why="ghi sai")
    for person in letters.rows("person"):
        act(
            "correct", person=person["id"], set={"name": f"Người Khác {person['id']}", "address": "nơi khác"}, why="sai"
        )
    assert render(document(letters.reprint(row["id"]))) == first


def test_each_symbol_has_numbers_of_its_own(letters: Letters) -> None:
    letters.issue(LetterKind.TRANSFER, DENUNCIATION)
    letters.issue(LetterKind.APOLOGY, COMPLAINT)
    letters.issue(LetterKind.TRANSFER, RECOMMENDATION)
    letters.issue(LetterKind.APOLOGY, VISIT)
    assert numbers(letters) == ["01/PC-BTCD", "01/BTCD", "02/PC-BTCD", "02/BTCD"]


def test_each_year_begins_anew(letters: Letters, clock: Clock) -> None:
    letters.issue(LetterKind.RECEIPT, COMPLAINT)
    clock.day = date(2027, 1, 5)
    letters.issue(LetterKind.RECEIPT, COMPLAINT, on=clock.day)
    assert numbers(letters) == ["01/GBN-BTCD", "01/GBN-BTCD"]


def test_a_number_from_the_clerk_moves_the_book_on(letters: Letters) -> None:
    letters.issue(LetterKind.APOLOGY, COMPLAINT, number=40)
    letters.issue(LetterKind.APOLOGY, VISIT)
    letters.issue(LetterKind.INVITATION, VISIT)
    assert numbers(letters) == ["40/BTCD", "41/BTCD", "01/GM-BTCD"]


def test_no_number_is_given_twice(letters: Letters) -> None:
    letters.issue(LetterKind.APOLOGY, COMPLAINT, number=7)
    with pytest.raises(LetterNumberTaken):
        letters.issue(LetterKind.APOLOGY, VISIT, number=7)
    letters.issue(LetterKind.APOLOGY, VISIT, number=3)
    letters.issue(LetterKind.APOLOGY, VISIT)
    assert numbers(letters) == ["07/BTCD", "03/BTCD", "08/BTCD"]


@pytest.mark.parametrize("number", [0, -1, 10**6])
def test_a_number_that_no_clerk_would_give_is_refused(letters: Letters, number: int) -> None:
    with pytest.raises(BadNumber):
        letters.issue(LetterKind.APOLOGY, COMPLAINT, number=number)


def test_a_letter_that_is_refused_takes_no_number(letters: Letters) -> None:
    with pytest.raises(LetterLacks):
        letters.issue(LetterKind.TRANSFER, GUIDED)
    letters.issue(LetterKind.TRANSFER, RECOMMENDATION)
    assert numbers(letters) == ["01/PC-BTCD"]


def test_a_transfer_bears_the_number_under_which_it_was_entered(letters: Letters) -> None:
    letters.issue(LetterKind.TRANSFER, COMPLAINT)
    assert numbers(letters) == ["12/PC-BTCD"]


def test_a_sending_without_a_number_gets_that_of_its_letter(letters: Letters) -> None:
    letters.issue(LetterKind.TRANSFER, DENUNCIATION)
    (sent,) = [row for row in letters.rows("referral") if row["body"] == "TTr"]
    assert (sent["document_number"], sent["document_date"]) == ("01/PC-BTCD", ON)


def test_a_decision_without_a_number_gets_that_of_its_letter(letters: Letters) -> None:
    letters.issue(LetterKind.GUIDANCE, GUIDED)
    (decided,) = [row for row in letters.rows("disposition") if row["kind"] == "guide"]
    assert decided["document_number"] == "01/PHD-BTCD"


def test_the_chairmans_clerk_numbers_his_letters(letters: Letters) -> None:
    letters.issue(LetterKind.ACCEPTANCE, ACCEPTED)
    letters.issue(LetterKind.ACCEPTANCE, ACCEPTED, number=311)
    assert numbers(letters) == ["", "311/TB-UBND"]
    assert letters.reprint(letters.rows("letter")[0]["id"]).number == "Số:       /TB-UBND"


def test_a_chaser_is_counted(letters: Letters) -> None:
    done = letters.issue(LetterKind.REMINDER, COMPLAINT)
    assert done.no == COMPLAINT
    (reminder,) = letters.rows("reminder")
    assert (reminder["round"], reminder["document_number"], reminder["on"]) == (1, "01/BTCD", ON)


def test_one_letter_to_a_body_chases_each_petition(letters: Letters) -> None:
    letters.issue(LetterKind.REMINDER_BODY, "SNNMT")
    (reminder,) = letters.rows("reminder")
    assert reminder["document_number"] == "01/BTCD"
    (row,) = letters.rows("letter")
    assert (row["body"], row["petition_id"], row["visit_id"]) == ("SNNMT", None, None)


def test_a_letter_is_not_of_tomorrow_nor_of_before_its_petition(letters: Letters) -> None:
    with pytest.raises(DateInFuture):
        letters.issue(LetterKind.APOLOGY, COMPLAINT, on=date(2026, 11, 24))
    with pytest.raises(DateTooEarly):
        letters.issue(LetterKind.APOLOGY, COMPLAINT, on=date(2026, 9, 30))


def test_a_letter_is_about_something(letters: Letters) -> None:
    with letters.desk.register.reading() as work:
        context = Context(work, letters.desk.reference, letters.desk.officer, ON)
        for kind in (LetterKind.APOLOGY, LetterKind.REMINDER_BODY):
            with pytest.raises(MissingField):
                issue_letter(context, IssueLetter(kind=kind))


def test_a_void_petition_gets_no_letter(letters: Letters, acts_of: Any) -> None:
    acts_of(letters.desk)("void", petition=GUIDED, why="vào sổ hai lần")
    with pytest.raises(RecordVoid):
        letters.issue(LetterKind.GUIDANCE, GUIDED)


def test_the_letters_of_a_record_are_found(letters: Letters) -> None:
    letters.issue(LetterKind.APOLOGY, COMPLAINT)
    letters.issue(LetterKind.RECEIPT, COMPLAINT)
    letters.issue(LetterKind.INVITATION, VISIT)
    (petition,) = letters.rows("petition", no=COMPLAINT)
    with letters.desk.register.reading() as work:
        found = letters_about(work, About.PETITION, petition["id"])
    assert [row["kind"] for row in found] == ["apology", "receipt"]


@pytest.mark.parametrize(
    ("kind", "no", "needed"),
    [
        (LetterKind.REMINDER, COMPLAINT, "remind"),
        (LetterKind.REMINDER_BODY, "SNNMT", "remind_body"),
        (LetterKind.TRANSFER, DENUNCIATION, "forward"),
        (LetterKind.GUIDANCE, GUIDED, "dispose"),
    ],
)
def test_who_may_not_decide_may_not_issue_the_letter(letters: Letters, kind: LetterKind, no: str, needed: str) -> None:
    desk = letters.desk
    receiver = Letters(Desk(desk.register, desk.reference, Officer("hai", "Hai", frozenset({"receiver"})), desk.now))
    with pytest.raises(NoRight) as caught:
        receiver.issue(kind, no)
    assert caught.value.values["act"] == needed
    receiver.issue(LetterKind.RECEIPT, COMPLAINT)
