"""The phrases and questions by which a petition's content is read, from the files of seed_data/words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reception_tui.domain.content import ContentKind
from reception_tui.domain.content_phrases import GAP, Known, Pattern, Phrases, Reason, Role, Weighing
from reception_tui.domain.content_questions import Interview, Question, is_end
from reception_tui.domain.content_words import split
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.kinds import PetitionKind
from reception_tui.store.reference.reader import Reader, readers

Files = Mapping[str, Mapping[str, Any]]

_HEAVIEST = 100
_WITHOUT_KIND = frozenset({Role.LETTERHEAD, Role.MENTION, Role.NEGATION, Role.LEAD, Role.PART, Role.IDLE})


def read_phrases(files: Files, fields: Iterable[str]) -> Phrases:
    """Return the phrases of the words files; `fields` are the codes of the subject fields. Raises `ReferenceBroken`."""
    fields = frozenset(fields)
    lists = _lists(files)
    reasons: dict[str, Reason] = {}
    written: list[tuple[Reader, Reason, str]] = []
    for file in readers(files):
        for table in file.each("reason", "code"):
            reason = _reason(table, fields)
            if reason.code in reasons:
                raise file.broken("twice", reason.code)
            reasons[reason.code] = reason
            written += [(table, reason, phrase) for phrase in _must_have(table, "phrases")]
    for file in readers(files):
        for table in file.each("more", "of"):
            if "of" in table.table:
                of = table.text("of")
                if of not in reasons:
                    raise file.broken("unknown_reason", of)
                written += [(table, reasons[of], phrase) for phrase in _must_have(table, "phrases")]
    return Phrases(reasons, lists, tuple(_patterns(written, lists)), _weighing(files), _wording(files))


def _must_have(table: Reader, name: str) -> tuple[str, ...]:
    found = table.names(name)
    if not found:
        raise table.broken("missing", name)
    return found


def _lists(files: Files) -> dict[str, tuple[tuple[Known, ...], ...]]:
    found: dict[str, list[tuple[Known, ...]]] = {}
    for file in readers(files):
        table = file.inner("lists")
        if table is not None:
            for name in table.table:
                found.setdefault(name, []).extend(_known(entry) for entry in _must_have(table, name))
    for file in readers(files):
        for more in file.each("more", "list"):
            if "list" in more.table:
                name = more.text("list")
                if name not in found:
                    raise file.broken("unknown_list", name)
                found[name] += [_known(entry) for entry in _must_have(more, "words")]
    return {name: tuple(dict.fromkeys(row for row in rows if row)) for name, rows in found.items()}


def _reason(table: Reader, fields: frozenset[str]) -> Reason:
    role = table.choice("role", Role)
    for_ = "" if role in _WITHOUT_KIND else table.text("for")
    if role is Role.FIELD:
        if for_ not in fields:
            raise table.broken("unknown_field", for_)
    elif role is Role.HEADING:
        table.choice("for", ContentKind)
    elif for_:
        table.choice("for", PetitionKind)
    weight = table.number("weight")
    if not 0 <= weight <= _HEAVIEST:
        raise table.broken("out_of_range", "weight")
    return Reason(
        table.text("code"),
        role,
        for_,
        float(weight),
        table.text("why_vi"),
        table.text("why_en"),
        table.text("source"),
        table.truth("exact"),
    )


def _patterns(written: Iterable[tuple[Reader, Reason, str]], lists: Mapping[str, object]) -> Iterator[Pattern]:
    seen: set[tuple[str, tuple[Known | str, ...]]] = set()
    for table, reason, phrase in written:
        items: list[Known | str] = []
        for part in phrase.split():
            if part == GAP:
                items.append(GAP)
            elif part.startswith("{"):
                if part[1:-1] not in lists:
                    raise table.broken("unknown_list", part)
                items.append(part[1:-1])
            else:
                items += _known(part)
        if not items or GAP in (items[0], items[-1]):
            raise table.broken("not_a_phrase", phrase)
        if (reason.code, tuple(items)) in seen:
            raise table.broken("twice", phrase)
        seen.add((reason.code, tuple(items)))
        yield Pattern(reason, tuple(items))


def _known(phrase: str) -> tuple[Known, ...]:
    return tuple(Known(word.folded, word.marks) for word in split(phrase))


def _weighing(files: Files) -> Weighing:
    for file in readers(files):
        table = file.inner("weighing")
        if table is None:
            continue
        caps, joint, fallback = (table.inner(name) for name in ("caps", "joint", "field_without_phrase"))
        return Weighing(
            gap=table.number("gap"),
            negation_reach=table.number("negation_reach"),
            again=table.number("again_percent") / 100,
            outside_request=table.number("outside_request_percent") / 100,
            title=table.number("title"),
            answer_from=table.number("answer_from"),
            margin=table.number("margin"),
            mixed_from=table.number("mixed_from"),
            plain_wish=table.number("plain_wish"),
            wording=table.number("wording"),
            field_front=table.number("field_front_percent") / 100,
            spread=table.number("spread"),
            sure_from=table.number("sure_from_percent") / 100,
            caps={Role(name): float(caps.number(name)) for name in caps.table} if caps else {},
            joint={PetitionKind(name): float(joint.number(name)) for name in joint.table} if joint else {},
            field_without_phrase={name: fallback.text(name) for name in fallback.table} if fallback else {},
        )
    raise ReferenceBroken("words/phrases.toml", what="missing", where="weighing")


def _wording(files: Files) -> dict[str, dict[str, float]]:
    """Return the learned weights, turned round: by word, then by kind."""
    found: dict[str, dict[str, float]] = {}
    for file in readers(files):
        table = file.inner("wording")
        for kind in PetitionKind:
            weights = table.inner(kind) if table else None
            if weights is not None:
                for word in weights.table:
                    found.setdefault(word, {})[kind.value] = weights.number(word) / 100
    return found


def read_interview(files: Files) -> Interview:
    """Return the interview of the words files. Raises `ReferenceBroken` when a way does not end or is too long."""
    for file in readers(files):
        if "question" in file.table:
            return _interview(file)
    raise ReferenceBroken("words/interview.toml", what="missing", where="question")


def _interview(file: Reader) -> Interview:
    questions: dict[str, Question] = {}
    for table in file.each("question", "code"):
        code = table.text("code")
        if code in questions or is_end(code):
            raise table.broken("twice", code)
        questions[code] = Question(
            code,
            table.text("ask_vi"),
            table.text("ask_en"),
            table.text("article_vi"),
            table.text("article_en"),
            table.text("yes"),
            table.text("no"),
        )
    first, at_most = file.text("first"), file.number("at_most")
    reached: set[str] = set()
    waiting = [(first, 0)]
    while waiting:
        code, asked = waiting.pop()
        if is_end(code):
            continue
        if code not in questions:
            raise file.broken("unknown_question", code)
        if asked >= at_most:
            raise file.broken("too_long", code)
        reached.add(code)
        waiting += [(questions[code].yes, asked + 1), (questions[code].no, asked + 1)]
    for code in questions:
        if code not in reached:
            raise file.broken("unreachable", code)
    return Interview(first, questions)
