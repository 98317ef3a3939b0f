"""Reports that are signed: their figures stay as they were, whatever is corrected later."""

from __future__ import annotations

from reception_tui.desk.context import Context, Done, Notice
from reception_tui.desk.queries.signed import figures_now, known_code, row_of
from reception_tui.domain.commands import SignReport
from reception_tui.domain.errors import AlreadySigned
from reception_tui.domain.windows import Window


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
