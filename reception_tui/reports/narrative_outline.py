"""The outline of the periodic report in words, as form 02 of Circular 06/2025/TT-TTCP sets it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from reception_tui.i18n import mark


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of the outline; a `chapter` has a Roman number."""

    words: str
    chapter: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A place where only people can write, after these words."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """Figures of a form, from one column to another, after these words where its headings do not say enough."""

    words: str
    form: str
    first: int
    last: int


class Sentence(Enum):
    """A sentence that is drafted from several sources."""

    SITUATION = auto()
    COMPLAINTS = auto()
    DENUNCIATIONS = auto()
    RECEPTION = auto()
    CHAIRMAN = auto()
    PETITIONS = auto()


Part = Title | Written | Filled | Sentence

OUTLINE: tuple[Part, ...] = (
    Title(mark("I. Situation of complaints and denunciations"), chapter=True),
    Title(mark("1. Situation")),
    Sentence.SITUATION,
    Title(mark("a) Complaints")),
    Sentence.COMPLAINTS,
    Title(mark("b) Denunciations")),
    Sentence.DENUNCIATIONS,
    Title(mark("2. Causes")),
    Written(mark("Objective causes:")),
    Written(mark("Subjective causes:")),
    Title(mark("II. Results of reception, processing and resolution"), chapter=True),
    Title(mark("1. Reception of citizens (form 01/TCD)")),
    Sentence.RECEPTION,
    Filled(mark("In all:"), "01/TCD", 1, 4),
    Filled("", "01/TCD", 5, 9),
    Filled("", "01/TCD", 10, 21),
    Sentence.CHAIRMAN,
    Title(mark("2. Receipt, classification and processing of petitions (form 02/XLD)")),
    Sentence.PETITIONS,
    Title(mark("a) Petitions received in the period")),
    Filled(mark("With those carried over:"), "02/XLD", 1, 5),
    Title(mark("b) Petitions within competence")),
    Filled("", "02/XLD", 6, 11),
    Filled("", "02/XLD", 12, 18),
    Filled("", "02/XLD", 19, 22),
    Title(mark("c) Petitions outside competence")),
    Filled("", "02/XLD", 23, 25),
    Title(mark("3. Resolution of complaints and denunciations (forms 03/GQKN, 04/GQTC)")),
    Title(mark("a) Resolution of complaints")),
    Filled(mark("Cases:"), "03/GQKN", 1, 6),
    Filled(mark("Decisions:"), "03/GQKN", 7, 12),
    Filled(mark("Results:"), "03/GQKN", 13, 23),
    Title(mark("b) Resolution of denunciations")),
    Filled(mark("Cases:"), "04/GQTC", 1, 6),
    Filled(mark("Conclusions:"), "04/GQTC", 7, 13),
    Filled(mark("Results:"), "04/GQTC", 14, 25),
    Title(mark("4. Carrying out of decisions and conclusions (form 05/KQTH)")),
    Filled("", "05/KQTH", 1, 15),
    Filled("", "05/KQTH", 16, 31),
    Title(mark("5. Protection of denouncers")),
    Written(mark("People protected, by measure:")),
    Title(mark("6. State management (form 06/QLKNTC)")),
    Title(mark("a) Leadership and guidance")),
    Written(),
    Title(mark("b) Documents, training and dissemination of law")),
    Filled("", "06/QLKNTC", 1, 5),
    Title(mark("c) Inspections of responsibility")),
    Filled("", "06/QLKNTC", 6, 17),
    Title(mark("III. Assessment"), chapter=True),
    Title(mark("1. Strengths and results")),
    Written(),
    Title(mark("2. Shortcomings")),
    Written(),
    Title(mark("3. Reasons")),
    Written(mark("Objective causes:")),
    Written(mark("Subjective causes:")),
    Title(mark("IV. Forecast"), chapter=True),
    Written(),
    Title(mark("V. Directions, tasks and solutions of the next period"), chapter=True),
    Written(),
    Title(mark("VI. Proposals"), chapter=True),
    Written(mark("Policies and laws to be amended:")),
    Written(mark("Guidance on the application of law:")),
    Written(mark("Solutions to raise effectiveness:")),
    Written(mark("Other proposals:")),
)
"""Headings, places to write, figures and sentences of the report, in their order."""
