"""What the officer at the desk may do and see, for menus, the key bar, and the opening of screens."""

from __future__ import annotations

from collections.abc import Mapping

from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.office import Officer, Role
from reception_tui.domain.rights import View, may_see
from reception_tui.tui.actions import ACTIONS

ACT_OF: Mapping[str, str] = {
    "new_visit": "log_visit",
    "new_delegation": "log_visit",
    "park": "log_visit",
    "visit_form": "log_visit",
    "roster": "log_visit",
    "new_petition": "register_petition",
    "petition_form": "register_petition",
    "interview": "classify",
    "checklist": "classify",
    "letter": "issue_letter",
    "apologise": "issue_letter",
    "appointment_paper": "issue_letter",
    "letters": "issue_letters",
    "letter_batch": "issue_letters",
    "letter_template": "set_letter_template",
    "import_sheet": "import_batch",
    "import_form": "import_batch",
    "import_preview": "import_batch",
    "import_cell": "import_batch",
    "import_column": "import_batch",
    "import_map": "import_batch",
    "keep_map": "import_batch",
    "with_doubles": "import_batch",
    "national": "record_submission",
    "national_review": "record_submission",
    "hold_back": "record_submission",
    "forward_barred": "forward",
    "open_day": "hold_session",
    "together_form": "together",
    "redo": "undo",
    "own_pin": "change_pin",
    "retire_officer": "change_officer",
}
"""The act behind an action or a screen that is not called like its act."""

VIEW_OF: Mapping[str, View] = {
    **dict.fromkeys(
        (
            *("board", "find", "search", "person", "person_card", "seen", "petition_page", "visit_page", "unfinished"),
            *("lists", "register_list", "filter", "filter_hits", "name_view", "strip", "rows_behind", "letter_paper"),
            *("days", "queue", "task", "coordination", "day_minutes", "day_conclusions", "day_invitation", "day_tasks"),
            *("day_schedule", "day_notice", "day_minimum", "day_calendar", "coordination_list", "meeting_notice"),
            *("month_before", "month_after", "walk_back", "walk_on", "open_record", "sent_before", "paper_shown"),
        ),
        View.RECORDS,
    ),
    **dict.fromkeys(("report", "annual", "figures", "summary", "nightly_page", "nightly_day", "paper"), View.FIGURES),
    **dict.fromkeys(("other_day", "print_missed", "save_all_forms"), View.FIGURES),
    **dict.fromkeys(("journal", "history", "undo_entry", "journal_filter", "entry"), View.JOURNAL),
    **dict.fromkeys(("narrow", "refusals_only", "openings_only"), View.JOURNAL),
    **dict.fromkeys(("destruction_list", "person_data"), View.RECORDS),
    "copies": View.OFFICERS,
    "export": View.EXPORT,
    "export_list": View.EXPORT,
}
"""The part of the register that an action or a screen shows."""

FREE = frozenset(
    {
        # The officer's own desk: help, colours, language, hiding, leaving.
        *("help", "hide", "sign_in", "leave", "quit", "change_theme", "change_language"),
        # Ways about the screen that is open already.
        *("choose_act", "palette", "jump", "pick", "pick_list", "agree", "refresh", "mark", "mark_all", "mark_hit"),
        *("turn", "drop_filter", "clear_filter", "forget_view"),
        # What is done in a form or on a paper that only opens to who may have it.
        *("save", "start_over", "same_as_last", "from_register", "leave_out"),
        *("print_paper", "save_sheet", "save_word", "save_text", "impact"),
    }
)
"""Actions and screens that need no right of their own."""


def needed_act(name: str) -> str:
    """Return the act behind an action or screen; nothing where there is none."""
    return ACT_OF.get(name, name if name in COMMANDS else "")


def forbidden(officer: Officer, roles: Mapping[str, Role]) -> frozenset[str]:
    """Return the actions that the officer has no right to: neither menus nor the key bar show them."""
    return frozenset(action.id for action in ACTIONS if missing(action.id, officer, roles) != ("", None))


def missing(name: str, officer: Officer, roles: Mapping[str, Role]) -> tuple[str, View | None]:
    """Return the act or the view that the officer lacks for an action or a screen; two nothings where none is lacking.

    What stands in no table shows records: what was forgotten stays closed.
    """
    act = needed_act(name)
    if act:
        return ("", None) if officer.may(act, roles) else (act, None)
    if name in FREE:
        return "", None
    view = VIEW_OF.get(name, View.RECORDS)
    return "", None if may_see(officer, view, roles) else view
