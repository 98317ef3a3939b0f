"""What the officer at the desk may do and see, for menus, the key bar, and the opening of screens."""

from __future__ import annotations

from collections.abc import Mapping

from reception_tui.domain.office import Officer, Role
from reception_tui.domain.rights import View, may_see
from reception_tui.tui.actions import ACTIONS

ACT_OF = {
    "new_visit": "log_visit",
    "park": "log_visit",
    "visit_form": "log_visit",
    "new_petition": "register_petition",
    "petition_form": "register_petition",
    "letter": "issue_letter",
    "apologise": "issue_letter",
    "import_sheet": "import_batch",
    "import_form": "import_batch",
    "import_preview": "import_batch",
    "import_cell": "import_batch",
    "import_column": "import_batch",
    "import_map": "import_batch",
    "forward_barred": "forward",
    "open_day": "hold_session",
    "impact": "",
}
"""The act behind an action or a screen that is not called like its act; for `impact` any that opened it."""

VIEW_OF: Mapping[str, View | None] = {
    "board": View.RECORDS,
    "find": View.RECORDS,
    "person": View.RECORDS,
    "unfinished": View.RECORDS,
    "days": View.RECORDS,
    "strip": View.RECORDS,
    "export": View.EXPORT,
    "export_list": View.EXPORT,
    "report": View.FIGURES,
    "figures": View.FIGURES,
    "summary": View.FIGURES,
    "nightly_page": View.FIGURES,
    "paper": View.FIGURES,
    "journal": View.JOURNAL,
    "history": View.JOURNAL,
    "undo_entry": View.JOURNAL,
    "journal_filter": View.JOURNAL,
    "entry": View.JOURNAL,
    "officers": View.OFFICERS,
    **dict.fromkeys(("sign_in", "help", "hidden", "locked", "lock", "agree", "choose_act", "pick_list", "palette")),
    **dict.fromkeys(("impact", "own_pin", "settings", "theme", "undo")),
}
"""The part of the register that an action or a screen shows. Other screens show records, other actions nothing."""


def needed_act(name: str, acts: frozenset[str]) -> str:
    """Return the act behind an action or screen; nothing where there is none. `acts` are all that some role may do."""
    return ACT_OF.get(name, name if name in acts else "")


def forbidden(officer: Officer, roles: Mapping[str, Role]) -> frozenset[str]:
    """Return the actions that the officer has no right to: neither menus nor the key bar show them."""
    acts = known_acts(roles)
    found = set()
    for action in ACTIONS:
        act, view = needed_act(action.id, acts), VIEW_OF.get(action.id)
        if (act and not officer.may(act, roles)) or (view is not None and not may_see(officer, view, roles)):
            found.add(action.id)
    return frozenset(found)


def missing(screen: str, officer: Officer, roles: Mapping[str, Role]) -> tuple[str, View | None]:
    """Return the act or the view that the officer lacks to open a screen; two nothings where none is lacking."""
    act = needed_act(screen, known_acts(roles))
    if act and not officer.may(act, roles):
        return act, None
    if act or screen in ACT_OF:
        return "", None
    view = VIEW_OF.get(screen, View.RECORDS)
    return "", None if view is None or may_see(officer, view, roles) else view


def known_acts(roles: Mapping[str, Role]) -> frozenset[str]:
    """Return every act that some role may do."""
    return frozenset().union(*(role.acts for role in roles.values()))
