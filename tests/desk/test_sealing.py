"""What tells who denounced is sealed in the file itself; it opens for its officers, with a reason, for some minutes."""

from __future__ import annotations

import base64
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine

from reception_tui.desk import door
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.keyring import Keyring
from reception_tui.desk.queries.record import petition_page
from reception_tui.domain.errors import IdentityClosed, OpeningRefused, SealBroken, WrongPassphrase
from reception_tui.domain.office import Officer, Secrets
from reception_tui.store import drafts, journal, keys, seals
from reception_tui.store.engine import url_of
from tests.conftest import CHEAP, EVERY_ROLE, PIN, open_all, recovery_pair
from tests.tampering import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Act, Clock

AUTHOR = {
    "name": "Trần Thị Kín",
    "id_number": "051082004321",
    "phone": "0905444333",
    "address": "hẻm Vô Danh 9",
    "commune": "21040",
}
WORDS, ACCUSED, REPLY = "nhận hối lộ hai tỷ đồng", "Phạm Văn Quan", "đã mời người ấy đến làm việc"
SECRETS = (AUTHOR["name"], AUTHOR["id_number"], AUTHOR["phone"], AUTHOR["address"], WORDS, ACCUSED, REPLY)
NO = "D-2026-0001"


def in_file(path: Path) -> list[str]:
    """Return the secrets that stand anywhere in the register's file or its log, in any usual writing."""
    raw = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*")).lower()
    found = []
    for secret in SECRETS:
        forms = {secret, unicodedata.normalize("NFD", secret), secret.lower()}
        written = {form.encode(code).lower() for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")}
        if any(one in raw for one in written) or base64.b64encode(secret.encode())[:-4].lower() in raw:
            found.append(secret)
    return found


@pytest.fixture
def denounced(act: Act) -> str:
    """A visit and its petition, in the book for a while in clear words; then it is classified as a denunciation."""
    act("log_visit", people=[AUTHOR], content=WORDS, request=WORDS, result="petition_received")
    against = {"body": "STC", "person": ACCUSED}
    act("register_petition", visit="LT-2026-1", petitioners=[AUTHOR], content=WORDS, against=against, note=WORDS)
    act("correct", petition=NO, set={"title": WORDS}, why="ghi đủ")
    act("classify", petition=NO, kind="denunciation", jurisdiction="other")
    act("forward", petition=NO, to="TTr", note=WORDS)
    act("record_reply", petition=NO, content=REPLY, final=False)
    return NO


def opened(desk: Desk) -> tuple[bool, str]:
    with desk.reading_opened() as work:
        page = petition_page(work, desk.reference, NO, desk.today)
    return page.opened, " ".join(person["name"] for person in page.people)


def entries(desk: Desk, act: str) -> list[tuple[str, str]]:
    with desk.register.reading() as work:
        rows = work.connection.exec_driver_sql(f"SELECT officer, subject FROM entry WHERE act = '{act}'")
        return [(row.officer, row.subject) for row in rows]


def test_the_words_stand_in_the_file_before_the_classification_and_nowhere_after(
    act: Act, path: Path, denounced: str
) -> None:
    assert in_file(path) == []
    act("register_petition", petitioners=[AUTHOR], content="kiến nghị sửa đường")
    assert in_file(path) == [AUTHOR["name"], AUTHOR["id_number"], AUTHOR["phone"], AUTHOR["address"]]


def test_a_paper_that_calls_itself_a_denunciation_never_stands_in_clear_words(act: Act, path: Path) -> None:
    done = act("register_petition", petitioners=[AUTHOR], title="Đơn tố cáo", content=WORDS, against={"body": "STC"})
    assert [notice.code for notice in done.notices] == ["sealed_at_once"]
    assert in_file(path) == []


def test_one_that_turned_out_to_be_a_complaint_is_in_clear_again(act: Act, path: Path, desk: Desk) -> None:
    no = act("register_petition", petitioners=[AUTHOR], title="Đơn tố cáo", content=WORDS).no
    act("classify", petition=no, kind="complaint", jurisdiction="other")
    with desk.register.reading() as work:
        assert work.by_no("petition", no, "petition")["content"] == WORDS
    assert check(desk) == []


def test_check_finds_nothing_wrong_without_any_key_and_with_every_key(desk: Desk, denounced: str) -> None:
    assert check(desk) == []
    with desk.register.reading() as work:
        held = keys.cases_held(work, keys.private_key_of(work, "lan", PIN))
        assert list(journal.verify(work.connection, held)) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE petition SET sealed = sealed || ' AAAA'",
        "UPDATE person SET name = 'Ai đó' WHERE sealed != ''",
        "UPDATE person SET sealed = ''",
        "UPDATE entry_text SET body = substr(body, 1, 40) || 'A' || substr(body, 42) WHERE salt = '' AND id = 1",
        "DELETE FROM entry_text WHERE salt = ''",
        "UPDATE sealed_case SET public_key = 'AAAA'",
        "UPDATE officer_key SET public_key = 'AAAA' WHERE officer = 'lan'",
        "DELETE FROM case_key",
    ],
)
def test_tampering_with_what_is_sealed_is_found_without_a_key(
    desk: Desk, denounced: str, place: str, tampering: str
) -> None:
    """By a connection of somebody else's: the register's own refuses most of it."""
    engine = create_engine(url_of(place))
    with engine.begin() as connection:
        if "id = 1" in tampering:
            first = connection.exec_driver_sql("SELECT min(id) FROM entry_text WHERE salt = ''").scalar_one()
            tampering = tampering.replace("id = 1", f"id = {first}")
        with unguarded(connection):
            connection.exec_driver_sql(tampering)
    engine.dispose()
    assert check(desk) != []


