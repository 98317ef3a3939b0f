"""Every action once: its keys, its words, and where it works. Bindings, key bar, help and docs read it here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from reception_tui.i18n import mark, tr


class Place(StrEnum):
    """A kind of screen."""

    DESK = "desk"
    FORM = "form"
    LIST = "list"
    PETITION = "petition"
    VISIT = "visit"
    DIALOG = "dialog"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Action:
    """An action: `id` is the method `action_<id>`; the first key is the one that is shown."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    places: frozenset[Place]
    shown: bool = True


_EVERYWHERE = frozenset(Place)
_OUTSIDE_FORMS = frozenset({Place.DESK, Place.LIST, Place.PETITION, Place.VISIT, Place.READING})


def _at(*places: Place) -> frozenset[Place]:
    return frozenset(places)


ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1",), mark("Help"), mark("What this screen and this field are for"), _EVERYWHERE),
    Action("new_visit", ("f2", "ctrl+n"), mark("Visit"), mark("Log a visit or a delegation"), _OUTSIDE_FORMS),
    Action("new_petition", ("f3",), mark("Petition"), mark("Register a petition"), _OUTSIDE_FORMS | _at(Place.VISIT)),
    Action("pick", ("f4",), mark("List"), mark("Show everything that can be chosen"), _at(Place.FORM)),
    Action(
        "choose_act", ("f4",), mark("Acts"), mark("Show all that can be done on this petition"), _at(Place.PETITION)
    ),
    Action("forward", ("f5",), mark("Forward"), mark("Send the petition to a body"), _at(Place.PETITION)),
    Action("refresh", ("f5",), mark("Refresh"), mark("Read the register again"), _at(Place.DESK, Place.LIST)),
    Action(
        "board", ("f6",), mark("Follow-up"), mark("Everything that is late or near, by whose it is"), _OUTSIDE_FORMS
    ),
    Action(
        "find",
        ("f7", "ctrl+f"),
        mark("Find"),
        mark("Search people, petitions, visits, bodies, numbers"),
        _OUTSIDE_FORMS,
    ),
    Action(
        "person",
        ("f8",),
        mark("Person"),
        mark("The person's card: visits and petitions"),
        _at(Place.PETITION, Place.VISIT, Place.FORM),
    ),
    Action("roster", ("ctrl+r",), mark("Roster"), mark("Enter the people of a delegation"), _at(Place.FORM)),
    Action(
        "start_over",
        ("ctrl+x",),
        mark("Empty"),
        mark("Throw away what was typed and start the form again"),
        _at(Place.FORM),
    ),
    Action("save", ("f9", "ctrl+s"), mark("Save"), mark("Save the form"), _at(Place.FORM, Place.DIALOG)),
    Action(
        "classify",
        ("ctrl+l",),
        mark("Classify"),
        mark("Complaint, denunciation or recommendation; eligible or not"),
        _at(Place.PETITION),
    ),
    Action("dispose", ("ctrl+e",), mark("Decide"), mark("Decide what becomes of the petition"), _at(Place.PETITION)),
    Action(
        "remind", ("ctrl+r",), mark("Remind"), mark("Enter a reminder to the body"), _at(Place.PETITION, Place.LIST)
    ),
    Action("record_reply", ("ctrl+t",), mark("Reply"), mark("Enter what the body answered"), _at(Place.PETITION)),
    Action("record_outcome", ("ctrl+o",), mark("Outcome"), mark("Enter what was decided"), _at(Place.PETITION)),
    Action("summary", ("ctrl+y",), mark("Day's page"), mark("The nightly page as it stands now"), _at(Place.DESK)),
    Action("undo", ("ctrl+z",), mark("Undo"), mark("Take back the last act of this sitting"), _OUTSIDE_FORMS),
    Action(
        "change_language",
        ("ctrl+u",),
        mark("English"),
        mark("Change the language of the screens"),
        _at(Place.DESK),
        shown=False,
    ),
    Action("hide", ("f12",), mark("Hide"), mark("Hide the screen at once"), _EVERYWHERE),
    Action(
        "leave",
        ("escape", "f10"),
        mark("Back"),
        mark("Close this screen; what was typed is kept"),
        _EVERYWHERE - _at(Place.DESK),
    ),
    Action("quit", ("f10", "ctrl+q"), mark("Quit"), mark("Leave the desk"), _at(Place.DESK)),
)


def actions_at(place: Place) -> list[Action]:
    """Return the actions that work in a kind of screen, in the order of the key bar."""
    return [action for action in ACTIONS if place in action.places]


def bindings_at(place: Place) -> list[BindingType]:
    """Return the bindings of a kind of screen."""
    return [
        Binding(",".join(action.keys), action.id, action.label, show=False, priority=False)
        for action in actions_at(place)
    ]


def key_name(key: str) -> str:
    """Return a key as people call it."""
    if key == "escape":
        return "Esc"
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper()


def shown_label(action: Action) -> str:
    """Return the action's word in the language in use."""
    return tr(action.label)
