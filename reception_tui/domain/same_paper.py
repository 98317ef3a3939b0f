"""Whether a petition was here before: the same paper, the same matter by the same people, or many with one letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from reception_tui.domain.likeness import LIKELY, Reason, Traits, compare_people
from reception_tui.domain.names import read_name
from reception_tui.domain.paper_text import PaperText, common_subject, resemblance
from reception_tui.domain.text import words


class PaperSign(StrEnum):
    """What two papers have in common, or what keeps them apart."""

    SAME_PAPER = "same_paper"
    SEVERAL_ADDRESSEES = "several_addressees"
    AFTER_VISIT = "after_visit"
    GROUP_OVERLAP = "group_overlap"
    SAME_SUBJECT = "same_subject"
    SAME_TEXT_OTHER_AUTHORS = "same_text_other_authors"
    SAME_DECISION = "same_decision"
    SAME_PARCEL = "same_parcel"
    OTHER_DECISION = "other_decision"
    OTHER_PLACE = "other_place"


DUPLICATES = frozenset(PaperSign) - {
    PaperSign.SAME_TEXT_OTHER_AUTHORS,
    PaperSign.SAME_DECISION,
    PaperSign.SAME_PARCEL,
    PaperSign.OTHER_DECISION,
    PaperSign.OTHER_PLACE,
}
"""The signs that say: this was here before."""

SAME_TEXT = 0.72
"""From this share of common runs of three words on, two texts are one text."""

SAME_SUBJECT = 0.30
"""From this share of common pairs of words on, the same people speak of the same thing."""

SUBJECT_WITH_NUMBER = 0.10
"""As much is enough where the decision or the parcel of land is the same."""

LIKELY_AUTHOR = 34
"""From this score on an author under the very same text is the same: a name will do that nothing contradicts."""

_NEARLY_ALL = 0.8
_FROM_GROUP = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """A petition, or what was said on a visit, with the people behind it. `forwarded_by`: who passed it on to us."""

    text: PaperText
    people: tuple[Traits, ...] = ()
    forwarded_by: str = ""
    visit: bool = False


@dataclass(frozen=True, slots=True)
class PaperLikeness:
    """How alike two papers are, and why, the verdict first. `score` runs from 0 to 100."""

    score: int
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def duplicate(self) -> bool:
        """Tell whether this was here before, by the same people."""
        return bool(self.reasons) and self.reasons[0].sign in DUPLICATES


def compare_papers(a: Paper, b: Paper) -> PaperLikeness:
    """Return whether two papers are one or of one matter, the same whichever comes first."""
    text, subject = resemblance(a.text, b.text), common_subject(a.text, b.text)
    about = tuple(_numbers(a.text, b.text))
    same_text = text >= SAME_TEXT
    shared = shared_people(a.people, b.people, LIKELY_AUTHOR if same_text else LIKELY)
    verdict = _verdict(a, b, text=text, subject=subject, shared=shared, signs={one.sign for one in about})
    if verdict is None:
        return PaperLikeness(round(20 * subject), about)
    base, share = _SCORES[verdict.sign], text if same_text else subject
    return PaperLikeness(round(base + (100 - base) * min(1.0, share)), (verdict, *about))


_SCORES: Mapping[StrEnum, int] = MappingProxyType(
    {
        PaperSign.SAME_PAPER: 70,
        PaperSign.SEVERAL_ADDRESSEES: 70,
        PaperSign.AFTER_VISIT: 55,
        PaperSign.GROUP_OVERLAP: 55,
        PaperSign.SAME_SUBJECT: 50,
        PaperSign.SAME_TEXT_OTHER_AUTHORS: 40,
    }
)
"""What each verdict scores at least; how much of the text is common adds the rest."""


def _verdict(a: Paper, b: Paper, *, text: float, subject: float, shared: int, signs: set[StrEnum]) -> Reason | None:
    fewest, most = sorted((len(a.people), len(b.people)))
    other = not {PaperSign.OTHER_DECISION, PaperSign.OTHER_PLACE}.isdisjoint(signs)
    same_text, percent = text >= SAME_TEXT, {"percent": round(100 * text)}
    if fewest and not shared:
        alike = same_text and PaperSign.OTHER_PLACE not in signs and not (a.visit or b.visit)
        return Reason(PaperSign.SAME_TEXT_OTHER_AUTHORS, percent) if alike else None
    numbered = not {PaperSign.SAME_DECISION, PaperSign.SAME_PARCEL}.isdisjoint(signs)
    same_subject = subject >= (SUBJECT_WITH_NUMBER if numbered else SAME_SUBJECT)
    if other or not (same_text or (same_subject and fewest)):
        return None
    if a.visit or b.visit:
        return Reason(PaperSign.AFTER_VISIT, {"shared": shared, "of": most}) if shared else None
    all_of_them = shared >= _NEARLY_ALL * most or most < _FROM_GROUP or (same_text and fewest <= 1)
    if not all_of_them:
        return Reason(PaperSign.GROUP_OVERLAP, {"shared": shared, "of": most})
    if not same_text:
        return Reason(PaperSign.SAME_SUBJECT, {"percent": round(100 * subject)})
    return Reason(PaperSign.SEVERAL_ADDRESSEES if _sent_elsewhere(a, b) else PaperSign.SAME_PAPER, percent)


def shared_people(a: Sequence[Traits], b: Sequence[Traits], least: int) -> int:
    """Return how many of the people behind one paper are behind the other too, nobody counted twice."""
    waiting: dict[str, list[Traits]] = {}
    for person in b:
        for key in _keys(person):
            waiting.setdefault(key, []).append(person)
    taken: set[int] = set()
    for person in a:
        near = {id(other): other for key in _keys(person) for other in waiting.get(key, ()) if id(other) not in taken}
        found = next((key for key, other in near.items() if compare_people(person, other).score >= least), None)
        if found is not None:
            taken.add(found)
    return len(taken)


def _keys(person: Traits) -> set[str]:
    """Return under what somebody is looked for: numbers, and first and last word of the name."""
    names = {word.base for form in read_name(person.name) if form for word in (form[0], form[-1])}
    return names | {number for number in (person.id_number, person.phone) if number}


def _numbers(a: PaperText, b: PaperText) -> Iterator[Reason]:
    """Return what the numbers of decisions and parcels, and the names of places, say for or against."""
    decisions, parcels = a.decisions & b.decisions, a.parcels & b.parcels
    if decisions:
        yield Reason(PaperSign.SAME_DECISION, {"values": tuple(sorted(decisions))})
    elif a.decisions and b.decisions:
        yield Reason(PaperSign.OTHER_DECISION, {"values": tuple(sorted(a.decisions | b.decisions))})
    if parcels:
        yield Reason(PaperSign.SAME_PARCEL, {"values": tuple(sorted(parcels))})
    elif a.parcels and b.parcels and not decisions:
        yield Reason(PaperSign.OTHER_DECISION, {"values": tuple(sorted(a.parcels | b.parcels))})
    if a.places and b.places and a.places.isdisjoint(b.pairs) and b.places.isdisjoint(a.pairs):
        yield Reason(PaperSign.OTHER_PLACE)


def _sent_elsewhere(a: Paper, b: Paper) -> bool:
    """Tell whether the two went to different bodies: by their headings, or by who passed them on."""
    passed_on = {" ".join(words(one.forwarded_by)) for one in (a, b) if one.forwarded_by.strip()}
    return len(passed_on) > 1 or a.text.addressees != b.text.addressees
