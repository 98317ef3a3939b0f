"""A register in which a letter of every kind is due, and the way to draw them up and issue them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import SQLModel

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.acts.letters import reprint
from reception_tui.desk.door import Desk, Outcome, execute
from reception_tui.desk.letters import Draft, Request, book_of, draft
from reception_tui.domain.commands import IssueLetter
from reception_tui.domain.letter_paper import LetterPaper
from reception_tui.domain.letters import About, LetterKind
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.reports.letters import document
from reception_tui.reports.text import render
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from reception_tui.store.tables import DEFAULTS, TABLES
from reception_tui.store.tables.letters import Letter
from reception_tui.store.work import Row
from tests.conftest import open_all

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

ON = date(2026, 11, 23)
COMPLAINT, DENUNCIATION, RECOMMENDATION = "D-2026-0001", "D-2026-0002", "D-2026-0003"
ACCEPTED, GUIDED, REFUSED, RETURNED, ACCEPTED_DENUNCIATION = (f"D-2026-{n:04}" for n in range(4, 9))
REFUSED_DENUNCIATION, PROPOSED, BARE = (f"D-2026-{n:04}" for n in range(9, 12))
VISIT, GROUP, TURNED_AWAY, SECRET_VISIT = (f"LT-2026-{n:04}" for n in range(1, 5))

CITIZEN = {
    "name": "Nguyễn Văn Đường",
    "id_number": "051082001234",
    "phone": "0905123456",
    "gender": "male",
    "commune": "21040",
    "address": "Tổ 7, thôn Phú Lễ",
}
DENOUNCER = {
    "name": "Trần Thị Kín",
    "id_number": "051186004321",
    "phone": "0915444333",
    "gender": "female",
    "commune": "21061",
    "address": "12 hẻm Vô Danh",
}
SAY: dict[LetterKind, dict[str, Any]] = {
    LetterKind.GUIDANCE: {"guided_to": "SNNMT"},
    LetterKind.REFUSAL: {"review_number": "Thông báo số 45/TB-UBND ngày 02/02/2026"},
    LetterKind.APOLOGY: {"new_date": "2026-12-04", "promised_on": "2026-11-16", "reason": "chờ kết quả xác minh"},
    LetterKind.INVITATION: {"new_date": "2026-12-01", "new_time": "08 giờ 00", "new_place": "Trụ sở Tiếp công dân"},
    LetterKind.MINUTES: {"conclusion": "Giao Ban Tiếp công dân tỉnh xử lý", "papers": "01 đơn"},
    LetterKind.RECEIPT: {"papers": "01 đơn, 03 tờ bản sao"},
}
WANTED: tuple[tuple[LetterKind, str], ...] = (
    (LetterKind.RECEIPT, COMPLAINT),
    (LetterKind.RECEIPT, DENUNCIATION),
    (LetterKind.GUIDANCE, GUIDED),
    (LetterKind.GUIDANCE, DENUNCIATION),
    (LetterKind.TRANSFER, COMPLAINT),
    (LetterKind.TRANSFER, DENUNCIATION),
    (LetterKind.TRANSFER, RECOMMENDATION),
    (LetterKind.PROPOSAL, PROPOSED),
    (LetterKind.RETURN, RETURNED),
    (LetterKind.REFUSAL, TURNED_AWAY),
    (LetterKind.ACCEPTANCE, ACCEPTED),
    (LetterKind.ACCEPTANCE, ACCEPTED_DENUNCIATION),
    (LetterKind.NON_ACCEPTANCE, REFUSED),
    (LetterKind.NON_ACCEPTANCE, REFUSED_DENUNCIATION),
    (LetterKind.REMINDER, COMPLAINT),
    (LetterKind.REMINDER, DENUNCIATION),
    (LetterKind.REMINDER, RECOMMENDATION),
    (LetterKind.REMINDER_BODY, "SNNMT"),
    (LetterKind.APOLOGY, COMPLAINT),
    (LetterKind.APOLOGY, VISIT),
    (LetterKind.INVITATION, COMPLAINT),
    (LetterKind.INVITATION, VISIT),
    (LetterKind.MINUTES, VISIT),
    (LetterKind.MINUTES, SECRET_VISIT),
    (LetterKind.APPOINTMENT_PAPER, GROUP),
    (LetterKind.ATTENDANCE, GROUP),
    (LetterKind.DEADLINE_ANNEX, COMPLAINT),
    (LetterKind.DEADLINE_ANNEX, VISIT),
)
"""Every kind of letter, each about a record that has what it needs."""


@dataclass(slots=True)
class Letters:
    """A desk that draws up and issues letters."""

    desk: Desk

    def draft(self, kind: LetterKind, no: str, on: date = ON, **values: Any) -> Draft:
        """Draw up a letter about the record, or to the body, of that number or code."""
        given = {"officer": "Lê Thị Lan", "say": SAY.get(kind, {})} | values
        request = Request(kind, about_of(no), on, **(given | subject_of(no, "no")))
        with self.desk.reading_opened() as work:
            return draft(work, self.desk.reference, book_of(work), request)

    def text(self, kind: LetterKind, no: str, **values: Any) -> str:
        """Return a letter as plain text, under the number 5."""
        return render(document(self.draft(kind, no, **values).paper(5)))

    def issue(self, kind: LetterKind, no: str, **values: Any) -> Outcome:
        """Issue a letter, through the act itself."""
        about = about_of(no)
        given = {"say": SAY.get(kind, {}), "on": ON} | values | subject_of(no, about.value)
        command = IssueLetter(kind=kind, **given)
        return execute(self.desk, command)

    def rows(self, table: str, **equal: Any) -> list[Row]:
        """Return rows of the register."""
        with self.desk.reading_opened() as work:
            return work.rows(table, **equal)

    def reprint(self, letter_id: int) -> LetterPaper:
        """Return a letter that was issued."""
        with self.desk.reading_opened() as work:
            return reprint(work, letter_id)


def about_of(no: str) -> About:
    """Return what kind of record the number or code is of."""
    if no.startswith("LT-"):
        return About.VISIT
    return About.PETITION if "-" in no else About.BODY


def subject_of(no: str, name: str) -> dict[str, str]:
    """Return the argument that names the record; a body is always `body`."""
    return {"body": no} if about_of(no) is About.BODY else {name: no}


def know_letters() -> None:
    """Make the table known to the store, where it is not yet."""
    table = str(Letter.__tablename__)
    TABLES.setdefault(table, SQLModel.metadata.tables[table])
    defaults: dict[str, Any] = {
        name: None if known.is_required() else known.default
        for name, known in Letter.model_fields.items()
        if name != "id"
    }
    DEFAULTS.setdefault(table, defaults)


@pytest.fixture(scope="session", name="letters_once")
def letters_once_fixture(
    tmp_path_factory: pytest.TempPathFactory,
    blank_register: Callable[[Path], Path],
    reference: Reference,
    officer: Officer,
    acts_of: Callable[[Desk], Act],
) -> Path:
    """A register made by acts alone."""
    know_letters()
    path = blank_register(tmp_path_factory.mktemp("letters") / "letters.db")
    register = open_register(url_of(path))
    with register.engine.begin() as connection:
        TABLES["letter"].create(connection, checkfirst=True)
    act = acts_of(Desk(register, reference, officer, lambda: datetime(2026, 11, 20, 9, 0, tzinfo=OFFICE_ZONE)))

    def petition(no: str, kind: str = "", person: dict[str, str] = CITIZEN, **fields: Any) -> None:
        classes = {name: fields.pop(name) for name in ("jurisdiction", "eligible", "why_not") if name in fields}
        given = {"received_on": "2026-10-01", "channel": "post", "petitioners": [person]} | fields
        assert act("register_petition", **given).no == no
        if kind:
            act("classify", petition=no, kind=kind, on="2026-10-02", **{"jurisdiction": "other"} | classes)

    land = "Khiếu nại quyết định thu hồi đất tại thửa 12"
    petition(COMPLAINT, "complaint", content=land, against={"body": "21040"}, dated="2026-09-28")
    act("forward", petition=COMPLAINT, to="SNNMT", sent_on="2026-10-05", document={"number": "12/PC-BTCD"})
    petition(
        DENUNCIATION,
        "denunciation",
        DENOUNCER,
        content="Giám đốc nhận hối lộ của doanh nghiệp khi giao đất",
        against={"body": "STC", "office": "Giám đốc", "person": "Phạm Văn Quan"},
    )
    act("forward", petition=DENUNCIATION, to="TTr", sent_on="2026-10-05")
    petition(RECOMMENDATION, "recommendation", content="Đề nghị sửa đường liên xã", signatories=12)
    act("forward", petition=RECOMMENDATION, to="SXD", sent_on="2026-10-05", answer_by="2026-10-30", co_handlers=["STC"])
    petition(ACCEPTED, "complaint", content=land, jurisdiction="ours", against={"body": "SNNMT"})
    act("dispose", petition=ACCEPTED, on="2026-10-06", **{"as": "accept"})
    petition(GUIDED, "complaint", content=land)
    act("dispose", petition=GUIDED, on="2026-10-06", **{"as": "guide"})
    petition(REFUSED, "complaint", content=land, jurisdiction="ours")
    act("dispose", petition=REFUSED, on="2026-10-06", why=["K11.6"], **{"as": "refuse_acceptance"})
    petition(RETURNED, "complaint", content=land, eligible=False, why_not=["KD1"])
    act("dispose", petition=RETURNED, on="2026-10-06", **{"as": "return"})
    petition(
        ACCEPTED_DENUNCIATION, "denunciation", DENOUNCER, content="Lập khống hồ sơ", jurisdiction="ours",
        against={"body": "STC", "office": "Giám đốc"},
    )  # fmt: skip
    act("dispose", petition=ACCEPTED_DENUNCIATION, on="2026-10-06", **{"as": "accept"})
    petition(REFUSED_DENUNCIATION, "denunciation", DENOUNCER, content="Chia chác quỹ", jurisdiction="ours")
    act("dispose", petition=REFUSED_DENUNCIATION, on="2026-10-06", why=["T29.a"], **{"as": "refuse_acceptance"})
    petition(PROPOSED, "complaint", content=land, jurisdiction="ours", against={"body": "SNNMT"})
    petition(BARE, petitioners=[], content="Đơn không ghi tên")

    act("log_visit", at="2026-10-08T08:30", people=[CITIZEN], content="Hỏi kết quả", request="Trả lời sớm")
    group = [CITIZEN | {"representative": True}, {"name": "Lê Thị Hai"}, {"name": "Phạm Ba"}]
    act("log_visit", at="2026-10-09T08:30", people=group, head_count=7, content="Phản đối thu hồi đất")
    act("log_visit", at="2026-10-12T08:30", people=[CITIZEN], content=land, result="refused", refusal="TC3")
    act("log_visit", at="2026-10-13T08:30", people=[DENOUNCER], content="Tố cáo Giám đốc", result="petition_received")
    act("register_petition", visit=SECRET_VISIT, petitioners=[DENOUNCER], content="Tố cáo Giám đốc nhận hối lộ")
    act("classify", petition="D-2026-0012", kind="denunciation", jurisdiction="other")
    register.close()
    return path


@pytest.fixture(name="letters")
def letters_fixture(
    letters_once: Path, tmp_path: Path, reference: Reference, officer: Officer, clock: Clock
) -> Iterator[Letters]:
    """A desk on a copy of that register, on 23 November 2026."""
    path = tmp_path / "letters.db"
    shutil.copyfile(letters_once, path)
    register = open_register(url_of(path))
    desk = Desk(register, reference, officer, clock)
    open_all(desk)
    yield Letters(desk)
    register.close()
