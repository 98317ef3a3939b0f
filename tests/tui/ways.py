"""The way to every screen from the desk, and how a test goes it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reception_tui.store.tables import TABLES
from tests.tui.conftest import settled


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen: its snapshot's name, its name in the table of screens, and the steps that lead to it.

    A step is a key, `@act` for an act of the screen that is open then, or `#number` for the page of a record.
    """

    name: str
    steps: tuple[str, ...] = ()
    screen: str = ""

    @property
    def shows(self) -> str:
        """Return the name of the screen in the table of screens; nothing for the desk."""
        return self.screen or self.name.replace("-", "_")


LAND, SECRET, PLAIN, NEW, ELIGIBLE = "#D-2026-0001", "#D-2026-0002", "#D-2026-0003", "#D-2026-0004", "#D-2026-0005"
VISIT = "#LT-2026-0003"
KNOWN = ("@new_visit", *"051058001234", "enter")
OCTOBER = ("@report", *"2026-M10", "enter", "enter", "enter")
LETTERS = ("@letters", *"bien nhan", "enter", *"1/10/26", "enter", "enter", "enter", "f9")

# No walk changes the register; what is typed into a form is forgotten before the next one.
WALKS: dict[str, tuple[Stop, ...]] = {
    "visits": (
        Stop("desk", screen="desk"),
        Stop("visit-form", ("@new_visit",)),
        Stop("visit-form-error", ("@new_visit", "f9"), "visit_form"),
        Stop("visit-form-known", (*KNOWN, "shift+tab"), "visit_form"),
        Stop("visit-form-choices", ("@new_visit", "enter", *"Ba", "enter", "enter", "enter", *"son "), "visit_form"),
        Stop("roster", ("@new_visit", "ctrl+u")),
        Stop("pick-list", ("@new_visit", "enter", *"Ba", "enter", "enter", "f4")),
        Stop("seen", ("@new_visit", "enter", *"duong van", "f8")),
        Stop("visit-page", ("#LT-2026-0002",)),
        Stop("person-card", (LAND, "f8")),
        Stop("promise", (VISIT, "@promise")),
        Stop("help", ("f1",)),
        Stop("help-field", ("@new_visit", *("tab",) * 7, "f1"), "help"),
        Stop("palette", ("ctrl+o", *"ngay"), "choose_act"),
        Stop("palette-form", ("@new_visit", "ctrl+o"), "choose_act"),
        Stop("jump", ("ctrl+g",), "desk"),
        Stop("jump-form", ("@new_visit", "ctrl+g"), "visit_form"),
        Stop("hidden", ("f12",), "desk"),
    ),
    "petitions": (
        Stop("petition-form", ("@new_petition",)),
        Stop("petition-form-seen", ("@new_petition", "enter", *"duong van"), "petition_form"),
        Stop("petition-page", (LAND,)),
        Stop("petition-page-secret", (SECRET,), "petition_page"),
        Stop("classify", (NEW, "ctrl+l")),
        Stop("interview", (NEW, "ctrl+l", *"hoi", "enter", "2")),
        Stop("checklist", (NEW, "ctrl+l", *"kien", "enter", "enter", "enter", *"bang", "enter", "2")),
        Stop("dispose", (ELIGIBLE, "ctrl+e")),
        Stop("forward", (LAND, "f5")),
        Stop("remind", (LAND, "ctrl+r")),
        Stop("reply", (LAND, "ctrl+t"), "record_reply"),
        Stop("outcome", (LAND, "@record_outcome"), "record_outcome"),
        Stop("choose-act", (LAND, "f4")),
        Stop("escalate", (LAND, "@escalate")),
        Stop("pause", (LAND, "@pause")),
        Stop("extend", (SECRET, "@extend")),
        Stop("withdraw", (LAND, "@withdraw")),
        Stop("link", (LAND, "@link")),
        Stop("correct", (LAND, "@correct")),
        Stop("void", (LAND, "@void")),
        Stop("split", (NEW, "@split")),
        Stop("recuse", (LAND, "@recuse")),
        Stop("open-identity", (SECRET, "@open_identity")),
        Stop("give-task", ("@give_task",)),
        Stop("note-holding", (LAND, "@note_holding")),
    ),
    "keeping": (
        Stop("share-case", (SECRET, "@share_case")),
        Stop("recover-cases", ("@recover_cases",)),
        Stop("retire-officer", ("@retire_officer",)),
        Stop("copies", ("@copies",)),
        Stop("destruction-list", ("@destruction_list",)),
        Stop("person-data", (LAND, "f8", "f9")),
    ),
    "lists": (
        Stop("board", ("@board",)),
        Stop("board-strip", ("@board", "end", "ctrl+k"), "strip"),
        Stop("board-strip-supposed", ("@board", "end", "ctrl+k", "right", "right", "equals_sign"), "strip"),
        Stop("remind-body", ("@board", "end", "ctrl+b")),
        Stop("search", ("@find", *"duong")),
        Stop("journal", ("@journal",)),
        Stop("journal-filter", ("@journal", "f7")),
        Stop("entry", ("@journal", "enter")),
        Stop("history", (LAND, "colon")),
        Stop("undo", ("tab", "tab", "down", "down", "down", "colon")),
        Stop("unfinished", ("@unfinished",)),
        Stop("lists", ("@lists",)),
        Stop("list-visits", ("@lists", "down", "enter"), "register_list"),
        Stop("list-people", ("@lists", "down", "down", "down", "enter"), "register_list"),
        Stop("list-journal", ("@lists", "end", "enter"), "register_list"),
        Stop("list-petitions", ("@lists", "enter"), "register_list"),
        Stop("filter", ("@lists", "enter", "slash")),
        Stop("name-view", ("@lists", "enter", "f9")),
        Stop("list-marked", ("@lists", "enter", "space", "down", "space"), "register_list"),
        Stop("together-form", ("@lists", "enter", "asterisk", "ampersand")),
        Stop("together", ("@lists", "enter", "asterisk", "ampersand", *"remind", "enter", *"9/BTCD", "f9")),
        Stop("search-filtered", ("@find", *"duong", "@filter_hits", *("enter",) * 4, *"20/11", "f9"), "search"),
        Stop("search-last", ("@find", *"D-2026-1", "enter", "escape", "escape", "@find"), "search"),
        Stop(
            "list-petitions-filtered",
            ("@lists", "enter", "slash", *"kn", "enter", *"chuyen", "f9"),
            "register_list",
        ),
    ),
    "papers": (
        Stop("letter", (LAND, "@letter", *"bien nhan", "enter")),
        Stop("letter-agree", (LAND, "@letter", *"bien nhan", "enter", "f9"), "agree"),
        Stop("letter-template", ("@letter_template",)),
        Stop("letters", ("@letters",)),
        Stop("letter-batch", LETTERS),
        Stop("paper-shown", (*LETTERS, "enter")),
        Stop("report", ("@report",)),
        Stop("report-figures", ("@report", "enter", "enter", "enter", *"02/XLD", "f9"), "figures"),
        Stop("report-rows", ("@report", "enter", "enter", "enter", *"02/XLD", "f9", "enter"), "rows_behind"),
        Stop("enter-figures", (*OCTOBER, *"06/QLKNTC", "f9", "enter")),
        Stop("sign-report", (*OCTOBER, *"02/XLD", "f9", "@sign_report")),
        Stop("annual", ("@report", "f9")),
        Stop("paper", (*OCTOBER, *"so tiep", "f9")),
        Stop("nightly-page", ("ctrl+y",)),
        Stop("nightly-day", ("ctrl+y", "@other_day")),
        Stop("national-form", ("@national",), "national"),
        Stop("national", ("@national", *"5/10/26", "f9"), "national_review"),
        Stop("export", ("@export",)),
        Stop("export-list", ("@lists", "enter", "@export")),
        Stop("import-form", ("@import_sheet",)),
        Stop("hold-session", ("@hold_session",)),
        Stop("announce-day", ("@announce_day",)),
        Stop("impact", ("@announce_day", "enter", *"25/11/26", "enter", "enter", *"Bao", "enter", *"1/QD", "f9")),
    ),
}
"""Walks through the register with a little work in it."""

