"""Which list, by what it is filtered, and what a view of it is called."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reception_tui.domain.errors import DateTooEarly
from reception_tui.domain.kinds import Owner, PetitionKind, PetitionState, VisitKind, VisitResult
from reception_tui.domain.listing import FILTERS, Filter, Listing, View, as_plain
from reception_tui.i18n import tr
from reception_tui.i18n.doings import acts
from reception_tui.i18n.listing import listing_name
from reception_tui.tui import choices
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_OFFERED = (
    Listing.PETITIONS,
    Listing.VISITS,
    Listing.FEEDBACK,
    Listing.PEOPLE,
    Listing.TASKS,
    Listing.JOURNAL,
)


class ListsScreen(ReceptionScreen[None]):
    """Ctrl+W on the desk: which list is wanted."""

    place = Place.READING
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.READING)

    def compose(self) -> ComposeResult:
        """Lay out the list of lists."""
        yield StatusLine()
        yield RecordList()
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("LISTS")

    def help_text(self) -> str:
        """Return what the lists are."""
        return tr("Every record stands in one of these lists, whatever became of it. Enter opens the marked list.")

    def on_mount(self) -> None:
        """Name the lists."""
        closed = {Listing.JOURNAL} if "undo_entry" in self.reception.forbidden else set()
        offered = [one for one in _OFFERED if one not in closed]
        self.query_one(RecordList).show([Line(one.value, f"  {listing_name(one)}") for one in offered])

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open("register_list", event.key)


class FilterForm(FormScreen):
    """By what a list is filtered. Dismissed with the view as it is kept."""

    def __init__(self, view: View, officers: Mapping[str, str]) -> None:
        super().__init__()
        self.view, self.officers = view, officers

    def screen_title(self) -> str:
        """Return the form's name with that of the list."""
        return tr("FILTER: {list}").format(list=listing_name(self.view.listing))

    def help_text(self) -> str:
        """Return how the form is used."""
        return tr("What is left empty leaves nothing out. F9 shows the list; Esc leaves it as it was.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return a field for each filter of the list."""
        return [[self._field(name)] for name in FILTERS[self.view.listing]]

    def _field(self, name: str) -> Field:
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        given = getattr(self.view.filter, name)
        if name in ("first", "last"):
            words = tr("From day") if name == "first" else tr("Until day")
            return DayField(Spec(name, words), today, reference.calendar, given)
        if name in ("overdue", "open", "void"):
            asked = {"overdue": tr("Only overdue"), "open": tr("Only open"), "void": tr("Only void")}[name]
            return PickField(Spec(name, asked), choices.yes_no(), "yes" if given else "")
        if name == "body":
            return PickField(Spec(name, tr("Body")), choices.bodies(reference, today), given)
        offered: dict[str, tuple[str, list[Choice]]] = {
            "kind": (tr("Kind"), self._kinds()),
            "state": (tr("Result") if self._of_visits() else tr("State"), self._states()),
            "owner": (tr("Waits for"), choices.of_kind(Owner)),
            "officer": (tr("Officer"), [Choice(code, who, code) for code, who in self.officers.items()]),
            "field": (tr("Subject field"), choices.fields(reference)),
        }
        words, of = offered[name]
        return PickField(Spec(name, words), of, given)

    def _of_visits(self) -> bool:
        return self.view.listing is Listing.VISITS

    def _kinds(self) -> list[Choice]:
        if self.view.listing is Listing.JOURNAL:
            return [Choice(act, words) for act, words in acts()]
        return choices.of_kind(VisitKind if self._of_visits() else PetitionKind)

    def _states(self) -> list[Choice]:
        return choices.of_kind(VisitResult if self._of_visits() else PetitionState)

    async def save(self, values: dict[str, Any]) -> str:
        """Return the view that is asked for. Raises `DateTooEarly` when it ends before it begins."""
        flags = ("overdue", "open", "void")
        asked = {
            name: (value == "yes" if name in flags else value) for name, value in values.items() if value is not None
        }
        wanted = Filter(**asked)
        if wanted.first is not None and wanted.last is not None and wanted.last < wanted.first:
            raise DateTooEarly("last", value=wanted.last, earliest=wanted.first)
        return json.dumps(as_plain(View(self.view.listing, wanted, self.view.order)))


class NameViewForm(FormScreen):
    """What a view is to be called. Dismissed with the name."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.known = name

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("KEEP THE VIEW")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field of the name."""
        told = tr("Filter and order are kept under this name for you; the same name replaces the view.")
        return [[LineField(Spec("name", tr("Name"), needed=True, help=told), self.known)]]

    async def save(self, values: dict[str, Any]) -> str:
        """Return the name."""
        return str(values["name"])
