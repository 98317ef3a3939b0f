"""Subject fields, abbreviations, roles and the office's own settings, from their files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reception_tui.domain.backup_rules import BackupRules
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.office import Board, FollowUpRules, Privacy, Role, Secrets
from reception_tui.domain.reference import SubjectField
from reception_tui.domain.rights import SignInRules, View
from reception_tui.domain.rules import Unit
from reception_tui.domain.text import fold, words
from reception_tui.store.reference.reader import Reader, readers

Files = Mapping[str, Mapping[str, Any]]

_COUNTS = (
    "every_hours",
    "warn_after_hours",
    "daily",
    "weekly",
    "monthly",
    "drill_every_days",
    "drill_warn_after_days",
)


def read_fields(files: Files) -> dict[str, SubjectField]:
    """Return the subject fields by code, in the order of the file."""
    return {table.text("code"): _field(table) for file in readers(files) for table in file.each("field", "code")}


def _field(table: Reader) -> SubjectField:
    group = table.inner("group")
    if group is None:
        raise table.broken("missing", "group")
    return SubjectField(
        table.text("code"),
        table.text("name_vi"),
        table.text("name_en"),
        {kind: group.text(kind.value) for kind in PetitionKind},
        {kind: group.text(f"old_{kind.value}") for kind in PetitionKind},
    )


def read_abbreviations(files: Files) -> dict[str, str]:
    """Return the officers' shorthand, keyed by its folded form."""
    return {
        fold(table.text("short")): table.text("full")
        for file in readers(files)
        for table in file.each("abbreviation", "short")
    }


def read_roles(files: Files) -> dict[str, Role]:
    """Return the roles by code."""
    return {
        table.text("code"): Role(
            table.text("code"),
            table.text("name_vi"),
            table.text("name_en"),
            frozenset(table.names("acts")),
            table.choices("views", View),
        )
        for file in readers(files)
        for table in file.each("role", "code")
    }


def read_follow_up(files: Files) -> FollowUpRules:
    """Return how the office chases."""
    table = _one(files, "office/follow-up.toml")
    return FollowUpRules(
        assumed_delivery_days=table.number("assumed_delivery_days"),
        recommendation_answer=table.number("recommendation_answer_days"),
        recommendation_unit=table.choice("recommendation_answer_unit", Unit),
        supplement_review_days=table.number("supplement_review_days"),
        ladder_of=_ladders(table.inner("ladder_of")),
        ladder=table.numbers("ladder"),
        reminder_every=table.number("reminder_every"),
        rounds_before_escalation=table.number("rounds_before_escalation"),
    )


def _ladders(table: Reader | None) -> dict[str, tuple[int, ...]]:
    return {} if table is None else {stage: table.numbers(stage) for stage in table.table}


def read_sign_in(files: Files) -> SignInRules:
    """Return how good a PIN must be, and what happens after wrong ones."""
    table = _one(files, "office/sign-in.toml")
    return SignInRules(
        least_digits=table.number("least_digits"),
        least_letters=table.number("least_letters"),
        most=table.number("most"),
        least_different=table.number("least_different"),
        runs_allowed=table.truth("runs_allowed"),
        common=frozenset("".join(words(one)) for one in table.names("common")),
        free_failures=table.number("free_failures"),
        waits=table.numbers("waits"),
        locked_after=table.number("locked_after"),
        command_line=table.truth("command_line"),
    )


def read_board(files: Files) -> Board:
    """Return who keeps the register."""
    table = _one(files, "office/board.toml")
    return Board(table.text("body"), table.text("place"))


def read_privacy(files: Files) -> Privacy:
    """Return when the screen hides. Raises `ReferenceBroken` for a time that is no time."""
    table = _one(files, "office/privacy.toml")
    minutes = table.number("hide_after_minutes")
    if minutes < 1:
        raise table.broken("not_a_choice", f"hide_after_minutes={minutes}")
    return Privacy(minutes, table.truth("hide_key_asks_pin"))


def read_secrets(files: Files) -> Secrets:
    """Return how the office keeps sealed words; as usual where it has not said so."""
    if "office/secrets.toml" not in files:
        return Secrets()
    table = _one(files, "office/secrets.toml")
    return Secrets(
        open_minutes=table.number("open_minutes"),
        second_officer=table.truth("second_officer"),
        holder_roles=frozenset(table.names("holder_roles")),
        least_passphrase=table.number("least_passphrase"),
        headings=tuple(fold(one) for one in table.names("headings")),
        phrases=tuple(fold(one) for one in table.names("phrases")),
        until_classified=table.truth("until_classified"),
    )


def read_backup(files: Files) -> BackupRules:
    """Return how the office copies its register; as usual where it has not said so.

    Raises `ReferenceBroken` for settings by which no copy would be made or kept.
    """
    if "office/backup.toml" not in files:
        return BackupRules()
    table = _one(files, "office/backup.toml")
    counts = {name: table.number(name) for name in _COUNTS}
    for name, value in counts.items():
        if value < (0 if name in ("weekly", "monthly") else 1):
            raise table.broken("not_a_choice", f"{name}={value}")
    return BackupRules(folder=table.text("folder"), **counts)


def _one(files: Files, name: str) -> Reader:
    if name not in files:
        raise ReferenceBroken(name, what="missing", where="")
    return Reader(name, files[name])