BUSY: tuple[Stop, ...] = (
    Stop("own-pin", ("@own_pin",)),
    Stop("days", ("@days",)),
    Stop("plan-session", ("@days", "@plan_session")),
    Stop("plan-schedule", ("@days", "@plan_schedule")),
    Stop("publish-schedule", ("@days", "@publish_schedule")),
    Stop("move-session", ("@days", "end", "@move_session")),
    Stop("cancel-session", ("@days", "end", "@cancel_session")),
    Stop("open-day", ("@days", "end", "@open_day")),
    Stop("queue", ("#NT-2026-0001",)),
    Stop("take-turn", ("#NT-2026-0001", "end", "@take_turn")),
    Stop("conclude", ("#NT-2026-0001", "@conclude")),
    Stop("sign-minutes", ("#NT-2026-0001", "@sign_minutes")),
    Stop("register-for-session", (LAND, "@register_for_session")),
    Stop("task", ("#GV-2026-0001",)),
    Stop("task-progress", ("#GV-2026-0001", "@task_progress")),
    Stop("coordination", ("@coordination",)),
    Stop("coordination-list", ("@coordination", "@coordination_list"), "paper"),
    Stop("hold-meeting", ("@coordination", "@hold_meeting")),
    Stop("end-holding", ("@coordination", "@end_holding")),
    Stop("keep-promise", ("#LT-2026-0001", "@keep_promise")),
    Stop("apologise", ("#LT-2026-0001", "@apologise")),
    Stop("resume", (LAND, "@resume")),
    Stop("fulfil", ("#LT-2026-0005", "ctrl+a")),
    Stop("lift-recusal", (ELIGIBLE, "@lift_recusal")),
)
"""A walk through a register with a reception day under way, a promise, a pause, a recusal, two officers."""

