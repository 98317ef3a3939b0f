"""Drafts that the register could not take: held, and written as soon as the register takes them.

A program that ends before that leaves them sealed in a file of the user; the next one takes them up (decision 0023).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reception_tui.domain.errors import StorageTrouble
from reception_tui.i18n import formats, tr

if TYPE_CHECKING:
    from reception_tui.store.drafts import Draft
    from reception_tui.store.work import Work
    from reception_tui.tui.app import ReceptionApp

HELD_SECONDS = 2.0
"""So often a draft that is held is offered to the register again."""


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """A form that was left while the register was out of reach. `id` is of the draft that the register has already."""

    id: int | None
    officer: str
    form: str
    about: str
    updated: str
    values: Mapping[str, object]
    file: Path | None = None
    """Where an earlier program left it."""


class DraftsInHand:
    """The drafts that are held, in the order in which their forms were left."""

    def __init__(self, app: ReceptionApp) -> None:
        self._app = app
        self._held: list[HeldDraft] = []
        self._told_of_loss = False

    def hold(self, draft: HeldDraft) -> None:
        """Hold a draft and offer it to the register until that takes it."""
        self._held.append(draft)
        self._told_of_loss = False
        if len(self._held) == 1:
            self._offer_later()
        told = tr("Forms held here: {count}; they go into the register as soon as it takes them.")
        self._app.announce(told.format(count=formats.number(len(self._held))), trouble=True)

    def take_back(self, officer: str, form: str, about: str) -> Draft | None:
        """Return the draft of a form that is opened again, which is held no more; None where there is none."""
        from reception_tui.store.drafts import Draft

        for at, one in enumerate(self._held):
            if (one.officer, one.form, one.about) == (officer, form, about):
                del self._held[at]
                return Draft(one.id or 0, officer, form, about, one.updated, dict(one.values))
        return None

    async def take_up_left(self) -> None:
        """Take up what earlier programs could not bring into this register."""
        from reception_tui.store.held import kept_aside

        left = await self._app.desk.aside(lambda: list(kept_aside(self._app.desk.desk.register.place)))
        for file, drafts in left:
            self._held += [
                HeldDraft(one.id, one.officer, one.form, one.about, one.updated, one.values, file) for one in drafts
            ]
        if left:
            await self._offer()

    def leave(self) -> bool:
        """Leave what is held for the next program to take up; False where that failed."""
        from reception_tui.store.drafts import Draft
        from reception_tui.store.held import keep_aside

        new = [one for one in self._held if one.file is None]
        kept = [Draft(one.id or 0, one.officer, one.form, one.about, one.updated, dict(one.values)) for one in new]
        return not kept or keep_aside(self._app.desk.desk.register.place, kept)

    def told(self) -> str:
        """Return how many are held, to be said before what keeps them from the register; nothing when none is."""
        if not self._held:
            return ""
        return tr("Forms held here: {count}. ").format(count=formats.number(len(self._held)))

    def may_end(self) -> bool:
        """Tell whether the program may end: nothing is held, or the officer was told and what is held is left."""
        if not self._held or (self._told_of_loss and self.leave()):
            return True
        told = tr("Not in the register yet: {count} forms. Wait a little, or press again: they stay here, sealed.")
        if self._told_of_loss:
            told = tr("{count} forms are not in the register and cannot be kept on this disk either: free some room.")
        self._told_of_loss = True
        self._app.announce(told.format(count=formats.number(len(self._held))), trouble=True)
        return False

    def _offer_later(self) -> None:
        self._app.set_timer(
            HELD_SECONDS, lambda: self._app.run_worker(self._offer(), group="held", exit_on_error=False)
        )

    async def _offer(self) -> None:
        from reception_tui.store import drafts
        from reception_tui.store.held import let_go

        while self._held:
            one = self._held[0]
            keep = partial(_keep, draft=one)
            try:
                id_ = await self._app.desk.write_soon(keep)
            except StorageTrouble:
                self._offer_later()
                return
            if one in self._held:
                self._held.remove(one)
                if one.file is not None and all(other.file != one.file for other in self._held):
                    let_go(one.file)
            else:
                # Its form was opened again meanwhile, and must not leave a second draft.
                await self._app.desk.write_soon(lambda work, id_=id_: drafts.drop(work.connection, id_))  # type: ignore[misc]
        self._app.announce(tr("The unfinished forms are in the register now: F4, “Unfinished”, shows them."))
        self._app.call_later(self._app.register_changed)


def _keep(work: Work, draft: HeldDraft) -> int:
    from reception_tui.store import drafts

    at = draft.updated
    # What lay in a file may be about a draft that has gone on since, or given its number to another.
    standing = (
        draft.id if draft.file is None or drafts.is_older(work.connection, draft.id or 0, draft.form, at) else None
    )
    return drafts.keep(work.connection, standing, draft.officer, draft.form, draft.about, at, draft.values)
