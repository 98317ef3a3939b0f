"""What goes wrong when several acts are done together."""

from __future__ import annotations

from reception_tui.domain.error_families import NotAllowed


class PartRefused(NotAllowed):
    """One of several acts that were to be done together cannot be done. `error` is why."""

    code = "part_refused"
