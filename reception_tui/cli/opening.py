"""The desk on the screen."""

from __future__ import annotations

import argparse

from reception_tui.cli.answer import DONE
from reception_tui.cli.options import settings_of


def open_desk_screen(args: argparse.Namespace) -> int:
    """Open the desk; the store is loaded behind the first paint."""
    from reception_tui.tui.app import ReceptionApp

    app = ReceptionApp(settings_of(args))
    app.run()
    return app.return_code or DONE
