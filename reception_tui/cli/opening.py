"""The desk on the screen."""

from __future__ import annotations

import argparse
import gc

from reception_tui.cli.options import settings_of


def open_desk_screen(args: argparse.Namespace) -> int:
    """Open the desk; the store is loaded behind the first paint."""
    # Nothing of what is loaded until then is ever garbage; looking for it takes a tenth of the time.
    gc.disable()
    from reception_tui import logs
    from reception_tui.tui.app import ReceptionApp

    app = ReceptionApp(settings_of(args))
    app.run()
    logs.note("desk_closed", code=app.return_code or 0)
    return app.return_code or 0
