"""One thread for the register: acts and questions go there in order, answers come back to the screen's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from reception_tui.config import Settings
    from reception_tui.desk.door import Desk, Outcome
    from reception_tui.desk.trying import Tried
    from reception_tui.domain.commands import Command
    from reception_tui.domain.errors import RegisterError
    from reception_tui.domain.reference import Reference
    from reception_tui.store.light import Glance
    from reception_tui.store.work import Work

P = ParamSpec("P")
Answer = TypeVar("Answer")

SOON_SECONDS = 1.0
"""So long what is no act waits for others: meanwhile the desk can ask nothing."""


class DeskThread:
    """A desk behind its own thread. `desk` is there once `open` has returned."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="register")
        self._desk: Desk | None = None
        self.given_up: Event | None = None
        """Set it to leave an act that waits for another desk."""

    @property
    def desk(self) -> Desk:
        """Return the open desk."""
        if self._desk is None:
            message = "the desk is not open yet"
            raise RuntimeError(message)
        return self._desk

    @property
    def reference(self) -> Reference:
        """Return the reference data of the open desk."""
        return self.desk.reference

    async def glance(self, settings: Settings, entries: int) -> Glance | None:
        """Return the first rows of the register, before the store is loaded; None where there are none to be had."""

        def look() -> Glance | None:
            from reception_tui.store.light import glance

            return glance(settings.db, entries)

        return await self._run(look)

    async def open(self, settings: Settings) -> Desk:
        """Load the store and open the register. Raises storage trouble and `UnknownOfficer`."""

        def load() -> Desk:
            from reception_tui.desk.opening import open_desk

            return open_desk(settings.db, settings.now, settings.officer)

        self._desk = await self._run(load)
        return self._desk

    async def act(self, command: Command) -> Outcome:
        """Do one act through the door."""

        def do() -> Outcome:
            from reception_tui.desk.door import execute
            from reception_tui.store.patience import that_can_be_left

            with that_can_be_left(self.given_up):
                return execute(self.desk, command)

        return await self._run(do)

    async def try_together(self, parts: Sequence[Command]) -> tuple[Tried, ...]:
        """Return what each of several acts would do, or why it cannot; nothing is kept."""

        def do() -> tuple[Tried, ...]:
            from reception_tui.desk.trying import try_together

            return try_together(self.desk, parts)

        return await self._run(do)

    async def ask(self, question: Callable[Concatenate[Work, P], Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Return the answer of a query on one state of the register."""

        def read() -> Answer:
            with self.desk.reading() as work:
                return question(work, *args, **kwargs)

        return await self._run(read)

    async def ask_opened(
        self, question: Callable[Concatenate[Work, P], Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """Return the answer of a query that may read what is open of sealed cases."""

        def read() -> Answer:
            with self.desk.reading_opened() as work:
                return question(work, *args, **kwargs)

        return await self._run(read)

    async def write(self, change: Callable[Concatenate[Work, P], Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Do something that is no act, like keeping a draft, in one transaction."""

        def do() -> Answer:
            with self.desk.register.writing() as work:
                return change(work, *args, **kwargs)

        return await self._run(do)

    async def write_soon(
        self, change: Callable[Concatenate[Work, P], Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """Do what `write` does, but give up soon where others write: it can be tried again later."""

        def do() -> Answer:
            from reception_tui.store.patience import of_at_most

            with of_at_most(SOON_SECONDS), self.desk.register.writing() as work:
                return change(work, *args, **kwargs)

        return await self._run(do)

    async def refused(self, error: RegisterError, what: str, no: str = "") -> None:
        """Journal that something was refused at the desk."""

        def keep() -> int:
            from reception_tui.desk.door import note_refusal

            return note_refusal(self.desk, error, what, no)

        await self._run(keep)

    async def exported(self, book: str, rows: int) -> None:
        """Journal that a book is about to leave the register as a file."""

        def keep() -> int:
            from reception_tui.desk.door import note_export

            return note_export(self.desk, book, rows)

        await self._run(keep)

    async def sign_in(self, code: str, typed: str, *, unlock: bool = False) -> None:
        """Let an officer take the desk, or go on at it after it was locked. Raises what signing in raises."""

        def take() -> Desk:
            from reception_tui.desk.sign_in import check_pin, sign_in

            return check_pin(self.desk, typed) if unlock else sign_in(self.desk, code, typed)

        self._desk = await self._run(take)

    async def reload(self) -> None:
        """Take the reference data from the register again, after an act has changed them."""
        self._desk = replace(self.desk, reference=await self.ask(self.desk.reference_of))

    async def aside(self, work: Callable[P, Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Do something slow that needs no register, on a thread of its own."""
        return await asyncio.to_thread(work, *args, **kwargs)

    def sit_down(self, desk: Desk) -> None:
        """Let another officer take the desk; what was open of sealed cases is closed."""
        desk.keyring.close()
        self._desk = desk

    async def wipe_freed(self) -> None:
        """Overwrite what the register's thread has let go of."""

        def wipe() -> None:
            from reception_tui.store.memory import wipe_freed

            self.desk.keyring.open_at(self.desk.now())
            wipe_freed()

        await self._run(wipe)

    def close(self) -> None:
        """Finish what is under way and let go of the register."""
        self._thread.shutdown(wait=True)
        if self._desk is not None:
            self._desk.register.close()

    async def _run(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
