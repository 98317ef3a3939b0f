"""What kind of petition a text is, by its content and not by its title (Circular 05/2021/TT-TTCP, art. 6(1))."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reception_tui.domain.content_phrases import Hit, Phrases, Role, Weighing
from reception_tui.domain.content_words import Word, split
from reception_tui.domain.kinds import PetitionKind

_KINDS = tuple(PetitionKind)
_COUNTED = frozenset(
    {Role.INTENT, Role.REQUEST, Role.STANCE, Role.TARGET, Role.HARM, Role.VIOLATION, Role.PROOF, Role.SITUATION}
)
_TAKEN_BACK = frozenset({Role.INTENT, Role.REQUEST, Role.STANCE, Role.IDLE})
_OWN_WISH = frozenset({Role.INTENT, Role.REQUEST})
_HEADING_WITHIN = 60
_SHOWN = 12
_FIELD_AGAIN = 0.7
_NO_FIELD = "other"
_SUREST = 0.99


class ContentKind(StrEnum):
    """What a text can be: a kind of petition, or several matters in one."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase as the text has it, and what it speaks for: `text[start : start + len(phrase)] == phrase`."""

    phrase: str
    start: int
    for_: str
    why: str
    why_vi: str
    why_en: str
    points: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text with several matters, and the kind of its matter."""

    kind: PetitionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads. `kind` is None when the text does not tell."""

    kind: ContentKind | None
    confidence: float
    title_says: ContentKind | None
    field: str
    evidence: tuple[Evidence, ...]
    parts: tuple[Part, ...] = ()


Points = dict[PetitionKind, float]


def read_content(text: str, phrases: Phrases, title: str | None = None) -> Reading:
    """Return how `text` reads. A `title` kept apart from the text is only reported, and breaks a tie."""
    words = split(text)
    found = phrases.find(words)
    headings = [hit for hit in found if hit.reason.role is Role.HEADING]
    heading = _heading(headings, words)
    title_says = ContentKind(heading.reason.for_) if heading else None
    if title is not None:
        titled = split(title)
        title_says = _of_title([hit for hit in phrases.find(titled) if hit.reason.role is Role.HEADING]) or title_says
    hits = _standing(found, words, heading, phrases.weighing)
    weighed = _weighed(hits, words, found, phrases.weighing)
    points = _points(weighed, phrases.weighing)
    if any(hit.reason.role is Role.LEAD for hit in found):
        points[PetitionKind.RECOMMENDATION] += phrases.weighing.plain_wish
    if title_says is not None and title_says is not ContentKind.MIXED and points[PetitionKind(title_says)] > 0:
        points[PetitionKind(title_says)] += phrases.weighing.title
    parts = _parts(weighed, words, found, phrases.weighing)
    kind, confidence = _verdict(points, phrases.sounds(words), hits, parts, phrases.weighing)
    return Reading(
        kind,
        confidence,
        title_says,
        _field(hits, len(words), kind, phrases.weighing),
        _evidence(text, weighed, words, kind),
        parts if kind is ContentKind.MIXED else (),
    )


# What stands on the paper but is not what the writer says


def _heading(headings: Sequence[Hit], words: Sequence[Word]) -> Hit | None:
    """Return what the paper calls itself: the longest name at the start of a line near its top."""
    tops = [hit for hit in headings if hit.first < _HEADING_WITHIN and words[hit.first].first]
    if not tops:
        return None
    top = min(hit.first for hit in tops)
    return max((hit for hit in tops if hit.first == top), key=lambda hit: hit.last)


def _of_title(headings: Sequence[Hit]) -> ContentKind | None:
    longest = max(headings, key=lambda hit: (hit.last - hit.first, -hit.first), default=None)
    return ContentKind(longest.reason.for_) if longest else None


def _standing(found: Sequence[Hit], words: Sequence[Word], heading: Hit | None, weighing: Weighing) -> list[Hit]:
    """Return the phrases that count: none that is only mentioned, denied, inside a longer one, or letterhead."""
    covered = [hit for hit in found if hit.reason.role is Role.MENTION]
    if heading is not None:
        covered.append(heading)
    masked = {at for hit in covered for at in range(hit.first, hit.last)} | _letterhead(found, words)
    denials = {hit.last - 1 for hit in found if hit.reason.role is Role.NEGATION}
    standing = []
    for hit in found:
        role = hit.reason.role
        if role in {Role.HEADING, Role.MENTION, Role.LETTERHEAD, Role.NEGATION, Role.LEAD, Role.PART}:
            continue
        if any(at in masked for at in range(hit.first, hit.last)) and not _longer_than_mention(hit, covered):
            continue
        if role in _TAKEN_BACK and _denied(hit, words, denials, weighing.negation_reach):
            continue
        standing.append(hit)
    return _longest(standing)


