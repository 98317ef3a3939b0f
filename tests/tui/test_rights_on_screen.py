"""What menus, keys and screens let each role do is what the door lets it do."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.rights import View, may_see
from reception_tui.tui.action_table import ACTIONS
from reception_tui.tui.rights import ACT_OF, FREE, VIEW_OF, forbidden, missing, needed_act
from reception_tui.tui.screen_table import SCREENS
from tests.desk.test_rights import ROLES, TABLE
from tests.tui.conftest import OpenDesk, settled

NAMES = sorted({action.id for action in ACTIONS} | set(SCREENS))


@pytest.mark.parametrize("name", NAMES)
def test_every_action_and_screen_has_one_right_or_stands_among_the_free_ones(name: str) -> None:
    known = [bool(needed_act(name)), name in VIEW_OF, name in FREE]
    assert sum(known) == 1, name


def test_nothing_stands_in_the_tables_that_is_no_more() -> None:
    assert (set(ACT_OF) | set(VIEW_OF) | FREE) - set(NAMES) == set()
    assert set(ACT_OF.values()) <= set(COMMANDS)


@pytest.mark.parametrize("role", ROLES)
def test_menus_and_screens_offer_a_role_just_what_the_door_lets_it_do(reference: Reference, role: str) -> None:
    officer = Officer("ai", "Ai", frozenset({role}))
    shown = {action.id for action in ACTIONS} - forbidden(officer, reference.roles)
    for name in NAMES:
        act = needed_act(name)
        may = TABLE[act][ROLES.index(role)] if act else name in FREE or may_see(officer, VIEW_OF[name], reference.roles)
        assert (missing(name, officer, reference.roles) == ("", None)) is may, name
        if any(action.id == name for action in ACTIONS):
            assert (name in shown) is may, name


def test_an_act_that_the_office_gives_to_nobody_is_open_to_nobody(reference: Reference) -> None:
    roles = {code: replace(role, acts=role.acts - {"escalate"}) for code, role in reference.roles.items()}
    head = Officer("ai", "Ai", frozenset(roles))
    assert missing("escalate", head, roles) == ("escalate", None)
    assert "escalate" in forbidden(head, roles)


async def test_what_stays_closed_is_journalled_screen_by_screen(
    open_desk: OpenDesk, worked_register: Path, reference: Reference
) -> None:
    auditor = Officer("ai", "Ai", frozenset({"auditor"}))
    closed = [name for name in SCREENS if missing(name, auditor, reference.roles) != ("", None)]
    assert len(closed) > len(SCREENS) / 2
    async with open_desk() as pilot:
        app: Any = pilot.app
        app.desk.sit_down(replace(app.desk.desk, officer=auditor))
        # The door asks the register who somebody is: one it does not know has only the roles of the desk.
        for name in closed:
            app.open(name)
            await settled(pilot)
            assert app.screen_name(app.screen) == ""
    with closing(sqlite3.connect(worked_register)) as connection:
        rows = connection.execute("SELECT changes FROM entry WHERE officer = 'ai' AND act = 'refuse'").fetchall()
    told = [json.loads(changes)[0]["a"] for (changes,) in rows]
    assert [one["act"] for one in told] == closed
    wanted = [missing(name, auditor, reference.roles) for name in closed]
    assert [one["missing"] for one in told] == [act or (view or View.RECORDS).value for act, view in wanted]
