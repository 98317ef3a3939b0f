"""The figures of a day or of any period, counted from rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from reception_tui.desk.queries.overdue import DueList, due_list
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.kinds import Channel, CountRule, DispositionKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store import figures, journal, lists
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class Balance:
    """Opening + received - finished = closing, each counted on its own."""

    opening: int
    received: int
    finished: int
    closing: int

    @property
    def balances(self) -> bool:
        """Tell whether the four figures agree."""
        return self.opening + self.received - self.finished == self.closing


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Everything that is counted of a period. `visits` follows `rule`; all else does not depend on it."""

    window: Window
    rule: CountRule
    visits: int
    people: int
    matters: int
    delegations: int
    delegation_people: int
    petitions: dict[str, int]
    by_channel: dict[str, int]
    feedback: dict[str, int]
    dispositions: dict[str, int]
    referrals: dict[str, int]
    balance: Balance
    sessions: tuple[Row, ...]
    entered_late: int


@dataclass(frozen=True, slots=True)
class Day:
    """A working day as its nightly page tells it. `number` counts the working days of the year."""

    on: date
    number: int
    figures: PeriodFigures
    due: DueList
    journal_head: str


PETITION_FIGURES = (
    "received",
    "multi_signatory",
    "eligible",
    "ineligible",
    "unclassified",
    "complaint",
    "denunciation",
    "recommendation",
)
_FEEDBACK = ("feedback", "feedback.letter", "feedback.portal", "feedback.hotline_or_in_person")


def period_figures(work: Work, window: Window, rule: CountRule) -> PeriodFigures:
    """Return the figures of a period under a rule of counting visits."""
    found = figures.count(work.connection, window, figures.NAMED)
    return PeriodFigures(
        window=window,
        rule=rule,
        visits=found["people"] if rule is CountRule.PER_PERSON else found["visits"],
        people=found["people"],
        matters=figures.matters(work.connection, window),
        delegations=found["delegations"],
        delegation_people=found["delegation_people"],
        petitions={name: found[name] for name in PETITION_FIGURES},
        by_channel={channel.value: found[f"channel.{channel}"] for channel in Channel},
        feedback={name.partition(".")[2] or "total": found[name] for name in _FEEDBACK},
        dispositions={kind.value: found[f"disposition.{kind}"] for kind in DispositionKind},
        referrals={"sent": found["sent"], "answered": found["answered"], "open": found["referrals_open"]},
        balance=Balance(found["opening"], found["received"], found["finished"], found["closing"]),
        sessions=tuple(lists.sessions_between(work.connection, window.first, window.last)),
        entered_late=found["late"],
    )


def day(work: Work, reference: Reference, on: date, rule: CountRule, zone: tzinfo | None) -> Day:
    """Return a day of the office's time zone with its figures and lists."""
    midnight = datetime.combine(on + ONE_DAY, time(), zone).astimezone(UTC)
    return Day(
        on=on,
        number=page_number(reference, on),
        figures=period_figures(work, Window(on, on), rule),
        due=due_list(work, reference, on),
        journal_head=journal.head_on(work.connection, midnight.isoformat(timespec="seconds")),
    )


def page_number(reference: Reference, on: date) -> int:
    """Return which working day of its year `on` is, counting it or the last one before it."""
    return reference.calendar.working_days_between(date(on.year - 1, 12, 31), on)


def session_facts(row: Row) -> dict[str, Any]:
    """Return what reports tell of a reception day."""
    return {name: row[name] for name in ("no", "on", "kind", "host", "received_by", "visits", "people")}
