"""Two rows at the bottom with the keys that work here. It never scrolls and never hides a key silently."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget

from reception_tui.tui.actions import Place, actions_at, key_names, shown_label

ROWS = 2


class KeyBar(Widget):
    """The key bar of a kind of screen."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 2; background: $panel; color: $foreground; }
    """

    def __init__(self, place: Place, without: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.place = place
        self.without = without

    def render(self) -> Text:
        """Draw as many keys as two rows hold, the first ones first."""
        without = self.without | getattr(self.app, "forbidden", frozenset())
        return Text("\n").join(key_rows(self.place, self.size.width, without))


def key_rows(place: Place, width: int, without: frozenset[str] = frozenset()) -> list[Text]:
    """Return the two rows of the bar at that width; what does not fit is left out from the end."""
    rows = [Text(no_wrap=True)]
    for action in actions_at(place):
        if not action.is_shown_at(place) or action.id in without:
            continue
        cell = Text()
        cell.append(key_names(action), style="bold reverse")
        cell.append(f" {shown_label(action)} ")
        if rows[-1].cell_len + cell.cell_len > width:
            if len(rows) == ROWS:
                break
            rows.append(Text(no_wrap=True))
        rows[-1].append_text(cell)
    return rows


def left_out(place: Place, width: int, without: frozenset[str] = frozenset()) -> list[str]:
    """Return the actions that the bar has no room for at that width."""
    shown = "\n".join(row.plain for row in key_rows(place, width, without))
    return [
        one.id
        for one in actions_at(place)
        if one.is_shown_at(place) and one.id not in without and f"{key_names(one)} {shown_label(one)}" not in shown
    ]
