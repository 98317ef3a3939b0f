"""What a check of the register finds, by the code of the finding."""

from __future__ import annotations

from reception_tui.i18n import mark

FINDINGS = {
    "backup_never": mark("The register was never backed up: “reception backup --now”, or leave a desk open."),
    "backup_old": mark(
        "The last backup is older than the office allows: see that the folder of the copies can be written."
    ),
    "drill_failed": mark(
        "The last backup that was tried does not hold: make a new one at once with “reception backup --now”."
    ),
    "drill_old": mark("No backup was tried for longer than the office allows: “reception restore --dry-run”."),
    "damaged": mark("The file is damaged: {where}. Stop working and restore the last backup."),
    "server_not_durable": mark(
        "The server is set to be quicker than safe (fsync or full_page_writes is off): a loss of power may lose acts."
    ),
    "refers_to_nothing": mark("A row refers to one that is not there: {where}."),
    "journal_gap": mark("The journal lacks entry {where}."),
    "journal_link": mark("Entry {where} of the journal does not follow on the one before it."),
    "journal_entry": mark("Entry {where} of the journal has been changed."),
    "journal_words": mark("The words of entry {where} of the journal have been changed or are missing."),
    "row_missing": mark("A row is missing that entry {where} wrote."),
    "row_changed": mark("A row is not as entry {where} left it: it was changed behind the program's back."),
    "row_unknown": mark("A row stands in no entry of the journal: {where}."),
    "setting_changed": mark("A fact about the register was changed behind the program's back: {where}."),
    "schema_changed": mark("A table, index or trigger was added or taken away behind the program's back: {where}."),
    "secret_in_clear": mark(
        "Words of a denunciation stand in clear at {where}: save its petition once more, which seals them."
    ),
    "search_differs": mark(
        "The search does not know of {where} what it should: it was changed behind the program's back."
    ),
    "number_gap": mark("The number {where} is missing from its book, or was never given."),
    "no_owner": mark("Petition {where} is open, but no limit runs on it: nobody would look at it again."),
    "clock_differs": mark("The stored limits of petition {where} are not what law, calendar and facts give."),
    "clock_without_rule": mark("No rule is in force for a limit of petition {where}."),
    "newer_rule": mark("A rule that came with this version of the program would move a limit of {where}."),
    "does_not_balance": mark("The petition book of {where} does not balance."),
}
