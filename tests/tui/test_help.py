"""F1 explains the field under the cursor and quotes the law behind it."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from reception_tui.domain.field_rules import ANY_SCREEN, FieldRule, rule_of
from reception_tui.domain.reference import Reference
from reception_tui.store.reference.field_rules import read_field_rules
from reception_tui.tui import person_fields
from reception_tui.tui.app import SCREENS
from tests.tui.conftest import OpenDesk, settled, text_of


def test_every_rule_of_a_field_is_about_a_field_that_there_is(seed_files: dict[str, str], reference: Reference) -> None:
    rules = read_field_rules(seed_files)
    assert len({(rule.screen, rule.field) for rule in rules}) == len(rules) >= 20
    for rule in rules:
        module = import_module(f"reception_tui.tui.screens.{SCREENS[rule.screen][0]}") if rule.screen != "*" else None
        written = inspect.getsource(module or person_fields) + inspect.getsource(person_fields)
        assert any(f'"{name}"' in written for name in (rule.field, f"{rule.field.rstrip('1')}{{i}}")), rule
        for stage in rule.stages:
            assert stage in reference.book.stages()


def test_a_screens_own_rule_comes_before_the_one_that_holds_everywhere() -> None:
    anywhere = FieldRule(ANY_SCREEN, "name", "a", "", "")
    own = FieldRule("visit_form", "name", "b", "", "")
    assert rule_of((anywhere, own), "visit_form", "name") is own
    assert rule_of((anywhere, own), "petition_form", "name") is anywhere
    assert rule_of((own,), "petition_form", "name") is None


@pytest.mark.parametrize("key", ["f1", "ctrl+underscore"])
async def test_help_explains_the_field_quotes_its_rule_and_lists_the_keys(open_desk: OpenDesk, key: str) -> None:
    async with open_desk() as pilot:
        await pilot.press("f3")
        await settled(pilot)
        pilot.app.screen.go_to("received_on")  # type: ignore[attr-defined]
        await pilot.press(key)
        await settled(pilot)
        shown = text_of(pilot)
        assert "NGÀY NHẬN" in shown
        assert "§ Luật Tiếp công dân 2013, Điều 28 khoản 1" in shown
        assert "10 ngày làm việc" in shown
        assert "F9, ^S" in shown
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.focused_name() == "received_on"  # type: ignore[attr-defined]
