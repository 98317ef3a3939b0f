"""Whatever is done in whatever order: the rows behind every cell of every form come to it, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.forms import FilledForm, fill, rows_behind
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.forms import Form
from reception_tui.domain.kinds import CountRule, Figure
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

from .test_forms_book import book

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

KINDS = ("complaint", "denunciation", "recommendation")
INSTANCES = {"complaint": ("first", "second"), "denunciation": ("first", "again"), "recommendation": ("first",)}
FIELDS = ("", "land", "policy", "administrative", "corruption", "judicial", "other")
RESULTS = ("right", "wrong", "partly_right", "upheld", "amended", "settled", "terminated")
DISPOSITIONS = (
    "accept", "propose_acceptance", "refuse_acceptance", "guide", "guide_to_supplement", "return", "forward",
    "keep_on_file", "report_to_head", "to_investigators", "no_action", "answer",
)  # fmt: skip
OFFICIALS = {
    Figure.OFFICIALS_DISCIPLINED: Figure.PEOPLE_DISCIPLINED,
    Figure.OFFICIALS_TO_INVESTIGATORS: Figure.PEOPLE_TO_INVESTIGATORS,
}
BODIES = ("STC", "SXD", "SNNMT")
ACTS = ("visit", "visit", "session", "classify", "classify", "dispose", "dispose", "dispose", "forward", "reply")
MORE = ("outcome", "outcome", "outcome", "withdraw", "split", "link", "void", "undo", "register", "correct")
Intent = tuple[str, int, int, int]
INTENTS = st.lists(
    st.tuples(st.sampled_from(ACTS + MORE), st.integers(0, 7), st.integers(2, 22), st.integers(0, 35)),
    min_size=6,
    max_size=28,
)


def amounts(pick: int) -> dict[str, object]:
    """Return every amount that an outcome may carry, no two alike; the officials are some of the people."""
    whole = {figure: (place + 1) * pick for place, figure in enumerate(Figure)}
    less = {figure: min(whole[figure], whole[people]) // 2 for figure, people in OFFICIALS.items()}
    land = {figure: whole[figure] / 4 for figure in (Figure.LAND_TO_STATE, Figure.LAND_RETURNED)}
    money = {figure: 1_000_001 * whole[figure] for figure in (Figure.MONEY_TO_STATE, Figure.MONEY_RETURNED)}
    return {str(figure): value for figure, value in (whole | less | land | money).items()}


def fields_of(intent: Intent, numbers: list[str], last: int) -> tuple[str, dict[str, Any]]:
    """Return the act that an intent means, and its fields."""
    act, which, day, pick = intent
    on = str(date(2026, 11, day))
    no = numbers[which % len(numbers)]
    kind = KINDS[pick % 3]
    party = ("officer", "head", "delegate")[pick % 3]
    known: dict[str, tuple[str, dict[str, Any]]] = {
        "visit": (
            "log_visit",
            {"at": on, "head_count": 1 + pick % 9, "content": "x", "received_by": party, "kind": "periodic"}
            | ({"matter": ("new", "VV-2026-1")[pick % 2]} if pick % 4 else {}),
        ),
        "session": ("hold_session", {"on": on, "host": ("chairman", "council")[pick % 2], "received_by": party}),
        "register": (
            "register_petition",
            {"content": "x", "channel": ("post", "in_person")[pick % 2], "received_on": on, "signatories": 1 + pick % 3}
            | ({"petitioners": [{"name": "A"}]} if pick % 3 else {}),
        ),
        "classify": (
            "classify",
            {
                "petition": no,
                "kind": kind,
                "instance": INSTANCES[kind][pick % len(INSTANCES[kind])],
                "field": FIELDS[pick % 7],
                "jurisdiction": (None, "ours", "other", "ours")[pick % 4],
                "on": on,
            }
            | ({"eligible": False, "why_not": ["KD5"]} if pick % 11 == 10 else {}),
        ),
        "dispose": ("dispose", {"petition": no, "as": DISPOSITIONS[pick % 12], "on": on, "note": "x"}),
        "forward": ("forward", {"petition": no, "to": BODIES[pick % 3], "sent_on": on}),
        "reply": ("record_reply", {"petition": no, "on": on, "final": pick % 3 > 0}),
        "outcome": (
            "record_outcome",
            {
                "petition": no,
                "on": on,
                "result": RESULTS[pick % 7],
            }
            | amounts(pick),
        ),
        "withdraw": ("withdraw", {"petition": no, "on": on, "whole": pick % 4 > 0, "content": "x"}),
        "split": ("split", {"petition": no, "on": on, "parts": [{"content": "a", "kind": kind}, {"content": "b"}]}),
        "link": ("link", {"petition": no, "matter": ("new", "VV-2026-1")[pick % 2]}),
        "void": ("void", {"petition": no, "why": "x"}),
        "undo": ("undo", {"entry": 2 + pick % max(1, last)}),
        "correct": ("correct", {"petition": no, "set": {"received_on": on, "signatories": 1 + pick % 3}, "why": "x"}),
    }
    return known[act]


Do = Callable[[list[Intent]], Any]


@pytest.fixture
def lived(
    tmp_path_factory: pytest.TempPathFactory,
    blank_register: Callable[[Path], Path],
    reference: Reference,
    officer: Officer,
    clock: Clock,
    acts_of: Callable[[Desk], Act],
) -> Do:
    """Give a register in which those intents were done, as far as the door let them."""

    @contextmanager
    def live(intents: list[Intent]) -> Iterator[tuple[Desk, list[str]]]:
        register = open_register(url_of(blank_register(tmp_path_factory.mktemp("forms") / "r.db")))
        desk = Desk(register, reference, officer, clock)
        act = acts_of(desk)
        numbers: list[str] = []
        last = 0
        # Something to do the rest on: a few petitions, two of them from the month before.
        for i, on in enumerate(("2026-10-20", "2026-10-28", "2026-11-02", "2026-11-03", "2026-11-05")):
            given = {"content": "x", "channel": "post", "received_on": on, "petitioners": [{"name": "A"}]}
            numbers.append(act("register_petition", **given).no)
            side = {"jurisdiction": ("ours", "other")[i % 2]}
            last = act("classify", petition=numbers[-1], kind=KINDS[i % 3], on=on, field=FIELDS[i], **side).entry
        for intent in intents:
            name, fields = fields_of(intent, numbers, last)
            try:
                done = act(name, **fields)
            except RegisterError:
                continue
            last = done.entry
            if name == "register_petition":
                numbers.append(done.no)
            if name == "split":
                numbers += [f"{done.no}.1", f"{done.no}.2"]
        yield desk, numbers
        register.close()

    return live


def filled(desk: Desk, form: Form, window: Window, rule: CountRule = CountRule.PER_PARTY) -> FilledForm:
    with desk.register.reading() as work:
        return fill(work, desk.reference, book(), form, window, rule)


def nov(first: int, last: int) -> Window:
    return Window(date(2026, 11, first), date(2026, 11, last))


@pytest.mark.parametrize("circular", sorted({form.circular.number for form in book().forms}))
@settings(max_examples=4)
@given(intents=INTENTS, first=st.integers(1, 12), days=st.integers(0, 14), rule=st.sampled_from(CountRule))
def test_the_rows_behind_every_cell_of_every_form_come_to_it(
    lived: Do,
    acts_of: Callable[[Desk], Act],
    circular: str,
    intents: list[Intent],
    first: int,
    days: int,
    rule: CountRule,
) -> None:
    window = nov(first, first + days)
    forms = [form for form in book().forms if form.circular.number == circular]
    with lived(intents) as (desk, _):
        enter_figures(acts_of(desk), forms, window)
        rows_come_to_their_cells(desk, forms, window, rule)


def enter_figures(act: Act, forms: list[Form], window: Window) -> None:
    """Enter a figure, no two alike, in every column that a form in force leaves to the officer."""
    for form in forms:
        cells = [cell.no for cell in form.cells if cell.is_entered]
        if cells and form in book().in_force(window):
            figures = [{"cell": no, "value": 3 * place} for place, no in enumerate(cells)]
            act("enter_figures", form=form.code, **{"from": window.first, "to": window.last}, figures=figures)


def rows_come_to_their_cells(desk: Desk, forms: list[Form], window: Window, rule: CountRule) -> None:
    # Cells of several forms that ask the same question have the same rows: each question is asked once.
    come_to: dict[object, object] = {}
    with desk.register.reading() as work:
        for form in forms:
            values = fill(work, desk.reference, book(), form, window, rule).values
            for cell in form.cells:
                question = cell.count or (form.circular, form.code, cell.no)
                if question not in come_to:
                    rows = rows_behind(work, desk.reference, form, cell, window, rule)
                    come_to[question] = sum(row.adds for row in rows)
                assert come_to[question] == (values[cell.no] or 0), (form.circular.number, form.code, cell.no)


@settings(max_examples=8)
@given(intents=INTENTS, first=st.integers(1, 12), days=st.integers(0, 14))
def test_every_check_of_every_form_holds(lived: Do, intents: list[Intent], first: int, days: int) -> None:
    window = nov(first, first + days)
    with lived(intents) as (desk, _):
        for form in book().forms:
            found = filled(desk, form, window)
            broken = [result.check.rule for result in found.checks if not result.holds]
            assert broken == [], (form.circular.number, form.code, found.values)


@settings(max_examples=12)
@given(intents=INTENTS, cut=st.integers(2, 21))
def test_what_one_window_leaves_unprocessed_the_next_one_carries_over(
    lived: Do, intents: list[Intent], cut: int
) -> None:
    form = next(form for form in book().forms if form.circular.number.startswith("01/2024") and form.code == "01/XLD")
    with lived(intents) as (desk, _):
        first = filled(desk, form, nov(1, cut)).values
        second = filled(desk, form, nov(cut + 1, 23)).values
        whole = filled(desk, form, nov(1, 23)).values
    assert first["5"] == second["2"]
    assert number(first, "4") + number(second, "4") == number(whole, "4")
    assert number(first, "3") + number(second, "3") == number(whole, "3")
    assert (first["2"], second["5"]) == (whole["2"], whole["5"])


@settings(max_examples=8)
@given(intents=INTENTS, which=st.integers(0, 30))
def test_a_petition_that_is_voided_leaves_every_figure_that_it_stood_behind(
    lived: Do, acts_of: Callable[[Desk], Act], intents: list[Intent], which: int
) -> None:
    form = next(form for form in book().forms if form.code == "02/XLD" and form.circular.number.startswith("06/2025"))
    window = nov(1, 23)
    with lived(intents) as (desk, _):
        before = filled(desk, form, window).values
        with desk.register.reading() as work:
            behind = {
                cell.no: [row.no for row in rows_behind(work, desk.reference, form, cell, window, CountRule.PER_PARTY)]
                for cell in form.cells
            }
        if not behind["1"]:
            return
        gone = behind["1"][which % len(behind["1"])]
        try:
            acts_of(desk)("void", petition=gone, why="x")
        except RegisterError:
            return
        after = filled(desk, form, window).values
    for cell in form.cells:
        if cell.no != "5":
            assert number(before, cell.no) - number(after, cell.no) == behind[cell.no].count(gone), cell.no


def number(values: Any, no: str) -> int:
    return int(values[no] or 0)