ELSEWHERE = {
    "sign_in": "test_screens: before anybody sits at the desk",
    "import_preview": "test_screens: needs a file",
    "import_cell": "test_screens: needs a file",
    "import_column": "test_screens: needs a file",
    "import_map": "test_screens: needs a file",
    "letter_paper": "test_screens: issues a letter",
}
"""Screens whose snapshots are taken by tests of their own."""


async def go(pilot: Pilot[None], steps: Sequence[str]) -> None:
    """Go the steps one after the other; keys that follow one another come in one burst."""
    for burst in _bursts(steps):
        head, name = burst[0][0], burst[0][1:]
        if head == "@" and name:
            await pilot.app.screen.run_action(name)
        elif head == "#" and name:
            pilot.app.open_number(name)  # type: ignore[attr-defined]
        else:
            await press_at_once(pilot, burst)
        await settled(pilot)


async def press_at_once(pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Press keys faster than any of them can be painted, and wait until each has had its turn."""
    app = pilot.app
    for key in keys:
        named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = events.Key(named, key if len(key) == 1 else None)
        event.set_sender(app)
        app.post_message(event)
    await pilot.pause()
    async with asyncio.timeout(30):
        while app._typed or app._in_flight or app._holds:  # type: ignore[attr-defined]
            await pilot.pause()


def _bursts(steps: Sequence[str]) -> Iterator[list[str]]:
    keys: list[str] = []
    for step in steps:
        if len(step) > 1 and step[0] in "@#":
            if keys:
                yield keys
            yield [step]
            keys = []
        else:
            keys.append(step)
    if keys:
        yield keys


async def back_to_desk(pilot: Pilot[None]) -> None:
    """Take every screen away, and forget what was typed."""
    app = pilot.app
    if app._jump is not None:  # type: ignore[attr-defined]
        await pilot.press("escape")
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.last_message = ""  # type: ignore[attr-defined]
    await app.desk.write(lambda work: work.connection.execute(delete(TABLES["draft"])))  # type: ignore[attr-defined]
    app.screen.query_one("#visits").focus()
    await settled(pilot)
