"""The desk as a drill: an invented visitor stands on a card above every screen, and a watch runs."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events, work
from textual.widget import Widget

from reception_tui.config import Settings
from reception_tui.desk.drill import Visitor, strokes
from reception_tui.domain.commands import LogVisit
from reception_tui.i18n import lang
from reception_tui.i18n.labels import label
from reception_tui.tui.app import ReceptionApp
from reception_tui.tui.fields import LineField, NoteField
from reception_tui.tui.screen import ReceptionScreen

if TYPE_CHECKING:
    from reception_tui.desk.door import Outcome
    from reception_tui.domain.commands import Command


@dataclass(slots=True)
class Timed:
    """What one visit took: seconds and keys, in all and field by field."""

    visitor: Visitor
    seconds: float = 0.0
    keys: int = 0
    spent: Counter[str] = field(default_factory=Counter)


class Card(Widget):
    """Who stands at the counter, and for how long."""

    DEFAULT_CSS = """
    Card { dock: top; height: 3; margin-top: 2; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.content = ""

    def tell(self, content: str) -> None:
        """Show a card."""
        if content != self.content:
            self.content = content
            self.refresh()

    def render(self) -> Text:
        """Draw the card."""
        return Text(self.content, no_wrap=True, overflow="ellipsis")


class DrillApp(ReceptionApp):
    """The desk on a scratch register; it closes when the last visitor was logged."""

    def __init__(self, settings: Settings, people: Sequence[Visitor], *, auto: bool) -> None:
        super().__init__(settings)
        self.people, self.auto = people, auto
        self.timed: list[Timed] = []
        self._current: Timed | None = None
        self._since = self._key_at = 0.0
        self._logged = asyncio.Event()

    def on_ready(self) -> None:
        """Start the watch."""
        self.set_interval(1, self._show_card)

    async def on_event(self, event: events.Event) -> None:
        """Count every key once, and note which field it went to."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._current is not None:
            now = time.monotonic()
            focused = self.focused
            name = focused.spec.label if isinstance(focused, LineField | NoteField) else ""
            self._current.keys += 1
            self._current.spent[name] += round((now - self._key_at) * 1000)
            self._key_at = now
        await super().on_event(event)

    def screen_is_ready(self, screen: ReceptionScreen[Any]) -> None:
        """Put the card on the screen; the first one that is ready begins the drill."""
        super().screen_is_ready(screen)
        if not self.signed_in:
            return
        if not screen.query(Card):
            screen.mount(Card(), before=0)
        if self._current is None and not self.timed:
            self._next()
            if self.auto:
                self._type_everything()
        self._show_card()

    async def act(self, command: Command) -> Outcome:
        """Do an act; a logged visit ends the card."""
        outcome = await super().act(command)
        if isinstance(command, LogVisit) and self._current is not None:
            self._current.seconds = time.monotonic() - self._since
            self.timed.append(self._current)
            self._next()
            self._logged.set()
        return outcome

    def _next(self) -> None:
        if len(self.timed) == len(self.people):
            self._current = None
            self.exit()
            return
        self._current = Timed(self.people[len(self.timed)])
        self._since = self._key_at = time.monotonic()

    def _show_card(self) -> None:
        if self._current is not None:
            for card in self.screen.query(Card):
                card.tell(self._card(self._current.visitor))

    def _card(self, visitor: Visitor) -> str:
        entry = visitor.entry
        spent = int(time.monotonic() - self._since)
        place = self.desk.reference.directory.communes[entry.commune].name
        gender = label(entry.gender) if entry.gender is not None else ""
        who = ", ".join(filter(None, (entry.name, str(entry.birth_year or ""), gender)))
        return "\n".join(
            (
                f" {len(self.timed) + 1}/{len(self.people)}  {spent // 60}:{spent % 60:02d}  {entry.id_number}  {who}",
                f" {entry.phone}  {entry.address}, {place}",
                f" {visitor.content} → {label(visitor.result)}",
            )
        )

    @work(exclusive=True, group="drill")
    async def _type_everything(self) -> None:
        """Type every visit as a trained officer would."""
        for visitor in self.people:
            self._logged.clear()
            for stroke in strokes(visitor, lang()):
                for key in stroke.keys:
                    self.post_message(events.Key(_name(key), key if len(key) == 1 else None))
                    await asyncio.sleep(0)
            await self._logged.wait()


def _name(key: str) -> str:
    return {" ": "space"}.get(key, key)


def run_drill(settings: Settings, people: Sequence[Visitor], *, auto: bool) -> list[Timed]:
    """Return what each visit took, once all were logged or the officer has left."""
    app = DrillApp(settings, people, auto=auto)
    app.run(headless=auto)
    return app.timed
