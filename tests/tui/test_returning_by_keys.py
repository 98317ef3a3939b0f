"""Who was here before is recognised, what differs from the card is pointed out, and what was used last comes first."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reception_tui.store.work import Row
from reception_tui.tui.fields import PickField
from tests.tui.conftest import OpenDesk, settled, text_of


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait for what they cause."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


async def person(pilot: Pilot[None], **equal: str) -> Row:
    """Return the one person of the register with those values."""
    (found,) = await pilot.app.desk.ask(lambda work: work.rows("person", **equal))  # type: ignore[attr-defined]
    return found  # type: ignore[no-any-return]


def field(pilot: Pilot[None], name: str) -> PickField:
    """Return a field of the open form."""
    return pilot.app.screen.field(name)  # type: ignore[attr-defined, no-any-return]


async def log(pilot: Pilot[None], *person_keys: str) -> None:
    """Log a visit of a person who is typed field by field up to the content."""
    await press(pilot, "f2", *person_keys)
    pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
    await press(pilot, *"Hoi", "f9")


WITH_PHONE = ("enter", *"Tran Ba", "enter", *"1960", "enter", "enter", "enter", *"0905123456", "enter")


@pytest.mark.parametrize("typed", ["0905123456", "+84 905 123 456", "84905123456"])
async def test_a_phone_number_typed_first_brings_the_citizen_back(open_desk: OpenDesk, typed: str) -> None:
    async with open_desk() as pilot:
        await log(pilot, *WITH_PHONE)
        await press(pilot, "f2", *typed.replace(" ", ""), "enter")
        assert field(pilot, "name").value == "Tran Ba"
        assert field(pilot, "birth_year").value == "1960"
        assert field(pilot, "id_number").value == ""
        await press(pilot, *"Hoi tiep", "f9")
        kept = await person(pilot, name="Tran Ba")
        came = await pilot.app.desk.ask(lambda work: work.rows("visit_person", person_id=kept["id"]))  # type: ignore[attr-defined]
        assert len(came) == 2


async def test_a_phone_of_several_people_shows_them_and_one_that_nobody_has_goes_where_it_belongs(
    open_desk: OpenDesk,
) -> None:
    async with open_desk() as pilot:
        await log(pilot, *WITH_PHONE)
        await log(pilot, "enter", *"Le Thi Tu", "enter", *"1962", "enter", "enter", "enter", *"0905123456", "enter")
        await press(pilot, "f2", *"0905123456", "enter")
        shown = text_of(pilot)
        assert "Tran Ba" in shown
        assert "Le Thi Tu" in shown
        await press(pilot, "escape")
        await press(pilot, "ctrl+x", *"0905999888", "enter")
        assert field(pilot, "phone").value == "0905999888"
        assert pilot.app.focused is field(pilot, "name")


async def test_a_phone_typed_after_another_name_takes_nobody_over(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await log(pilot, *WITH_PHONE)
        await press(pilot, "f2", "enter", *"Le Thi Tu", "enter", "enter", "enter", "enter", *"0905123456", "enter")
        assert pilot.app.screen.known is None  # type: ignore[attr-defined]
        assert field(pilot, "name").value == "Le Thi Tu"


async def test_year_and_gender_that_the_number_tells_are_passed_over(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", *"051182004321", "enter", *"Tran Thi Bay", "enter", *"son ha")
        assert field(pilot, "birth_year").value == "1982"
        assert field(pilot, "gender").value == "nữ"
        assert field(pilot, "commune").value == "son ha"
        await press(pilot, "escape")


async def test_a_number_that_tells_nothing_passes_over_nothing(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", *"212345678", "enter", *"Tran Thi Bay", "enter", *"1950")
        assert field(pilot, "birth_year").value == "1950"


async def typed_otherwise(pilot: Pilot[None]) -> None:
    """Type a telephone number, then the identity number of somebody whose card has another one."""
    await log(pilot, *"051082001234", "enter", *"Tran Ba", "enter", "enter", *"0905123456", "enter")
    await press(pilot, "f2")
    pilot.app.screen.go_to("phone")  # type: ignore[attr-defined]
    await press(pilot, *"0912000111")
    pilot.app.screen.go_to("id_number")  # type: ignore[attr-defined]
    await press(pilot, *"051082001234", "enter")


async def test_what_differs_from_the_card_stands_beside_the_field_and_is_not_written_over_it(
    open_desk: OpenDesk,
) -> None:
    async with open_desk() as pilot:
        await typed_otherwise(pilot)
        shown = text_of(pilot)
        assert "≠ Trên thẻ: 0905123456" in shown
        assert field(pilot, "phone").value == "0912000111"
        await press(pilot, *"Hoi", "f9")
        assert (await person(pilot, id_number="051082001234"))["phone"] == "0905123456"
        assert "Thẻ vẫn giữ số điện thoại 0905123456" in pilot.app.last_message  # type: ignore[attr-defined]


async def test_one_key_writes_the_new_value_onto_the_card(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await typed_otherwise(pilot)
        pilot.app.screen.go_to("phone")  # type: ignore[attr-defined]
        await press(pilot, "shift+f8")
        assert "✎ Sẽ ghi lên thẻ thay 0905123456" in text_of(pilot)
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await press(pilot, *"Hoi", "f9")
        assert (await person(pilot, id_number="051082001234"))["phone"] == "0912000111"
        await press(pilot, "ctrl+z", "enter")
        assert (await person(pilot, id_number="051082001234"))["phone"] == "0905123456"


async def test_the_same_key_again_takes_the_value_of_the_card_and_once_more_brings_back_what_was_typed(
    open_desk: OpenDesk,
) -> None:
    async with open_desk() as pilot:
        await typed_otherwise(pilot)
        pilot.app.screen.go_to("phone")  # type: ignore[attr-defined]
        await press(pilot, "shift+f8", "shift+f8")
        assert field(pilot, "phone").value == "0905123456"
        assert "✓ Lấy theo thẻ; đã gõ: 0912000111" in text_of(pilot)
        await press(pilot, "shift+f8")
        assert field(pilot, "phone").value == "0912000111"
        assert "≠ Trên thẻ" in text_of(pilot)


async def test_a_draft_remembers_whose_card_was_taken_over(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await log(pilot, *WITH_PHONE)
        await press(pilot, "f2", *"0905123456", "enter", *"Hoi tiep", "escape")
        await press(pilot, "f2")
        known = pilot.app.screen.known  # type: ignore[attr-defined]
        assert known is not None
        assert known.person["name"] == "Tran Ba"


async def test_what_was_chosen_last_stands_first_where_nothing_is_typed(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Tran Ba")
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await press(pilot, *"Hoi", "enter", "enter", *"hen", "f9")
        await press(pilot, "f2")
        result = field(pilot, "result")
        assert result.matches()[0].code == "appointment"
        pilot.app.screen.go_to("result")  # type: ignore[attr-defined]
        await press(pilot, "down", "enter")
        assert result.value_given() == "appointment"


async def test_what_is_typed_means_the_same_whatever_was_used_last(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await log(pilot, "enter", *"Tran Ba", "enter", "enter", "enter", *"dong son", "enter")
        await press(pilot, "f2")
        commune = field(pilot, "commune")
        first, second, *_ = commune.search("son")
        assert (first.label, second.label) == ("Xã Sơn Hà", "Xã Đông Sơn")


async def test_the_ward_of_the_last_visitors_is_offered_first_and_none_is_lost(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await log(pilot, "enter", *"Tran Ba", "enter", "enter", "enter", *"dong son", "enter")
        await press(pilot, "f2")
        commune = field(pilot, "commune")
        labels = [one.label for one in commune.search("")]
        assert labels[:2] == ["Xã Đông Sơn", "Xã Sơn Hạ"]
        assert len(labels) == len(set(labels)) > 90
        pilot.app.screen.go_to("commune")  # type: ignore[attr-defined]
        await press(pilot, "down", "down", "enter")
        assert commune.value == "Xã Sơn Hạ"


async def test_up_from_an_empty_pick_field_goes_back_and_enter_passes_it(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2")
        pilot.app.screen.go_to("result")  # type: ignore[attr-defined]
        await press(pilot, "up")
        assert pilot.app.focused is field(pilot, "request")
        await press(pilot, "enter", "enter")
        assert pilot.app.focused is field(pilot, "kind")
        assert field(pilot, "result").value_given() is None
