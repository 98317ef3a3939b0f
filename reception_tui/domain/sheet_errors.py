"""What keeps a spreadsheet, a row or a cell from being taken in."""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput, NotAllowed


class SheetRefused(BadInput):
    """A file that is no spreadsheet to read; `values["why"]` says what it is instead."""

    code = "sheet_refused"


class HeadingsUnknown(BadInput):
    """No row of the sheet reads like headings; `values["missing"]` are the columns without which nothing goes.

    `values["headings"]` is what stands over the columns in the row that comes nearest, each with its code.
    """

    code = "headings_unknown"


class BadMapName(BadInput):
    """A name under which no map of columns can be kept as a file."""

    code = "bad_map_name"


class CellRefused(BadInput):
    """A cell that says nothing that its column can hold; `values["why"]` is the code of the reason."""

    code = "cell_refused"


class NothingToImport(NotAllowed):
    """Every row was refused, or is in the register already."""

    code = "nothing_to_import"


class Stopped(NotAllowed):
    """The officer stopped it; nothing was written."""

    code = "stopped"
