"""What reception days and meetings concluded, and notes on days, are sealed with the denunciation they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.coordination import meeting_held
from reception_tui.desk.queries.sessions import held_day
from reception_tui.domain.errors import IdentityClosed
from reception_tui.reports.coordination import meeting_document
from tests.conftest import PIN, open_all
from tests.desk.test_sealing import AUTHOR, NO, WORDS, in_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Act, Clock


def test_what_a_reception_day_concluded_about_a_denunciation_is_sealed_with_it(
    act: Act, path: Path, desk: Desk, clock: Clock
) -> None:
    session = act("hold_session", on="2026-11-23", host="chairman").no
    visit = act("log_visit", people=[AUTHOR], content=WORDS, session=session, result="petition_received").no
    act("conclude", session=session, conclusion=f"Bà {AUTHOR['name']} nói {WORDS}")
    act("register_petition", visit=visit, petitioners=[AUTHOR], content=WORDS)
    act("classify", petition=NO, kind="denunciation", jurisdiction="other")
    assert in_file(path) == []
    act("conclude", session=session, conclusion=f"Mời bà {AUTHOR['name']} lần nữa")
    assert in_file(path) == []
    assert check(desk) == []
    desk.keyring.close()
    with pytest.raises(IdentityClosed):
        act("conclude", session=session, conclusion="thêm")
    act("open_identity", petition=NO, reason="ghi kết luận", pin=PIN)
    act("conclude", session=session, conclusion="thêm")
    with desk.reading_opened() as work:
        told = work.by_no("session", session, "session")["conclusion"]
    assert told.splitlines() == [
        f"Bà {AUTHOR['name']} nói {WORDS}", f"Mời bà {AUTHOR['name']} lần nữa", "thêm",
    ]  # fmt: skip
    with desk.register.reading() as work:
        assert held_day(work, desk.reference, session).session["conclusion"] == ""


@pytest.mark.parametrize("talked_of", ["task", "task of the visit", "number", "matter"])
@pytest.mark.parametrize("found_out", ["before", "after"])
def test_what_a_meeting_concluded_about_a_denunciation_is_sealed_with_it(
    act: Act, path: Path, desk: Desk, talked_of: str, found_out: str
) -> None:
    visit = act("log_visit", people=[AUTHOR], content=WORDS, result="petition_received").no
    act("register_petition", visit=visit, petitioners=[AUTHOR], content=WORDS)
    if found_out == "before":
        act("classify", petition=NO, kind="denunciation", jurisdiction="other")
    if talked_of == "matter":
        act("note_holding", petition=NO, body="UBKTTU")
    told = f"Bà {AUTHOR['name']} nói {WORDS}" + (", đơn d-2026/1" if talked_of == "number" else "")
    meeting = act("hold_meeting", first="2026-11-01", last="2026-11-23", conclusion=told).no
    if talked_of.startswith("task"):
        record = {"visit": visit} if talked_of.endswith("visit") else {"petition": NO}
        act("give_task", body="TTr", what=WORDS, by="2026-12-01", meeting=meeting, **record)
    if found_out == "after":
        act("classify", petition=NO, kind="denunciation", jurisdiction="other")
    assert in_file(path) == []
    assert check(desk) == []
    with desk.register.reading() as work:
        closed = meeting_document(meeting_held(work, desk.reference, meeting), desk.reference)
    assert "niêm phong" in repr(closed)
    open_all(desk)
    with desk.reading_opened() as work:
        assert meeting_held(work, desk.reference, meeting).meeting["conclusion"] == told


def test_a_meeting_that_talked_of_no_denunciation_keeps_its_words(act: Act, desk: Desk) -> None:
    act("register_petition", petitioners=[AUTHOR], content="Tôi tố cáo")
    meeting = act("hold_meeting", first="2026-11-01", last="2026-11-23", conclusion="Rà soát đơn D-2026-0009").no
    with desk.register.reading() as work:
        assert work.by_no("meeting", meeting, "no")["sealed"] == ""


def test_a_note_on_a_day_is_sealed_once_a_denouncer_is_registered_for_it(act: Act, path: Path, desk: Desk) -> None:
    act("register_petition", petitioners=[AUTHOR], content="Tôi tố cáo", secret=True)
    day = act("plan_session", on="2026-12-15", host="chairman", note=f"mời bà {AUTHOR['name']}", content="tiếp dân").no
    assert in_file(path) == [AUTHOR["name"]]
    act("register_for_session", day=day, petition=NO)
    assert in_file(path) == []
    assert check(desk) == []
    with desk.register.reading() as work:
        assert work.by_no("planned_day", day, "no")["content"] == "tiếp dân"
