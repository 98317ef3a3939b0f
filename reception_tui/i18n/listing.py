"""What lists, their views and their filters are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reception_tui import i18n
from reception_tui.domain.kinds import Owner, PetitionKind, PetitionState, VisitKind, VisitResult
from reception_tui.domain.listing import Filter, Listing, Order, View
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.doings import act_label
from reception_tui.i18n.labels import label

_LISTINGS = {
    Listing.PETITIONS: mark("Book of petitions"),
    Listing.FEEDBACK: mark("Book of feedback"),
    Listing.VISITS: mark("Book of visits"),
    Listing.PEOPLE: mark("People"),
    Listing.TASKS: mark("Tasks of reception days"),
    Listing.JOURNAL: mark("Journal"),
    Listing.SEARCH: mark("Search"),
}

_VIEWS = {
    "all": mark("everything"),
    "overdue": mark("overdue"),
    "open": mark("not finished"),
    "unclassified": mark("to be classified"),
    "with_bodies": mark("with other bodies"),
    "mine": mark("mine"),
    "denunciations": mark("denunciations"),
    "void": mark("numbers out of force"),
    "today": mark("today"),
    "this_month": mark("this month"),
    "unanswered": mark("visitor waits for an answer"),
}

_ORDERS = {Order.NEWEST: mark("newest first"), Order.OLDEST: mark("oldest first")}


def listing_name(listing: Listing) -> str:
    """Return what a list is called."""
    return tr(_LISTINGS[listing])


def view_name(view: View) -> str:
    """Return what a view is called; nothing where it has no name."""
    return view.name or (tr(_VIEWS[view.code]) if view.code else "")


def order_name(order: Order) -> str:
    """Return which end of the list comes first."""
    return tr(_ORDERS[order])


def filter_words(view: View, reference: Reference, officers: Mapping[str, str]) -> str:
    """Return what a view asks for, in a few words; nothing where it asks for nothing."""
    return ", ".join(_words(view.listing, view.filter, reference, officers))


def _words(listing: Listing, asked: Filter, reference: Reference, officers: Mapping[str, str]) -> Iterator[str]:
    visits = listing is Listing.VISITS
    if asked.overdue:
        yield tr("overdue")
    if asked.open:
        yield tr("visitor waits for an answer") if visits else tr("not finished")
    if asked.void:
        yield tr("numbers out of force")
    if asked.kind and listing is Listing.JOURNAL:
        yield act_label(asked.kind)
    elif asked.kind:
        yield label(VisitKind(asked.kind) if visits else PetitionKind(asked.kind))
    if asked.state:
        yield label(VisitResult(asked.state) if visits else PetitionState(asked.state))
    if asked.field:
        subject = reference.fields[asked.field]
        yield subject.name_en if i18n.lang() == "en" else subject.name_vi
    if asked.owner:
        yield tr("waits for {owner}").format(owner=label(Owner(asked.owner)))
    if asked.body:
        body = reference.directory.bodies.get(asked.body)
        yield body.short if body is not None else asked.body
    if asked.officer:
        yield officers.get(asked.officer, asked.officer)
    yield from _period(asked)


def _period(asked: Filter) -> Iterator[str]:
    if asked.first is not None and asked.first == asked.last:
        yield formats.day(asked.first)
    elif asked.first is not None and asked.last is not None:
        yield f"{formats.day(asked.first)}–{formats.day(asked.last)}"
    elif asked.first is not None:
        yield tr("from {day}").format(day=formats.day(asked.first))
    elif asked.last is not None:
        yield tr("until {day}").format(day=formats.day(asked.last))
