"""What an undo would change is shown before it is done, it is what happens then, and every act has its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reception_tui import i18n
from reception_tui.desk.acts import ACTS
from reception_tui.desk.acts.undoing import IRREVERSIBLE
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.undoing import UndoPage, history_of, undo_page
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n.columns import COLUMNS, column_word, record_word, value_word
from reception_tui.i18n.sentences import of_error
from tests.desk.conftest import ACCEPTED, CLASSIFIED, DENUNCIATION, FORWARDED, IN_SESSION, RECEIVED, SESSION, VISIT
from tests.desk.test_undone_acts import DONE

if TYPE_CHECKING:
    from tests.conftest import Act

Line = tuple[str, dict[str, Any]]

_DAY: list[Line] = [("plan_session", {"on": "2026-12-15", "host": "chairman"})]
_QUEUED: list[Line] = [*_DAY, ("register_for_session", {"day": "NT-2026-1", "visit": VISIT})]
_COMPLEX: list[Line] = [
    (
        "classify",
        {"petition": RECEIVED, "on": "2026-11-05", "kind": "denunciation", "jurisdiction": "ours", "complex": True},
    ),
    ("dispose", {"petition": RECEIVED, "on": "2026-11-05", "as": "accept"}),
]
_DECIDED: Line = ("record_outcome", {"petition": ACCEPTED, "result": "right", "on": "2026-11-18"})
_TASK: Line = (
    "conclude",
    {"session": SESSION, "visit": IN_SESSION, "tasks": [{"body": "SXD", "what": "Kiểm tra", "by": "2026-12-01"}]},
)
_ROW = {"row": 2, "commands": [{"act": "log_visit", "head_count": 1, "content": "x", "at": "2026-11-03"}]}

PREPARED: list[tuple[list[Line], Line]] = [
    ([], ("remind_body", {"body": "SNNMT"})),
    ([("remind", {"petition": FORWARDED})], ("escalate", {"petition": FORWARDED})),
    ([_DECIDED], ("fulfil", {"petition": ACCEPTED, "stage": "KN-03"})),
    ([("pause", {"petition": ACCEPTED, "on": "2026-11-10"})], ("resume", {"petition": ACCEPTED})),
    (_COMPLEX, ("extend", {"petition": RECEIVED, "days": 30})),
    ([], ("issue_letter", {"kind": "receipt", "petition": RECEIVED})),
    ([], ("promise", {"petition": RECEIVED, "on": "2026-12-01"})),
    ([("promise", {"petition": RECEIVED, "on": "2026-12-01"})], ("keep_promise", {"petition": RECEIVED})),
    ([], _DAY[0]),
    ([], ("plan_schedule", {"first": "2026-12-01", "last": "2026-12-31"})),
    (_DAY, ("publish_schedule", {"first": "2026-12-01", "last": "2026-12-31"})),
    (_DAY, ("move_session", {"day": "NT-2026-1", "to": "2026-12-17", "why": "x"})),
    (_DAY, ("cancel_session", {"day": "NT-2026-1", "why": "x"})),
    (_DAY, _QUEUED[1]),
    ([], ("sign_report", {"form": "annual", "from": "2026-01-01", "to": "2026-10-31", "signer": "x"})),
    ([], _TASK),
    ([_TASK], ("task_progress", {"task": "GV-2026-1", "step": "reminder"})),
    ([], ("give_task", {"body": "SXD", "what": "x", "by": "2026-12-15"})),
    ([], ("sign_minutes", {"session": SESSION})),
    ([], ("hold_meeting", {"first": "2026-11-01", "last": "2026-11-20"})),
    ([], ("note_holding", {"petition": RECEIVED, "body": "VPTU"})),
    ([], ("together", {"acts": [{"act": "remind", "petition": FORWARDED}]})),
    ([("change_officer", {"code": "minh", "name": "Minh"})], ("hand_over", {"petition": RECEIVED, "to": "minh"})),
    ([], ("import_batch", {"book": "visits", "rows": [_ROW]})),
    (
        [],
        (
            "record_submission",
            {"first": "2026-11-01", "last": "2026-11-02", "file": "a", "digest": "0", "records": ["x"]},
        ),
    ),
]
OPEN = [line for line in DONE if "denunciation" not in str(line)]
"""Without those that seal words: their undo wants the case open."""
EVERY: list[tuple[list[Line], Line]] = [*(([], line) for line in OPEN), *PREPARED]


def shown(office: Desk, entry: int) -> UndoPage:
    with office.register.reading() as work:
        return undo_page(work, office.reference, office.officer, entry)


@pytest.mark.parametrize(("before", "line"), EVERY, ids=[f"{i} {line[0]}" for i, (_, line) in enumerate(EVERY)])
def test_what_is_shown_is_what_the_undo_does(do: Act, office: Desk, before: list[Line], line: Line) -> None:
    for act, fields in before:
        do(act, **fields)
    done = do(line[0], **line[1])
    page = shown(office, done.entry)
    assert (page.refused, page.act, page.officer) == (None, line[0], "lan")
    told = [one for one in page.differences if one.column in COLUMNS]
    assert told
    do("undo", entry=done.entry)
    with office.register.reading() as work:
        for one in told:
            if one.no and one.table in ("petition", "visit") and one.column != "voided":
                row = work.by_no(one.table, one.no, one.table)
                assert row["voided"] is not None or row[one.column] == one.after
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        for one in told:
            words = (record_word(one.table), column_word(one.column))
            assert all(words)
            assert value_word(one.table, one.column, one.before, office.reference)


def test_every_act_can_be_undone_or_says_why_not() -> None:
    # An act that is new here needs a line above that shows it undone, or a reason in IRREVERSIBLE.
    settled = {"undo", "take_turn", "announce_day", "apply_reference", "end_holding"}
    settled |= {"issue_letters", "set_letter_template", "enter_figures", "share_case", "split"}
    """They are undone in tests of their own; how each is reversed is the same for all."""
    shown_undone = {line[0] for _, line in EVERY}
    assert set(ACTS) - shown_undone - settled == set(IRREVERSIBLE) - {"init"}
    assert all(IRREVERSIBLE.values())


def test_the_difference_is_told_in_the_officers_words(do: Act, office: Desk) -> None:
    page = shown(office, do("correct", petition=RECEIVED, set={"title": "Đơn mới", "signatories": 9}, why="x").entry)
    told = {
        column_word(one.column): (
            value_word(one.table, one.column, one.before, office.reference),
            value_word(one.table, one.column, one.after, office.reference),
        )
        for one in page.differences
    }
    assert told == {"tiêu đề": ("Đơn mới", "–"), "số người ký": ("9", "1")}
    state = next(
        one
        for one in shown(office, do("forward", petition=CLASSIFIED, to="SNNMT").entry).differences
        if (one.table, one.column) == ("petition", "state")
    )
    words = [value_word("petition", "state", value, office.reference) for value in (state.before, state.after)]
    assert words == ["đã chuyển, đang theo dõi", "đã phân loại"]


def test_a_refusal_names_who_changed_it_since_when_and_by_which_act(do: Act, office: Desk) -> None:
    first = do("remind", petition=FORWARDED)
    later = do("record_reply", petition=FORWARDED)
    page = shown(office, first.entry)
    assert page.refused is not None
    assert of_error(page.refused) == (
        f"Không hoàn tác được bút tích {first.entry}: lan đã sửa hoặc dùng hồ sơ đó sau này, lúc 23/11 09:00 "
        f"(bút tích {later.entry}: đã ghi phúc đáp). Hãy hoàn tác việc đó trước."
    )


def test_what_is_undone_is_done_again_by_undoing_that(do: Act, office: Desk) -> None:
    first = do("correct", petition=RECEIVED, set={"title": "Đơn mới"}, why="x")
    back = do("undo", entry=first.entry)
    page = shown(office, back.entry)
    assert (page.undoes, page.refused) == (first.entry, None)
    assert [(one.column, one.before, one.after) for one in page.differences] == [("title", "", "Đơn mới")]
    do("undo", entry=back.entry)
    with office.register.reading() as work:
        assert work.by_no("petition", RECEIVED, "petition")["title"] == "Đơn mới"


def test_the_words_of_a_denunciation_are_not_told(do: Act, office: Desk) -> None:
    done = do("correct", petition=DENUNCIATION, set={"title": "Ông Bí Mật nhận tiền"}, why="x")
    assert "Bí Mật" not in str(shown(office, done.entry).differences)


def test_what_sealed_words_cannot_be_undone_while_the_case_is_closed(do: Act, office: Desk) -> None:
    done = do("classify", petition=RECEIVED, kind="denunciation")
    page = shown(office, done.entry)
    assert page.refused is not None
    assert page.refused.code == "identity_closed"
    assert page.differences == ()


def test_the_history_of_a_record_holds_its_entries_newest_first(do: Act, office: Desk) -> None:
    done = do("correct", petition=RECEIVED, set={"title": "Đơn mới"}, why="x")
    with office.register.reading() as work:
        acts = [row["act"] for row in history_of(work, RECEIVED)]
    assert acts == ["correct", "register_petition"]
    assert done.no == RECEIVED


def test_an_unknown_entry_is_named(office: Desk) -> None:
    with pytest.raises(RegisterError) as refused:
        shown(office, 9999)
    assert refused.value.code == "unknown_record"
