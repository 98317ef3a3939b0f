"""What the register holds, in short lines that read well aloud."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from reception_tui.desk.door import Desk, permit_view
from reception_tui.desk.queries.find import find
from reception_tui.desk.queries.night import night
from reception_tui.desk.queries.overdue import due_list
from reception_tui.desk.queries.record import PetitionPage, VisitPage, petition_page, visit_page
from reception_tui.desk.recusals import kept_from
from reception_tui.desk.seen import version_of_number
from reception_tui.domain.errors import UnknownRecord
from reception_tui.domain.kinds import Book, CountRule, PetitionKind, PetitionState, VisitResult
from reception_tui.domain.rights import View, may_see
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import act_label, duty
from reception_tui.i18n.labels import label
from reception_tui.reports import late, nightly
from reception_tui.reports.text import render
from reception_tui.store.numbers import book_of, tidy_number

MOST_HITS = 12


def board_text(desk: Desk) -> str:
    """Return what is overdue, due today and due soon."""
    with desk.reading() as work:
        found = due_list(work, desk.reference, desk.today, without=kept_from(work, desk.officer.code).numbers)
    return render(late.document(found, desk.reference))


def night_text(desk: Desk) -> str:
    """Return the page of today as it stands now. Raises `NoView`."""
    permit_view(desk, View.FIGURES)
    with desk.reading() as work:
        found = night(work, desk.reference, desk.today, CountRule.PER_PARTY, desk.now().tzinfo)
    return render(nightly.document(found, desk.reference))


def find_text(desk: Desk, typed: str) -> str:
    """Return what the search finds, a record a line. Raises `NoView`."""
    permit_view(desk, View.RECORDS)
    with desk.reading() as work:
        kept = kept_from(work, desk.officer.code)
        hits = find(work, desk.reference, typed, MOST_HITS, desk.today, kept=kept)
    if not hits:
        return tr("Nothing was found for “{typed}”.").format(typed=typed)
    return "\n".join(" · ".join(filter(None, (hit.no, formats.day(hit.on), hit.title, hit.snippet))) for hit in hits)


def record_text(desk: Desk, no: str) -> str:
    """Return the page of the visit or petition of that number. Raises `UnknownRecord`, `NoView`, `Recused`."""
    number = tidy_number(no)
    permit_view(desk, View.RECORDS, number)
    with desk.reading() as work:
        if book_of(number) is Book.VISITS:
            return "\n".join(_visit(visit_page(work, number)))
        return "\n".join(_petition(petition_page(work, desk.reference, number, desk.today)))


def record_again(desk: Desk, no: str) -> str:
    """Return what `record_text` does, to who may do an act on the record; nothing where nothing can be read out."""
    if book_of(no) is None or not may_see(desk.officer, View.RECORDS, desk.reference.roles):
        return ""
    with suppress(UnknownRecord):
        return record_text(desk, no)
    return ""


def shown_version(desk: Desk, no: str) -> int | None:
    """Return the version in which a visit or petition stands in the register now."""
    with desk.reading() as work:
        return version_of_number(work, no)


def read_petition(desk: Desk, no: str) -> PetitionPage:
    """Return the page of a petition. Raises `UnknownRecord`, `NoView`, `Recused`."""
    permit_view(desk, View.RECORDS, no)
    with desk.reading() as work:
        return petition_page(work, desk.reference, no, desk.today)


def _visit(page: VisitPage) -> Iterator[str]:
    row = page.visit
    when = f"{formats.weekday(row['on'])} {formats.day(row['on'])} {row['time']}".strip()
    yield f"{row['no']} · {when} · " + tr("{people} people").format(people=formats.number(row["head_count"]))
    if page.secret:
        yield tr("Who came and what it is about is kept secret: a denunciation was handed over.")
    else:
        yield ", ".join(person["name"] + (" ★" if person["representative"] else "") for person in page.people)
        yield row["content"]
    if row["result"]:
        yield tr("Result: {result}").format(result=label(VisitResult(row["result"])))
    for petition in page.petitions:
        yield tr("Petition {no} was handed over.").format(no=petition["no"])


def _petition(page: PetitionPage) -> Iterator[str]:
    row = page.petition
    kind = label(PetitionKind(row["kind"])) if row["kind"] else tr("not classified")
    received = tr("received {day}").format(day=formats.day(row["received_on"]))
    yield f"{row['no']} · {received} · {kind} · {label(PetitionState(row['state']))}"
    if page.secret:
        yield tr("Author: kept secret ({code})").format(code=row["sealed_code"])
    else:
        names = ", ".join(person["name"] for person in page.people)
        yield tr("Author: {names}").format(names=names) if names else tr("Author: not named")
        yield row["content"]
    for view in page.clocks:
        when = formats.day(view.clock.due) if view.clock.due is not None else tr("no date")
        yield f"{label(view.clock.owner)}: {duty(view.clock.duty)} · {when} · {label(view.state)}"
    for one in page.timeline:
        yield f"{formats.day(one.on)} {act_label(one.what)}"
