"""Papers on their way to a printer, by the print service of the machine (CUPS)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.door import Desk
from reception_tui.desk.pages import note_printed
from reception_tui.desk.queries.night import Night, night
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, mark, tr
from reception_tui.reports import nightly
from reception_tui.reports.formats import Format, Written, write

NO_PRINTING, PRINTER_REFUSED, PRINTER_SILENT = "no_printing", "printer_refused", "printer_silent"
_FAULTS = {
    NO_PRINTING: mark("This machine has no print service (lp): install CUPS, or save the page with --output."),
    PRINTER_REFUSED: mark("The print service refused the page ({detail}): look at the printer, then print again."),
    PRINTER_SILENT: mark("The print service did not answer within {seconds} seconds: look at it, then print again."),
}
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """Why a paper did not reach the printer."""

    code: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Return what is wrong and what to do."""
        return tr(_FAULTS[self.code]).format(detail=self.detail, seconds=_PATIENCE)


@dataclass(frozen=True, slots=True)
class Run:
    """What became of pages that were to be printed.

    `changed` are the days whose page tells something else than the one printed before; `notice` is of the last paper.
    """

    printed: tuple[date, ...]
    changed: tuple[date, ...] = ()
    fault: NotPrinted | None = None
    notice: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what to tell about it, the fault not among them."""
        told = []
        if self.printed:
            days = ", ".join(formats.day(day) for day in self.printed)
            told.append(tr("Printed: {days}.").format(days=days))
        elif self.fault is None:
            told.append(tr("Every page is printed already."))
        if self.changed:
            days = ", ".join(formats.day(day) for day in self.changed)
            differs = tr("The register has changed since the page was first printed: {days}. Replace the older sheet.")
            told.append(differs.format(days=days))
        return (*told, self.notice) if self.notice else tuple(told)


def send(paper: Written, title: str, queue: str = "") -> NotPrinted | None:
    """Give a paper to a queue, or to the machine's own printer; return what went wrong, None where nothing did."""
    service = shutil.which("lp")
    if service is None:
        return NotPrinted(NO_PRINTING)
    command = [service, *(["-d", queue] if queue else []), "-t", title, "-o", "media=A4", "-o", "sides=one-sided"]
    if paper.format is Format.TEXT:
        command += ["-o", "document-format=text/plain"]
    try:
        done = subprocess.run(  # noqa: S603 - the service is found by name, and no shell reads the words
            [*command, "--", "-"],
            input=paper.data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        return NotPrinted(PRINTER_SILENT)
    except OSError as error:
        return NotPrinted(PRINTER_REFUSED, error.strerror or type(error).__name__)
    if done.returncode == 0:
        return None
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return NotPrinted(PRINTER_REFUSED, said[-1].removeprefix("lp: ") if said else str(done.returncode))


@dataclass(frozen=True, slots=True)
class Page:
    """A nightly page as it goes to the printer. `digest` is of what it tells."""

    title: str
    paper: Written
    digest: str


def page_of(found: Night, reference: Reference) -> Page:
    """Return the nightly page of a day, drawn."""
    title = tr("Summary of the day No. {number}/{year}").format(number=found.day.number, year=found.day.on.year)
    told = json.dumps(nightly.as_json(found), default=str, sort_keys=True)
    paper = write(nightly.document(found, reference), Format.PDF)
    return Page(title, paper, hashlib.sha256(told.encode()).hexdigest())


def print_pages(desk: Desk, days: Iterable[date], rule: CountRule, queue: str = "") -> Run:
    """Print the nightly pages of those days, the oldest first, and keep each that the printer took.

    Stops at the first that it does not take: what is missing is then still missing tomorrow.
    """
    printed: list[date] = []
    changed: list[date] = []
    notice = ""
    for day in days:
        with desk.reading() as work:
            found = night(work, desk.reference, day, rule, desk.now().tzinfo)
        page = page_of(found, desk.reference)
        notice = page.paper.sentence
        fault = send(page.paper, page.title, queue)
        if fault is not None:
            return Run(tuple(printed), tuple(changed), fault, notice)
        printed.append(day)
        with desk.register.writing() as work:
            if note_printed(work, desk, found.day, queue=queue, format_=page.paper.format, digest=page.digest):
                changed.append(day)
    return Run(tuple(printed), tuple(changed), None, notice)