def test_check_names_what_stands_in_clear_although_it_is_a_denunciation(
    desk: Desk, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a program would leave it that seals nothing; the next act on the petition seals it."""
    with monkeypatch.context() as patch:
        patch.setattr(door, "seal_secrets", lambda *_: {})
        act("log_visit", people=[AUTHOR], content=WORDS, result="petition_received")
        act("register_petition", visit="LT-2026-1", petitioners=[AUTHOR], content=WORDS)
        act("classify", petition=NO, kind="denunciation", jurisdiction="other")
        act("forward", petition=NO, to="TTr", note=WORDS)
    found = {(one.code, one.where) for one in check(desk)} - {("search_differs", "person 1")}
    assert found == {
        ("secret_in_clear", where) for where in (NO, "LT-2026-0001", "VV-2026-0001", "referral 1", "person 1")
    }
    act("remind", petition=NO)
    assert check(desk) == []


def test_check_names_what_the_journal_says_in_clear(desk: Desk, act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    act("register_petition", petitioners=[AUTHOR], content=WORDS)
    monkeypatch.setattr(journal, "seal_history", lambda *_: [])
    act("classify", petition=NO, kind="denunciation", jurisdiction="other")
    assert [(one.code, one.where) for one in check(desk)] == [("secret_in_clear", NO), ("secret_in_clear", "person 1")]


def test_it_opens_with_a_reason_and_the_pin_for_ten_minutes(act: Act, desk: Desk, denounced: str, clock: Clock) -> None:
    desk.keyring.close()
    assert opened(desk) == (False, "")
    done = act("open_identity", petition=NO, reason="mời làm việc", pin=PIN)
    assert done.notices[0].values["until"] == "09:10"
    assert opened(desk) == (True, AUTHOR["name"])
    clock.time = clock.time.replace(minute=10)
    assert opened(desk) == (False, "")
    assert entries(desk, "open_identity") == [("lan", NO)]
    assert check(desk) == []


@pytest.mark.parametrize(
    ("code", "pin", "why"), [("lan", "1357", "wrong_pin"), ("binh", PIN, "no_key"), ("chi", PIN, "no_holder")]
)
def test_a_refusal_opens_nothing_and_stays_in_the_journal(
    path: Path,
    act: Act,
    acts_of: Callable[[Desk], Act],
    desk: Desk,
    denounced: str,
    code: str,
    pin: str,
    why: str,
) -> None:
    desk.keyring.close()
    other = keys.made_for(PIN, cost=CHEAP)
    act("change_officer", code="binh", name="Bình", roles=["head"])
    given = {"public_key": other.public_key, "wrapped_key": other.wrapped}
    act("change_officer", code="chi", name="Chi", roles=["head"], **given)
    theirs = replace(desk, officer=Officer(code, code, EVERY_ROLE))
    with pytest.raises(OpeningRefused) as refused:
        acts_of(theirs)("open_identity", petition=NO, reason=f"vì {AUTHOR['name']}", pin=pin)
    assert refused.value.values["why"] == why
    assert opened(theirs) == (False, "")
    assert entries(desk, "open_identity") == [(code, NO)]
    assert in_file(path) == []
    assert check(desk) == []


def test_the_office_can_want_a_second_officer(act: Act, desk: Desk, acts_of: Callable[[Desk], Act]) -> None:
    two = replace(desk, reference=replace(desk.reference, secrets=Secrets(second_officer=True)))
    made = keys.made_for("8642", cost=CHEAP)
    given = {"public_key": made.public_key, "wrapped_key": made.wrapped}
    act("change_officer", code="minh", name="Minh", roles=["head"], **given)
    act("register_petition", petitioners=[AUTHOR], title="Tố cáo", content=WORDS)
    two.keyring.close()
    do = acts_of(two)
    for second in ({}, {"second": "lan", "second_pin": PIN}, {"second": "minh", "second_pin": PIN}):
        with pytest.raises(OpeningRefused):
            do("open_identity", petition=NO, reason="x", pin=PIN, **second)
    do("open_identity", petition=NO, reason="x", pin=PIN, second="minh", second_pin="8642")
    assert opened(two) == (True, AUTHOR["name"])


def test_undoing_the_classification_needs_the_words_open(act: Act, desk: Desk) -> None:
    act("register_petition", petitioners=[AUTHOR], content=WORDS)
    entry = act("classify", petition=NO, kind="denunciation").entry
    desk.keyring.close()
    with pytest.raises(IdentityClosed):
        act("undo", entry=entry)
    act("open_identity", petition=NO, reason="phân loại nhầm", pin=PIN)
    act("undo", entry=entry)
    with desk.register.reading() as work:
        assert work.by_no("petition", NO, "petition")["content"] == WORDS
    assert check(desk) == []


def test_the_recovery_key_opens_every_case(desk: Desk, denounced: str) -> None:
    first, second = seals.halves(recovery_pair().private)
    pair = seals.pair_of(seals.joined(first, second))
    with desk.register.reading() as work:
        work.keys = keys.cases_held(work, pair)
        page = petition_page(work, desk.reference, NO, desk.today)
    assert [person["name"] for person in page.people] == [AUTHOR["name"]]


def test_somebody_known_in_the_open_stays_so_and_nothing_tells_that_they_denounced(
    act: Act, desk: Desk, path: Path
) -> None:
    act("register_petition", petitioners=[AUTHOR], content="kiến nghị sửa đường")
    act("register_petition", petitioners=[AUTHOR], content=WORDS)
    act("classify", petition="D-2026-2", kind="denunciation")
    with desk.register.reading() as work:
        (open_,) = work.rows("petition_person", petition_id=1)
        (secret,) = work.rows("petition_person", petition_id=2)
        assert open_["person_id"] != secret["person_id"]
        assert work.row("person", open_["person_id"])["name"] == AUTHOR["name"]
        assert work.row("person", secret["person_id"])["name"] == ""
        about = work.connection.exec_driver_sql("SELECT entry_no FROM entry_text WHERE about = 'person:1'").all()
    assert [row[0] for row in about] == [2]
    assert check(desk) == []


def test_the_two_halves_give_a_new_officer_every_case_and_wrong_ones_nothing(
    act: Act, acts_of: Callable[[Desk], Act], desk: Desk, denounced: str
) -> None:
    made = keys.made_for("8642", cost=CHEAP)
    given = {"public_key": made.public_key, "wrapped_key": made.wrapped}
    act("change_officer", code="moi", name="Mới", roles=["head"], **given)
    first, second = seals.halves(recovery_pair().private)
    other, _ = seals.halves(b"x" * 32)
    with pytest.raises(WrongPassphrase):
        act("recover_cases", officer="moi", first_half=first, second_half=other)
    with pytest.raises(SealBroken):
        act("recover_cases", officer="moi", first_half=first, second_half=second[:-1])
    told = act("recover_cases", officer="moi", first_half=first, second_half=second)
    assert told.notices[0].values["count"] == 1
    theirs = replace(desk, officer=Officer("moi", "Mới", EVERY_ROLE), keyring=Keyring())
    acts_of(theirs)("open_identity", petition=NO, reason="bàn giao", pin="8642")
    assert opened(theirs) == (True, AUTHOR["name"])
    theirs.keyring.close()
    act("share_case", petition=NO, officer="moi", take_away=True)
    with pytest.raises(OpeningRefused):
        acts_of(theirs)("open_identity", petition=NO, reason="x", pin="8642")
    assert check(desk) == []


def test_what_is_typed_and_not_saved_lies_in_the_file_sealed(desk: Desk, path: Path) -> None:
    values = {"name": AUTHOR["name"], "content": WORDS}
    with desk.register.writing() as work:
        drafts.keep(work.connection, None, "lan", "petition", "", "2026-11-23T09:00:00", values)
    assert in_file(path) == []
    with desk.register.reading() as work:
        assert drafts.of_officer(work.connection, "lan")[0].values == values


def test_another_desks_draft_cannot_be_read_and_is_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.register.writing() as work:
        drafts.keep(work.connection, None, "lan", "petition", "", "2026-11-23T09:00:00", {"name": "x"})
    with desk.register.reading() as work, monkeypatch.context() as elsewhere:
        elsewhere.setattr("reception_tui.store.desk_key._key", lambda _place: b"k" * 32)
        assert drafts.every(work.connection) == []
    with desk.register.reading() as work:
        assert len(drafts.every(work.connection)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a program forbid its core dump")
def test_a_program_that_holds_an_open_case_leaves_no_core_dump() -> None:
    code = (
        "from datetime import datetime; from reception_tui.desk.keyring import Keyring; import resource, pathlib\n"
        "Keyring().keep(1, b'k', datetime.now())\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), pathlib.Path('/proc/self').stat().st_uid)\n"
        "import os; os.abort()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("(0, 0)")
    assert done.returncode == -6


def test_the_same_paper_entered_by_mistake_and_taken_back_is_sealed_with_the_one_that_stands(
    act: Act, path: Path, desk: Desk
) -> None:
    paper = {"petitioners": [AUTHOR], "content": WORDS, "title": "Đơn", "note": REPLY}
    undone = act("register_petition", **paper)
    act("undo", entry=undone.entry)
    voided = act("register_petition", **paper, channel="post").no
    act("void", petition=voided, why=f"nhầm của {AUTHOR['name']}")
    act("register_petition", **paper)
    act("classify", petition="D-2026-0003", kind="denunciation", jurisdiction="other")
    assert in_file(path) == []
    assert check(desk) == []


def test_a_sealed_paper_that_is_taken_out_of_force_unopened_keeps_its_note_for_who_opens_it(
    act: Act, desk: Desk, path: Path
) -> None:
    act("register_petition", petitioners=[AUTHOR], content="Tôi tố cáo", note=WORDS)
    desk.keyring.close()
    act("void", petition=NO, why=REPLY)
    assert in_file(path) == []
    assert check(desk) == []
    with desk.reading_opened() as work:
        assert work.by_no("petition", NO, "no")["note"] == ""
    open_all(desk)
    with desk.reading_opened() as work:
        assert work.by_no("petition", NO, "no")["note"] == f"{WORDS}\n{REPLY}"


@pytest.mark.parametrize(
    ("title", "content", "sealed"),
    [
        ("Đơn", f"Kính gửi Chủ tịch. Tôi tố cáo {ACCUSED} {WORDS}", True),
        ("Đơn đề nghị xem xét", f"Nay làm đơn TỐ CÁO, {WORDS}", True),
        ("Đơn khiếu nại", "Tôi khiếu nại quyết định giải quyết tố cáo số 5", False),
    ],
)
def test_a_paper_that_says_in_its_text_that_it_denounces_is_sealed_at_once(
    act: Act, desk: Desk, title: str, content: str, sealed: bool
) -> None:
    no = act("register_petition", petitioners=[AUTHOR], title=title, content=content).no
    with desk.register.reading() as work:
        assert bool(work.by_no("petition", no, "petition")["sealed"]) is sealed


def test_where_the_office_wants_it_every_petition_is_sealed_until_it_is_classified(
    act: Act, acts_of: Callable[[Desk], Act], desk: Desk, path: Path
) -> None:
    do = acts_of(replace(desk, reference=replace(desk.reference, secrets=Secrets(until_classified=True))))
    no = do("register_petition", petitioners=[AUTHOR], content=WORDS).no
    assert in_file(path) == []
    act("classify", petition=no, kind="complaint", jurisdiction="other")
    assert AUTHOR["name"] in in_file(path)


def test_of_the_parts_of_a_split_denunciation_the_journal_says_nothing_in_clear(desk: Desk, act: Act) -> None:
    act("register_petition", content="x", channel="post", received_on="2026-11-02")
    act("classify", petition="D-2026-1", kind="denunciation", on="2026-11-03")
    act("split", petition="D-2026-1", on="2026-11-03", parts=[{"content": "một"}, {"content": "hai"}])
    assert check(desk) == []


def test_a_denunciation_that_was_undone_and_done_again_leaves_nothing_in_clear(desk: Desk, act: Act) -> None:
    act("register_petition", content="x", channel="post", received_on="2026-11-02")
    done = act("classify", petition="D-2026-1", kind="denunciation", on="2026-11-03")
    act("undo", entry=act("undo", entry=done.entry).entry)
    assert check(desk) == []
