"""What an officer who sits down is told first: forms handed over, nights without a page, copies or keys in trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_tui.i18n import formats, tr

if TYPE_CHECKING:
    from reception_tui.tui.app import ReceptionApp


async def tell_what_waits(app: ReceptionApp) -> None:
    """Say which forms were handed over to the officer, and which nightly pages were not printed."""
    from reception_tui.desk.handover import handed_to
    from reception_tui.desk.queries.night import unprinted

    desk = app.desk.desk
    await app.learn_facts()
    handed = await app.desk.ask(handed_to, desk.officer.code)
    if handed:
        told = tr("Forms handed over to you: {count}. “Unfinished” in F4 shows them.")
        app.announce(told.format(count=formats.number(len(handed))))
    nights = await app.desk.ask(unprinted, desk.reference, desk.today)
    if nights:
        told = tr("Not printed yet: the nightly pages of {days}. Ctrl+Y, then F4 “Missed”, prints them.")
        app.announce(told.format(days=", ".join(formats.day(night) for night in nights)), trouble=True)
    elif trouble := app.copies_trouble():
        app.announce(trouble, trouble=True)
    elif app.keymap_fault:
        app.announce(app.keymap_fault, trouble=True)
