"""A desk hears of what others do within a second, on either engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.store import drafts
from reception_tui.store.changes import Heard, changes
from reception_tui.store.register import Register, open_register

if TYPE_CHECKING:
    from tests.conftest import Act

WAIT = 10


@pytest.fixture
def heard(place: str) -> Iterator[Queue[Heard]]:
    """What another desk on the same register hears."""
    register, stop, found = open_register(place), Event(), Queue[Heard]()

    def listen() -> None:
        for one in changes(register, stop):
            found.put(one)

    thread = Thread(target=listen)
    thread.start()
    yield found
    stop.set()
    thread.join(WAIT)
    assert not thread.is_alive()
    register.close()


def test_an_entry_is_heard_of_once_and_in_order(heard: Queue[Heard], act: Act) -> None:
    assert heard.get(timeout=WAIT) == Heard(1)
    entry = act("log_visit", head_count=1, content="x").entry
    assert heard.get(timeout=WAIT) == Heard(entry)
    later = act("log_visit", head_count=1, content="x").entry
    assert heard.get(timeout=WAIT) == Heard(later)
    assert heard.empty()


def test_nothing_is_heard_of_a_refused_act_or_a_draft(
    heard: Queue[Heard], act: Act, register: Register, desk: Desk
) -> None:
    assert heard.get(timeout=WAIT) == Heard(1)
    with pytest.raises(Exception, match="unknown_record"):
        act("classify", petition="D-2026-99", kind="complaint")
    with register.writing() as work:
        drafts.keep(work.connection, None, "lan", "visit", "", "2026-11-23T09:00:00", {"content": "x"})
    entry = act("log_visit", head_count=1, content="x").entry
    assert heard.get(timeout=WAIT) == Heard(entry)
    assert heard.empty()


def test_two_desks_in_one_transaction_each_hear_of_the_last_entry(
    heard: Queue[Heard], desk: Desk, acts_of: Callable[[Desk], Act]
) -> None:
    assert heard.get(timeout=WAIT) == Heard(1)
    last = [acts_of(desk)("log_visit", head_count=1, content="x").entry for _ in range(3)][-1]
    while heard.get(timeout=WAIT) != Heard(last):
        pass
