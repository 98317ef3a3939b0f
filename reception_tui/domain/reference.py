"""Everything that the register takes as given: law, calendar, bodies, words, roles, office settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reception_tui.domain.backup_rules import BackupRules
from reception_tui.domain.bodies import Directory
from reception_tui.domain.calendar import WorkCalendar
from reception_tui.domain.competence_table import Competence
from reception_tui.domain.dispositions import Matrix
from reception_tui.domain.eligibility import EligibilityRules
from reception_tui.domain.errors import UnknownCode
from reception_tui.domain.follow_up import Planner
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.office import Board, FollowUpRules, Privacy, Role, Secrets
from reception_tui.domain.reception_days import ReceptionDays
from reception_tui.domain.retention import Retention
from reception_tui.domain.rights import SignInRules
from reception_tui.domain.rules import LegalCode, RuleBook
from reception_tui.domain.sendings import SendingRules
from reception_tui.domain.tiers import Ladder


@dataclass(frozen=True, slots=True)
class SubjectField:
    """A field of life that a petition is about, and its group in each statistical form."""

    code: str
    name_vi: str
    name_en: str
    groups: Mapping[PetitionKind, str]
    old_groups: Mapping[PetitionKind, str]


@dataclass(frozen=True)
class Reference:
    """The reference data in force for one register."""

    book: RuleBook
    calendar: WorkCalendar
    directory: Directory
    fields: Mapping[str, SubjectField]
    roles: Mapping[str, Role]
    office: FollowUpRules
    board: Board
    privacy: Privacy
    abbreviations: Mapping[str, str]
    eligibility: EligibilityRules = field(default_factory=EligibilityRules)
    matrix: Matrix = field(default_factory=Matrix)
    competence: Competence = field(default_factory=lambda: Competence(Ladder((), {}), {}, (), ""))
    sendings: SendingRules | None = None
    days: ReceptionDays = field(default_factory=ReceptionDays)
    sign_in: SignInRules = field(default_factory=SignInRules)
    secrets: Secrets = field(default_factory=Secrets)
    backup: BackupRules = field(default_factory=BackupRules)
    retention: Retention = field(default_factory=Retention)
    version: str = ""

    @property
    def planner(self) -> Planner:
        """Return the planner of clocks by this law, calendar and office."""
        return Planner(self.book, self.calendar, self.office)

    def field(self, code: str) -> SubjectField:
        """Return the subject field of that code. Raises `UnknownCode`."""
        if code not in self.fields:
            raise UnknownCode("field", value=code, choices=tuple(self.fields))
        return self.fields[code]


def legal_code(codes: tuple[LegalCode, ...], value: str, day: date, field: str) -> LegalCode:
    """Return the legal code `value` in force on `day`, in any case. Raises `UnknownCode`."""
    for code in codes:
        if code.code.upper() == value.strip().upper() and code.holds_on(day):
            return code
    raise UnknownCode(field, value=value, choices=tuple(dict.fromkeys(c.code for c in codes if c.holds_on(day))))
