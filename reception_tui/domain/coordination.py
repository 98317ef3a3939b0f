"""How a body comes to hold a matter: what the monthly meeting of the bodies at the seat goes by."""

from __future__ import annotations

from enum import StrEnum


class HoldingWay(StrEnum):
    """Why a matter stands under a body."""

    OPEN = "open"
    SENT = "sent"
    TASK = "task"
    RECEIVED = "received"
    NOTED = "noted"
