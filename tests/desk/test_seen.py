"""Have we seen this person, this paper, before? Asked of a register that was filled through the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.ledger import AnswerKind, Ledger, ledger
from reception_tui.desk.queries.seen import PetitionDraft, Seen, SeenPaper, papers_like, people_like
from reception_tui.domain.errors import UnknownRecord
from reception_tui.domain.likeness import Sign, TypedPerson
from reception_tui.domain.names import NameSign
from reception_tui.domain.repeat_visitor import Basis, NextStep
from reception_tui.domain.same_paper import PaperSign
from reception_tui.domain.text import fold
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

AN = {
    "name": "Nguyễn Văn An",
    "id_number": "051067001234",
    "birth_year": 1967,
    "phone": "01682345678",
    "commune": "21040",
}
LAND = (
    "Khiếu nại Quyết định số 4141/QĐ-UBND ngày 16/11/2025 của UBND xã Bình Sơn về việc thu hồi đất làm kè sông Trà "
    "Bồng. Gia đình không được tham gia kiểm đếm thửa đất số 768. Đề nghị xác định lại loại đất và diện tích thu hồi."
)
COMPENSATION = (
    "Khiếu nại Quyết định số 4155/QĐ-UBND ngày 30/11/2025 của UBND xã Bình Sơn về phương án bồi thường khi thu hồi đất "
    "làm kè sông Trà Bồng. Giá bồi thường thấp hơn giá thị trường. Đề nghị tính lại giá bồi thường."
)
SECRET_NAME, SECRET_NUMBER, SECRET_PHONE = "Trần Thị Kín", "051158004321", "0905444333"
SECRET_WORDS = "Giám đốc Sở Tài chính nhận hối lộ hai tỷ đồng khi đấu thầu thiết bị của bệnh viện Sa Huỳnh"
AUTHOR = {"name": SECRET_NAME, "id_number": SECRET_NUMBER, "phone": SECRET_PHONE, "commune": "21040"}
PROBES = (
    TypedPerson(name=SECRET_NAME),
    TypedPerson(name="tran thi k"),
    TypedPerson(name="Traanf Thij Kisn"),
    TypedPerson(id_number=SECRET_NUMBER),
    TypedPerson(id_number="051158"),
    TypedPerson(phone=SECRET_PHONE),
    TypedPerson(name=SECRET_NAME, commune="21040", birth_year=1958),
)

People = Callable[..., list[Seen]]
Papers = Callable[..., list[SeenPaper]]
Of = Callable[[int], Ledger]


@pytest.fixture
def people(desk: Desk, clock: Clock) -> People:
    """Ask whether somebody was here before."""

    def ask(limit: int = 5, **typed: Any) -> list[Seen]:
        with desk.register.reading() as work:
            return people_like(work, desk.reference, TypedPerson(**typed), clock.day, limit)

    return ask


@pytest.fixture
def papers(desk: Desk, clock: Clock) -> Papers:
    """Ask whether a paper was here before."""

    def ask(content: str, *authors: TypedPerson, **more: Any) -> list[SeenPaper]:
        with desk.register.reading() as work:
            return papers_like(work, desk.reference, PetitionDraft(content, authors, **more), clock.day)

    return ask


@pytest.fixture
def of(desk: Desk, clock: Clock) -> Of:
    """Ask for the ledger of a person."""

    def ask(person_id: int) -> Ledger:
        with desk.register.reading() as work:
            return ledger(work, desk.reference, person_id, clock.day)

    return ask


def typed_an() -> TypedPerson:
    return TypedPerson("Nguyễn Văn An", birth_year=1967, commune="21040")


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ({"name": "ng"}, NameSign.BEGINS),
        ({"name": "nguyễn v"}, NameSign.BEGINS),
        ({"name": "Nguyeenx Vawn An"}, NameSign.TYPED),
        ({"name": "Nguye6n4 Va8n An"}, NameSign.TYPED),
        ({"name": "NGUYEN VAN AN"}, NameSign.WITHOUT_MARKS),
        ({"name": "An Nguyễn Văn"}, NameSign.ORDER),
        ({"name": "Ng. V. An", "birth_year": 1967}, NameSign.SHORT),
        ({"name": "Nguyễn An", "commune": "21040"}, NameSign.MIDDLE),
        ({"id_number": "051 067 001 234"}, Sign.ID_NUMBER),
        ({"phone": "038 234 5678"}, Sign.PHONE),
        ({"phone": "+84 168 2345678"}, Sign.PHONE),
    ],
)
def test_somebody_is_found_however_they_are_typed(
    act: Act, people: People, typed: dict[str, Any], sign: NameSign | Sign
) -> None:
    act("log_visit", people=[AN], content="Hỏi về đất", result="explained")
    (seen,) = people(**typed)
    assert (seen.name, seen.birth_year) == ("Nguyễn Văn An", 1967)
    assert sign in [reason.sign for reason in seen.likeness.reasons]


@pytest.mark.parametrize("typed", [{"id_number": "0510"}, {"id_number": "051 067"}, {"phone": "0168"}])
def test_begun_numbers_find_whom_they_may_mean(act: Act, people: People, typed: dict[str, str]) -> None:
    act("log_visit", people=[AN], content="Hỏi về đất", result="explained")
    assert [seen.name for seen in people(**typed)] == ["Nguyễn Văn An"]
    assert people(id_number="0520") == []


def test_the_likeliest_comes_first_and_contradictions_are_told(act: Act, people: People) -> None:
    act("log_visit", people=[AN], content="a", result="explained")
    namesake = {"name": "Nguyễn Văn An", "birth_year": 1992, "commune": "21109", "phone": "0382345678"}
    act("log_visit", people=[namesake], content="b")
    assert [seen.birth_year for seen in people(name="Nguyễn Văn An", birth_year=1967)] == [1967]
    first, second = people(name="Nguyễn Văn An", birth_year=1967, phone="0382345678")
    assert (first.birth_year, second.birth_year) == (1967, 1992)
    assert first.likeness.likely
    assert not second.likeness.likely
    assert Sign.OTHER_BIRTH_YEAR in [reason.sign for reason in second.likeness.reasons]


def test_nothing_typed_finds_nobody(act: Act, people: People) -> None:
    act("log_visit", people=[AN], content="a")
    assert people() == people(name=" ") == people(name="Zzz") == []


def test_a_line_tells_how_often_and_what_is_still_open(act: Act, people: People) -> None:
    for day in (3, 4, 5):
        act("log_visit", at=f"2026-11-0{day}T08:00", people=[AN], content="Hỏi về đất", result="explained")
    no = act("register_petition", petitioners=[AN], content=LAND, received_on="2026-11-05").no
    act("classify", petition=no, kind="complaint", jurisdiction="other", on="2026-11-06")
    act("forward", petition=no, to="SNNMT", sent_on="2026-11-09")
    (seen,) = people(name="nguyen van an")
    told = seen.ledger
    assert (len(told.visits), len(told.cases)) == (3, 1)
    assert (told.visits[0].on, told.visits[0].result) == (date(2026, 11, 5), "explained")
    assert told.due is not None
    assert (told.due.no, told.due.body) == (no, "SNNMT")
    assert (told.step.step, told.step.basis) == (NextStep.CONTINUE, Basis.NOT_DECIDED)
    assert told.last_answer is None


@pytest.fixture
def decided(act: Act, clock: Clock) -> str:
    """A complaint that was found wrong by a numbered decision of 1 September."""
    clock.day = date(2026, 9, 1)
    no = act("register_petition", petitioners=[AN], content=LAND, received_on="2026-08-03").no
    act("classify", petition=no, kind="complaint", jurisdiction="other", on="2026-08-04")
    act("forward", petition=no, to="SNNMT", sent_on="2026-08-05")
    act(
        "record_outcome",
        petition=no,
        result="wrong",
        body="SNNMT",
        on="2026-09-01",
        document={"number": "123/QĐ-SNNMT", "date": "2026-09-01"},
    )
    return no


def test_after_a_decision_they_may_complain_for_thirty_days(decided: str, of: Of, clock: Clock) -> None:
    clock.day = date(2026, 9, 20)
    found = of(1)
    assert found.last_answer is not None
    assert (found.last_answer.kind, found.last_answer.number) == (AnswerKind.DECISION, "123/QĐ-SNNMT")
    assert (found.step.basis, found.step.until) == (Basis.MAY_STILL_COMPLAIN, date(2026, 10, 1))
    assert not found.in_force


def test_once_in_force_it_is_explained_and_then_may_be_refused(decided: str, act: Act, of: Of, clock: Clock) -> None:
    clock.day = date(2026, 10, 5)
    assert (of(1).step.step, of(1).in_force) == (NextStep.EXPLAIN, True)
    act("log_visit", people=[AN], content="Không đồng ý quyết định", result="explained")
    found = of(1).step
    assert (found.step, found.refusal, found.notice) == (NextStep.REFUSE, "TC3", True)
    assert (found.article.article, found.article.clause) == (9, 3)


def test_a_second_complaint_keeps_the_first_decision_from_being_final(
    decided: str, act: Act, of: Of, clock: Clock
) -> None:
    clock.day = date(2026, 9, 20)
    again = act("register_petition", petitioners=[AN], content=f"Khiếu nại lần hai. {LAND}").no
    act("classify", petition=again, kind="complaint", instance="second", jurisdiction="ours")
    clock.day = date(2026, 10, 20)
    assert [case.step.basis for case in of(1).cases] == [Basis.NOT_DECIDED, Basis.COMPLAINED_AGAIN]
    assert of(1).step.step is NextStep.CONTINUE


def test_a_guided_petition_names_the_letter(act: Act, of: Of) -> None:
    no = act("register_petition", petitioners=[AN], content=LAND, received_on="2026-11-02").no
    act("classify", petition=no, kind="complaint", jurisdiction="other", on="2026-11-03")
    document = {"number": "07/HD-BTCD", "date": "2026-11-04"}
    act("dispose", petition=no, on="2026-11-04", document=document, **{"as": "guide"})
    answer = of(1).last_answer
    assert answer is not None
    assert (answer.kind, answer.result, answer.number) == (AnswerKind.LETTER, "guide", "07/HD-BTCD")


def test_a_paper_handed_in_again_is_known(act: Act, papers: Papers) -> None:
    no = act("register_petition", petitioners=[AN], content=LAND).no
    (seen,) = papers(f"Kính gửi: UBND tỉnh\n{fold(LAND)}\nXin chân thành cảm ơn", typed_an())
    assert (seen.book, seen.no) == ("petition", no)
    assert seen.likeness.reasons[0].sign is PaperSign.SAME_PAPER
    assert seen.case is not None


def test_another_decision_is_another_complaint(act: Act, papers: Papers) -> None:
    act("register_petition", petitioners=[AN], content=LAND)
    assert papers(COMPENSATION, typed_an()) == []


def test_the_same_letter_of_a_neighbour_is_told_as_such(act: Act, papers: Papers) -> None:
    act("register_petition", petitioners=[AN], content=LAND)
    (seen,) = papers(LAND, TypedPerson("Lê Thị Hường", birth_year=1971))
    assert seen.likeness.reasons[0].sign is PaperSign.SAME_TEXT_OTHER_AUTHORS
    assert not seen.likeness.duplicate


def test_a_visit_before_the_petition_is_told(act: Act, papers: Papers) -> None:
    content = "Hỏi việc thu hồi thửa đất số 768 làm kè sông Trà Bồng mà không được kiểm đếm"
    visit = act("log_visit", people=[AN], content=content, result="explained").no
    (seen,) = papers(LAND, typed_an())
    assert (seen.book, seen.no, seen.case) == ("visit", visit, None)
    assert seen.likeness.reasons[0].sign is PaperSign.AFTER_VISIT
    assert papers(LAND, typed_an(), visit=visit) == []


def test_a_petition_does_not_repeat_itself(act: Act, papers: Papers) -> None:
    no = act("register_petition", petitioners=[AN], content=LAND).no
    assert papers(LAND, typed_an(), no=no) == []
    act("void", petition=no, why="vào sổ hai lần")
    assert papers(LAND, typed_an()) == []


def test_a_group_that_comes_with_another_representative_is_counted(act: Act, papers: Papers) -> None:
    names = ("Đinh Văn Rin", "Phạm Thị Lía", "Đinh Văn Tem", "Phạm Văn Loi", "Đinh Thị Ném", "Phạm Thị Sao")
    group = [{"name": name, "birth_year": 1960 + no, "commune": "21484"} for no, name in enumerate(names)]
    act("register_petition", petitioners=group, content=LAND)
    known = tuple(TypedPerson(**one) for one in group[2:])  # type: ignore[arg-type]
    (seen,) = papers(LAND, *known, TypedPerson("Đinh Thị Xoan", birth_year=1985), TypedPerson("Phạm Văn Trói"))
    reason = seen.likeness.reasons[0]
    assert (reason.sign, reason.values) == (PaperSign.GROUP_OVERLAP, {"shared": 4, "of": 6})


def test_a_person_picked_from_the_register_needs_no_name(act: Act, papers: Papers) -> None:
    act("register_petition", petitioners=[AN], content=LAND)
    (seen,) = papers(LAND, known=(1,))
    assert seen.likeness.reasons[0].sign is PaperSign.SAME_PAPER


# --- of who denounced nothing is told ---------------------------------------------------------------------------------


def denounce(act: Act) -> str:
    visit = act("log_visit", people=[AUTHOR], content=SECRET_WORDS, result="petition_received").no
    no = act("register_petition", visit=visit, petitioners=[AUTHOR], content=SECRET_WORDS, against={"body": "STC"}).no
    act("classify", petition=no, kind="denunciation", jurisdiction="other")
    return no


def everything(desk: Desk, today: date) -> str:
    """Return all that the three queries tell of the denouncer and of the denunciation."""
    with desk.register.reading() as work:
        found: list[object] = [people_like(work, desk.reference, probe, today) for probe in PROBES]
        for authors in ((), (TypedPerson(SECRET_NAME, SECRET_NUMBER),), (TypedPerson("Lê Thị Hường"),)):
            found.append(papers_like(work, desk.reference, PetitionDraft(SECRET_WORDS, authors), today))
    return str(found)


def test_a_register_with_a_denunciation_answers_like_one_without(
    act: Act, desk: Desk, clock: Clock, tmp_path: Path, blank_register: Callable[[Path], Path], acts_of: Any
) -> None:
    register = open_register(url_of(blank_register(tmp_path / "other.db")))
    other = Desk(register, desk.reference, desk.officer, clock)
    for do in (act, acts_of(other)):
        do("log_visit", people=[AN], content="Hỏi về đất", result="explained")
    before = everything(desk, clock.day)
    denounce(act)
    assert everything(desk, clock.day) == everything(other, clock.day) == before
    register.close()


def test_what_was_told_before_the_classification_is_not_told_after(act: Act, desk: Desk, clock: Clock) -> None:
    act("register_petition", petitioners=[AUTHOR], content=SECRET_WORDS)
    assert SECRET_NAME in everything(desk, clock.day)
    act("classify", petition="D-2026-0001", kind="denunciation", jurisdiction="other")
    assert SECRET_NAME not in everything(desk, clock.day)
    assert "SeenPaper" not in everything(desk, clock.day)


def test_the_ledger_of_a_denouncer_is_that_of_a_stranger(act: Act, of: Of) -> None:
    denounce(act)
    with pytest.raises(UnknownRecord) as hidden:
        of(1)
    with pytest.raises(UnknownRecord) as unknown:
        of(99)
    assert hidden.value.values == {"value": 1}
    assert unknown.value.values == {"value": 99}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("void", {"why": "x"}),
        ("withdraw", {"content": SECRET_WORDS}),
        ("dispose", {"as": "report_to_head", "note": SECRET_WORDS}),
        ("link", {"matter": "new"}),
    ],
)
def test_no_act_on_a_denunciation_brings_its_author_back(
    act: Act, desk: Desk, clock: Clock, name: str, fields: dict[str, Any]
) -> None:
    act(name, petition=denounce(act), **fields)
    told = everything(desk, clock.day)
    assert SECRET_NAME not in told
    assert "Seen" not in told


def test_who_wrote_a_paper_with_a_denunciation_in_it_is_not_told(act: Act, desk: Desk, clock: Clock, of: Of) -> None:
    no = act("register_petition", petitioners=[AUTHOR], content=f"{SECRET_WORDS}; đường làng xuống cấp").no
    act("split", petition=no, parts=[{"content": SECRET_WORDS}, {"content": "đường làng xuống cấp"}])
    act("classify", petition=f"{no}.1", kind="denunciation", jurisdiction="other")
    assert "Seen" not in everything(desk, clock.day)
    with pytest.raises(UnknownRecord):
        of(1)


def test_who_came_along_on_the_same_matter_is_not_told(act: Act, desk: Desk, clock: Clock) -> None:
    no = denounce(act)
    again = {"name": SECRET_NAME, "phone": SECRET_PHONE}
    visit = act("log_visit", people=[again], content="Hỏi tiếp việc đã nói").no
    act("link", petition=no, to=visit)
    assert "Seen" not in everything(desk, clock.day)


def test_another_petition_of_a_denouncer_is_told_without_its_author(act: Act, desk: Desk, papers: Papers) -> None:
    denounce(act)
    act("register_petition", petitioners=[{"name": SECRET_NAME, "id_number": SECRET_NUMBER}], content=LAND)
    (seen,) = papers(LAND, TypedPerson(SECRET_NAME, SECRET_NUMBER))
    assert SECRET_NAME not in str(seen)
    assert SECRET_NUMBER not in str(seen)
