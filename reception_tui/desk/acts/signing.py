"""Reports: figures that only an officer knows are entered; what is signed stays as it was, whatever comes later."""

from __future__ import annotations

from reception_tui.desk.context import Context, Done, Notice
from reception_tui.desk.queries.entered import TABLE, entered_rows
from reception_tui.desk.queries.signed import figures_now, known_code, row_of
from reception_tui.domain.commands import SignReport
from reception_tui.domain.errors import AlreadySigned, BadChoice, MissingField
from reception_tui.domain.paper_commands import EnterFigures
from reception_tui.domain.windows import Window
from reception_tui.store.reference.forms import form_book
from reception_tui.store.register import reference_files


def sign_report(context: Context, command: SignReport) -> Done:
    """Keep the figures of a report as they stand, with who signed it and when.

    Raises `BadPeriod`, `UnknownCode`, `DateInFuture`, `DateTooEarly` before the data are closed, `AlreadySigned`.
    """
    window = Window(command.from_, command.to)
    on = context.day(command.on, "on", not_before=window.last)
    work, reference = context.work, context.reference
    form = known_code(work, reference, command.form, window)
    earlier = row_of(work, form, window, command.count)
    if earlier is not None:
        raise AlreadySigned("form", form=form, signer=earlier["signer"], on=earlier["on"])
    work.insert(
        "signed_report",
        form=form,
        first=window.first,
        last=window.last,
        count_rule=command.count.value,
        signer=command.signer,
        on=on,
        figures=figures_now(work, reference, form, window, command.count),
        officer=context.officer.code,
    )
    return Done(form, (Notice("report_signed", {"form": form, "signer": command.signer}),))


def enter_figures(context: Context, command: EnterFigures) -> Done:
    """Keep what an officer enters in columns that the register cannot count.

    Raises `BadPeriod`, `UnknownCode`, `BadChoice` for a column that is counted, `MissingField` where nothing is given.
    """
    window = Window(command.from_, command.to)
    work = context.work
    form = form_book(reference_files(work), context.reference.fields).form(command.form, window)
    if not command.figures:
        raise MissingField("figures")
    open_cells = tuple(cell.no for cell in form.cells if cell.is_entered)
    known = {row["cell"]: row for row in entered_rows(work, form, window)}
    for figure in command.figures:
        if figure.cell not in open_cells:
            raise BadChoice("cell", value=figure.cell, choices=open_cells or ("—",))
        told = {"value": figure.value, "on": context.today, "officer": context.officer.code}
        row = known.get(figure.cell)
        if row is None:
            of = {"circular": form.circular.number, "form": form.code, "first": window.first, "last": window.last}
            known[figure.cell] = work.row(TABLE, work.insert(TABLE, **of, cell=figure.cell, **told))
        elif row["value"] != figure.value:
            work.update(TABLE, row["id"], told)
            known[figure.cell] = work.row(TABLE, row["id"])
    return Done(form.code, (Notice("figures_entered", {"form": form.code, "count": len(command.figures)}),))
