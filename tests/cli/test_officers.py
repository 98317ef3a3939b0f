"""`reception officer`, and acting as an officer: each in the journal, nobody beyond their rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import PIN, VISIT, Reception, as_lines

if TYPE_CHECKING:
    from pathlib import Path

NOT_ALLOWED = 3


def roles(reception: Reception) -> dict[str, tuple[str, list[str], bool]]:
    officers = reception.ask("officer", "list")["officers"]
    return {one["code"]: (one["name"], sorted(one["roles"]), one["active"]) for one in officers}


def test_officers_are_added_given_roles_and_sent_away_and_the_journal_keeps_it(
    staffed: Reception, tmp_path: Path
) -> None:
    reception = staffed.copy(tmp_path)
    entries = reception.rows("SELECT count(*) FROM entry")[0][0]
    added = reception.run(
        "officer", "add", "hoa", "--name", "Hoa", "--roles", "head", "--pin-stdin", "--json", stdin=PIN
    )
    assert (added.code, added.err) == (0, "")
    added.document()
    assert reception.run("officer", "role", "binh", "--roles", "handler,receiver").code == 0
    found = roles(reception)
    assert found["binh"] == ("Lê Bình", ["handler", "receiver"], True)
    assert found["hoa"] == ("Hoa", ["head"], True)
    assert found["cu"] == ("Cũ", ["receiver"], False)
    assert reception.rows("SELECT count(*) FROM entry") == [(entries + 2,)]
    assert PIN.encode() not in reception.db.read_bytes()


def test_list_is_shown_as_text_too(staffed: Reception) -> None:
    ran = staffed.run("officer", "list")
    assert ran.code == 0
    assert "lan" in ran.out
    assert "Nguyễn Thị Lan" in ran.out


def test_act_is_done_in_the_name_of_the_officer_asked_for(staffed: Reception) -> None:
    assert staffed.rows("SELECT officer FROM entry WHERE act = 'log_visit'") == [("binh",)]


@pytest.mark.parametrize("officer", ["nobody", "cu"])
def test_unknown_or_departed_officer_may_do_nothing(staffed: Reception, officer: str) -> None:
    ran = staffed.run("act", "-", "--json", "--as", officer, stdin=as_lines([VISIT]))
    assert ran.code in {2, NOT_ALLOWED}
    assert ran.error()["field"] == "as"
    assert staffed.rows("SELECT count(*) FROM visit") == [(1,)]


def test_officer_without_the_role_is_refused_line_by_line(staffed: Reception) -> None:
    ran = staffed.run("act", "-", "--json", "--as", "thu", stdin=as_lines([VISIT, VISIT]))
    assert ran.code == 1
    assert [answer["error"]["code"] for answer in ran.lines()] == ["no_right", "no_right"]
    assert staffed.rows("SELECT count(*) FROM visit") == [(1,)]


@pytest.mark.parametrize("line", ["role binh --roles head", "disable lan"])
def test_who_may_not_change_officers_is_told_so_with_exit_3(staffed: Reception, line: str) -> None:
    before = staffed.rows("SELECT code, roles, active FROM officer")
    ran = staffed.run("officer", *line.split(), "--as", "binh", "--json")
    assert ran.code == NOT_ALLOWED
    ran.error()
    assert staffed.rows("SELECT code, roles, active FROM officer") == before


def test_register_always_answers_the_nightly_job(reception: Reception) -> None:
    """Either the last one who may act cannot be sent away, or questions need nobody."""
    reception.run("officer", "disable", "lan")
    assert reception.run("overdue", "--json").code == 0