def _longer_than_mention(hit: Hit, covered: Sequence[Hit]) -> bool:
    """Tell whether a phrase says more than every mention that it meets."""
    met = [one for one in covered if one.first < hit.last and hit.first < one.last]
    return bool(met) and all(
        hit.first <= one.first and one.last <= hit.last and _length(hit) > _length(one) for one in met
    )


def _length(hit: Hit) -> int:
    """Return how many words a phrase spans."""
    return hit.last - hit.first


def _letterhead(found: Sequence[Hit], words: Sequence[Word]) -> set[int]:
    """Return the words of the lines that stand on every paper: motto, addressee."""
    inside: set[int] = set()
    for hit in found:
        if hit.reason.role is not Role.LETTERHEAD:
            continue
        at = hit.first
        while at < len(words) and words[at].sentence == words[hit.first].sentence:
            if at > hit.last and words[at].clause != words[at - 1].clause and not words[at].capital:
                break
            inside.add(at)
            at += 1
    return inside


def _denied(hit: Hit, words: Sequence[Word], denials: set[int], reach: int) -> bool:
    clause = words[hit.first].clause
    return any(at in denials and words[at].clause == clause for at in range(max(0, hit.first - reach), hit.first))


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the phrases without those that lie inside a longer one of the same kind and role."""
    kept: list[Hit] = []
    taken: dict[tuple[Role, str], set[int]] = {}
    for hit in sorted(hits, key=_precedence):
        key = (hit.reason.role, "" if hit.reason.role is Role.FIELD else hit.reason.for_)
        place = set(range(hit.first, hit.last))
        if place & taken.setdefault(key, set()):
            continue
        taken[key] |= place
        kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.last, hit.reason.code))


def _precedence(hit: Hit) -> tuple[float, float, int]:
    if hit.reason.role is Role.FIELD:
        return -_length(hit), -hit.reason.weight, hit.first
    return -hit.reason.weight, _length(hit), hit.first


# Weighing


@dataclass(frozen=True, slots=True)
class _Weighed:
    hit: Hit
    points: float


def _weighed(hits: Sequence[Hit], words: Sequence[Word], found: Sequence[Hit], weighing: Weighing) -> list[_Weighed]:
    """Return the counted phrases with their points: a request counts in full where something is asked."""
    asking = {words[hit.first].sentence for hit in found if hit.reason.role is Role.LEAD}
    return [
        _Weighed(
            hit,
            hit.reason.weight
            * (
                weighing.outside_request
                if hit.reason.role is Role.REQUEST and words[hit.first].sentence not in asking
                else 1
            ),
        )
        for hit in hits
        if hit.reason.role in _COUNTED
    ]


def _points(weighed: Sequence[_Weighed], weighing: Weighing) -> Points:
    """Return the points of each kind: every reason with falling returns, every role up to its cap."""
    by_reason: dict[tuple[str, Role, str], list[float]] = {}
    for one in weighed:
        reason = one.hit.reason
        by_reason.setdefault((reason.for_, reason.role, reason.code), []).append(one.points)
    by_role: dict[tuple[str, Role], float] = {}
    for (for_, role, _), points in by_reason.items():
        total = sum(point * weighing.again**nth for nth, point in enumerate(sorted(points, reverse=True)))
        by_role[for_, role] = by_role.get((for_, role), 0) + total
    result: Points = dict.fromkeys(_KINDS, 0.0)
    for (for_, role), total in by_role.items():
        result[PetitionKind(for_)] += min(total, weighing.caps.get(role, total))
    for kind, extra in weighing.joint.items():
        roles = {role for for_, role in by_role if for_ == kind}
        if roles & _OWN_WISH and roles & {Role.TARGET, Role.VIOLATION}:
            result[kind] += extra
    return result


def _verdict(
    points: Points,
    sounds: Mapping[str, float],
    hits: Sequence[Hit],
    parts: Sequence[Part],
    weighing: Weighing,
) -> tuple[ContentKind | None, float]:
    """Return the kind and how sure it is; None when too little speaks, nothing is asked, or two are as likely."""
    idle = sum(hit.reason.weight for hit in hits if hit.reason.role is Role.IDLE)
    most = max(points.values())
    if most < weighing.answer_from or idle > most:
        return None, 0.0
    whole = {kind: points[kind] + weighing.wording * sounds.get(kind, 0.0) for kind in _KINDS}
    first = min(_KINDS, key=lambda kind: (-whole[kind], kind))
    sure = min(_SUREST, 1 / sum(math.exp((whole[kind] - whole[first]) / weighing.spread) for kind in _KINDS))
    if len(parts) > 1:
        return ContentKind.MIXED, round(1 - sure / 2, 2)
    if sure < weighing.sure_from:
        return None, round(sure, 2)
    return ContentKind(first), round(sure, 2)


# Several matters in one


def _parts(
    weighed: Sequence[_Weighed], words: Sequence[Word], found: Sequence[Hit], weighing: Weighing
) -> tuple[Part, ...]:
    """Return the two parts of a text that holds matters of two kinds, each with a wish of its own."""
    best: tuple[float, tuple[Part, ...]] = (0.0, ())
    for at in sorted({hit.first for hit in found if hit.reason.role is Role.PART and _opens(hit, words)}):
        before = _own_kind([one for one in weighed if one.hit.last <= at], weighing)
        after = _own_kind([one for one in weighed if one.hit.first >= at], weighing)
        if before is None or after is None or before[0] is after[0]:
            continue
        strength = min(before[1], after[1])
        if strength > best[0]:
            here = words[at].start
            best = strength, (Part(before[0], 0, here), Part(after[0], here, words[-1].end))
    return best[1]


def _opens(hit: Hit, words: Sequence[Word]) -> bool:
    """Tell whether a phrase opens another matter: a number or letter only where it begins a sentence."""
    alone = hit.last - hit.first == 1 and len(words[hit.first].folded) <= 2
    return not alone or (hit.first > 0 and words[hit.first].sentence != words[hit.first - 1].sentence)


def _own_kind(weighed: Sequence[_Weighed], weighing: Weighing) -> tuple[PetitionKind, float] | None:
    """Return the kind that a stretch clearly is and by how much, when it wishes something of that kind."""
    points = _points(weighed, weighing)
    if any(
        one.hit.reason.for_ == PetitionKind.RECOMMENDATION and one.hit.reason.role is Role.INTENT for one in weighed
    ):
        points[PetitionKind.RECOMMENDATION] += weighing.plain_wish
    first, second, *_ = sorted(points, key=lambda kind: (-points[kind], kind))
    if points[first] < weighing.mixed_from or points[first] - points[second] < weighing.margin:
        return None
    roles = {one.hit.reason.role for one in weighed if one.hit.reason.for_ == first}
    if not roles & _OWN_WISH or (
        first is PetitionKind.DENUNCIATION and not (Role.VIOLATION in roles or roles >= _OWN_WISH)
    ):
        return None
    return first, points[first] - points[second]


# What it is about, and why


def _field(hits: Sequence[Hit], length: int, kind: ContentKind | None, weighing: Weighing) -> str:
    """Return the subject field that the text speaks of most; what comes first counts more."""
    by_field: dict[str, list[float]] = {}
    for hit in hits:
        if hit.reason.role is Role.FIELD:
            early = 1 + weighing.field_front * (1 - hit.first / length)
            by_field.setdefault(hit.reason.for_, []).append(hit.reason.weight * early)
    if kind is ContentKind.COMPLAINT:
        by_field.pop("corruption", None)
    totals = {
        name: sum(weight * _FIELD_AGAIN**nth for nth, weight in enumerate(sorted(weights, reverse=True)))
        for name, weights in by_field.items()
    }
    if not totals:
        return weighing.field_without_phrase.get(kind or "", _NO_FIELD)
    return min(totals, key=lambda name: (-totals[name], name))


def _evidence(
    text: str, weighed: Sequence[_Weighed], words: Sequence[Word], kind: ContentKind | None
) -> tuple[Evidence, ...]:
    """Return the phrases that weighed most, those of the answer before others, in the order of the text."""
    ranked = sorted(weighed, key=lambda one: (one.hit.reason.for_ != kind, -one.points, one.hit.first))
    return tuple(
        _shown(text, one, words) for one in sorted(ranked[:_SHOWN], key=lambda one: (one.hit.first, one.hit.last))
    )


def _shown(text: str, one: _Weighed, words: Sequence[Word]) -> Evidence:
    reason = one.hit.reason
    start, end = words[one.hit.first].start, words[one.hit.last - 1].end
    return Evidence(text[start:end], start, reason.for_, reason.code, reason.why_vi, reason.why_en, round(one.points))
