"""An officer who is recused from a matter meets no word of it on any screen, whatever way they go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from tests.leak_scan import Hunt, Secret
from tests.tui.conftest import OpenDesk, text_of
from tests.tui.ways import WALKS, Stop, back_to_desk, go

if TYPE_CHECKING:
    from reception_tui.domain.office import Officer
    from reception_tui.domain.reference import Reference
    from tests.conftest import Act, Clock

HUNT = Hunt((Secret("name", "Lê Văn Tám"), Secret("address", "Kiến nghị sửa đường liên xã")))
TELLING = ("list-petitions", "list-people", "board")
"""Stops of which the default run makes its sample."""


@pytest.fixture
def recused(path: Path, reference: Reference, officer: Officer, clock: Clock, acts_of: Callable[[Desk], Act]) -> None:
    """The officer at the desk is recused from D-2026-0003."""
    register = open_register(url_of(path))
    acts_of(Desk(register, reference, officer, clock))("recuse", petition="D-2026-0003", ground="related")
    register.close()


async def met(open_desk: OpenDesk, stops: tuple[Stop, ...]) -> list[str]:
    """Return the stops at which words of it are on the screen."""
    found = []
    async with open_desk() as pilot:
        for stop in (*stops, Stop("looked for", ("@find", *"tam")), Stop("looked for it", ("@find", *"lien xa"))):
            await go(pilot, stop.steps)
            if HUNT.in_text(text_of(pilot), stop.name):
                found.append(stop.name)
            await back_to_desk(pilot)
    return found


def sample() -> tuple[Stop, ...]:
    """Return the stops of the default run."""
    return tuple(stop for stop in ALL if stop.name in TELLING)


ALL = tuple(stop for stops in WALKS.values() for stop in stops)


@pytest.mark.usefixtures("recused")
async def test_the_recused_officer_meets_no_word_of_it(open_desk: OpenDesk) -> None:
    assert await met(open_desk, sample()) == []


async def test_a_colleague_meets_it_there(open_desk: OpenDesk) -> None:
    assert {"list-people", "looked for"} <= {*await met(open_desk, sample())}


@pytest.mark.slow
@pytest.mark.usefixtures("recused")
async def test_the_recused_officer_meets_no_word_of_it_on_any_screen(open_desk: OpenDesk) -> None:
    assert await met(open_desk, ALL) == []
