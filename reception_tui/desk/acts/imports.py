"""Spreadsheets taken in whole, and what was sent to the national database."""

from __future__ import annotations

from collections.abc import Iterator

from reception_tui.desk.context import Context, Done, Notice
from reception_tui.desk.findable import is_denunciation
from reception_tui.desk.importing.refreshing import refresh_batch
from reception_tui.desk.importing.run import Watch, run
from reception_tui.desk.sealing import seal_secrets
from reception_tui.domain.commands import ImportBatch, RecordSubmission
from reception_tui.domain.errors import BadChoice, DateTooEarly, NothingToImport
from reception_tui.domain.kinds import Book
from reception_tui.store.batch import Batch
from reception_tui.store.desk_key import marks_of

_FLUSHED, _REFRESHED = 0.4, 0.7
"""How far the writing is when the rows are there, and when their limits and the search are; then comes the journal."""

BOOKS = (Book.VISITS, Book.PETITIONS, Book.FEEDBACK, Book.SESSIONS)


def import_batch(context: Context, command: ImportBatch) -> Done:
    """Enter every row of a spreadsheet that can be entered, at once; rows that cannot are told to the watcher."""
    if command.book not in BOOKS:
        raise BadChoice("book", value=command.book, choices=BOOKS)
    watch = context.watch if isinstance(context.watch, Watch) else Watch()
    batch = run(context, command, watch)
    if not watch.numbers:
        raise NothingToImport("rows", rows=len(command.rows), doubles=len(watch.doubles))
    batch.insert(
        "import_batch",
        book=command.book.value,
        source=command.source,
        on=context.today,
        count=len(watch.numbers),
        digests=" ".join(marks_of(filter(None, watch.digests))),
        officer=context.officer.code,
    )
    fresh = batch.fresh("petition")
    secret = [one for one, row in fresh.items() if is_denunciation(row)]
    marked = [one for one in context.marked if one in fresh]
    seal_secrets(batch, context.reference, context.officer, marked, [*secret, *_on_old_matters(batch)])
    batch.flush(lambda share: watch.tell_written(_FLUSHED * share))
    refresh_batch(batch, context.reference)
    batch.let_go()
    watch.tell_written(_REFRESHED)
    notices = [Notice("imported", {"count": len(watch.numbers)})]
    if watch.refused:
        notices.append(Notice("rows_refused", {"count": len(watch.refused)}))
    if watch.doubles:
        notices.append(Notice("rows_doubled", {"count": len(watch.doubles)}))
    return Done(f"{watch.numbers[0]}…{watch.numbers[-1]}", tuple(notices), refreshed=True)


def _on_old_matters(batch: Batch) -> Iterator[int]:
    """Yield the petitions of the matters that new visits belong to: one may be a denunciation."""
    for matter_id in {row["matter_id"] for row in batch.fresh("visit").values()} - {None}:
        for row in batch.every("petition", matter_id=matter_id):
            yield row["id"]


def record_submission(context: Context, command: RecordSubmission) -> Done:
    """Write down what was sent to the national database: the file, its digest, and every record in it."""
    if command.last < command.first:
        raise DateTooEarly("last", value=command.last, earliest=command.first)
    context.work.insert(
        "submission",
        on=context.today,
        first=command.first,
        last=command.last,
        file=command.file,
        digest=command.digest,
        count=len(command.records),
        records=" ".join(command.records),
        note=command.note,
        officer=context.officer.code,
    )
    return Done(command.file, (Notice("submitted", {"count": len(command.records)}),))
