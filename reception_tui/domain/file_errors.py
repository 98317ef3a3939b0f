"""What can be wrong with a file that somebody names or lays down."""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput


class FileUnreadable(BadInput):
    code = "file_unreadable"


class ReferenceBroken(BadInput):
    """A law, calendar or bodies file that fails its checks."""

    code = "reference_broken"


class FileExists(BadInput):
    code = "file_exists"
