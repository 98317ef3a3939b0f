"""Tasks that a reception day gave to bodies: what a list may tell of them."""

from __future__ import annotations

from reception_tui.desk.context import Row
from reception_tui.desk.findable import brought_denunciation, is_secret
from reception_tui.domain.text import shorten
from reception_tui.store.work import Work

TASK = "task"
"""The book, stage and duty under which a task stands among what is late or near."""

_TITLE_WIDTH = 90


def task_title(work: Work, task: Row) -> str:
    """Return what a list shows of a task; its number alone where it is about one who denounced."""
    return str(task["no"]) if is_secret_task(work, task) else shorten(task["what"], _TITLE_WIDTH)


def is_secret_task(work: Work, task: Row) -> bool:
    """Tell whether a task is about a denunciation, or about a visit that brought one."""
    if task["petition_id"] is not None and is_secret(work, work.row("petition", task["petition_id"])):
        return True
    return task["visit_id"] is not None and brought_denunciation(work, work.row("visit", task["visit_id"]))
