"""Words that tell who denounced are sealed: after every act, wherever they stand, back into the journal's history.

A case is one paper with its parts. Its words are those of the petitions, of all that was written on them, of the
visits that brought them or belong to the same matter, of the reception days of those visits, of the days they are
registered for, of the meetings that talked of them, and of the people of both. Who also stands in records that are no
secret keeps a row in clear for those; the case gets a row of its own. A paper that was entered twice by mistake and
taken out of force is sealed with the one that stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from reception_tui.desk import findable, meeting_talk
from reception_tui.desk.refresh import touched
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import journal, keys, sealed_words
from reception_tui.store import register as registers
from reception_tui.store.journal import Lock
from reception_tui.store.known import papers_taken_back
from reception_tui.store.tables import BLANK, SEALABLE, TABLES
from reception_tui.store.work import Row, Work

_CHILDREN = {
    parent: tuple(sorted(one for one in SEALABLE - {"petition", "visit"} if f"{parent}_id" in TABLES[one].c))
    for parent in ("petition", "visit", "matter", "referral", "task")
}
"""The tables whose rows belong to a record and can hold words, by the table of the record."""

_TWICE_WITHIN = timedelta(days=31)
"""A paper that was entered twice by mistake has the same day, or one that was mistyped by a month."""

_LINKS = ("petition_person", "visit_person")


@dataclass(slots=True)
class _Case:
    """What a case holds: its lock, the records, and the rows of any case that the act itself wrote sealed."""

    lock: Lock
    petitions: list[Row]
    visits: list[Row]
    written: frozenset[tuple[str, int]] = frozenset()
    fresh: list[tuple[str, int]] = field(default_factory=list)


def seal_secrets(
    work: Work, reference: Reference, officer: Officer, marked: Collection[int] = (), also: Iterable[int] = ()
) -> dict[int, bytes]:
    """Seal what this unit of work has made secret, or written in clear on what is; return the keys of new cases.

    `marked` are petitions that are to be secret although nobody has classified them yet, `also` others to look at.
    """
    made: dict[int, bytes] = {}
    done: set[int] = set()
    written = _written_sealed(work)
    for petition_id in sorted({*_petitions(work), *marked, *also}):
        row = work.stored("petition", petition_id)
        paper_id = row["id"] if row["parent_id"] is None else row["parent_id"]
        if paper_id in done:
            continue
        done.add(paper_id)
        if petition_id in marked or findable.is_secret(work, row):
            _seal_paper(work, reference, officer, paper_id, made, written)
    return made


def rows_of_paper(work: Work, paper_id: int) -> Iterator[tuple[str, Row]]:
    """Yield every row of a paper that can hold words: petitions, visits, matters, what was written on them, people."""
    case, matters = _case(work, paper_id, Lock(0, ""))
    yield from _rows(work, case, matters)
    yield from (("person", work.stored("person", link["person_id"])) for _, link in _links_of(work, case))


def _petitions(work: Work) -> set[int]:
    """Return the petitions that the changes of this unit of work are about, and those of their visits and matters."""
    about = touched(work, [change for change in work.changes if change.table in TABLES])
    found = set(about["petition"])
    for change in work.changes:
        if change.table in ("task", "registration", "letter", "opening"):
            row = work.stored(change.table, change.row_id)
            found |= {row["petition_id"]} - {None}
            about["visit"] |= {row["visit_id"]} - {None}
        elif change.table == "session":
            about["visit"] |= {row["id"] for row in work.every("visit", session_id=change.row_id)}
        elif change.table == "meeting":
            of_meeting = meeting_talk.about(work, work.row("meeting", change.row_id))
            found |= of_meeting["petition"]
            about["visit"] |= of_meeting["visit"]
            about["matter"] |= of_meeting["matter"]
        elif change.table == "holding":
            about["matter"].add(work.stored("holding", change.row_id)["matter_id"])
        elif change.table == "task_move":
            task = work.stored("task", work.stored("task_move", change.row_id)["task_id"])
            found |= {task["petition_id"]} - {None}
            about["visit"] |= {task["visit_id"]} - {None}
    matters = set(about["matter"])
    for visit_id in about["visit"]:
        found |= {row["id"] for row in work.every("petition", visit_id=visit_id)}
        matters |= {work.stored("visit", visit_id)["matter_id"]} - {None}
    for matter_id in matters:
        found |= {row["id"] for row in work.every("petition", matter_id=matter_id)}
    return found


def _seal_paper(
    work: Work,
    reference: Reference,
    officer: Officer,
    paper_id: int,
    made: dict[int, bytes],
    written: frozenset[tuple[str, int]],
) -> None:
    petitions = [work.stored("petition", paper_id), *work.every("petition", parent_id=paper_id)]
    known = [sealed_words.case_of(row["sealed"]) for row in petitions if row["sealed"]]
    fresh = not known
    if known and known[0] is not None:
        case_id = known[0]
    else:
        case_id, made_key = keys.new_case(work, _holders(work, reference, officer, petitions))
        made[case_id] = made_key
    case, matters = _case(work, paper_id, keys.lock_of(work, case_id), *(_taken_back(work, petitions) if fresh else ()))
    case.written = written
    for table, row in _rows(work, case, matters):
        _seal_row(work, case, table, row)
    _seal_people(work, case)
    work.changes += journal.seal_history(work.connection, case.fresh, case.lock)


def _case(work: Work, paper_id: int, lock: Lock, *more: Row) -> tuple[_Case, set[int]]:
    """Return what belongs to a paper and to `more` petitions, and the matters that it is about."""
    petitions = [work.stored("petition", paper_id), *work.every("petition", parent_id=paper_id), *more]
    matters = {row["matter_id"] for row in petitions} - {None}
    visit_ids = {row["visit_id"] for row in petitions} - {None}
    for matter_id in matters:
        visit_ids |= {row["id"] for row in work.every("visit", matter_id=matter_id)}
    return _Case(lock, petitions, [work.stored("visit", one) for one in sorted(visit_ids)]), matters


def _taken_back(work: Work, petitions: list[Row]) -> list[Row]:
    """Return the papers out of force, in clear words, that say the same about the same time, or by the same people."""
    links = [link for row in petitions for link in work.every("petition_person", petition_id=row["id"])]
    names = {work.row("person", link["person_id"])["name"] for link in links} - {""}
    contents, on = {row["content"] for row in petitions} - {""}, petitions[0]["received_on"]
    found = papers_taken_back(work.connection, contents, names, (on - _TWICE_WITHIN, on + _TWICE_WITHIN))
    known = {row["id"] for row in petitions}
    return [row for row in found if row["id"] not in known]


def _holders(work: Work, reference: Reference, officer: Officer, petitions: list[Row]) -> Iterator[str]:
    """Yield the public keys of those who may open a case, the recovery key among them."""
    codes = [keys.RECOVERY, officer.code, *(row["officer"] for row in petitions)]
    wanted = reference.secrets.holder_roles
    codes += [one.code for one in registers.officers(work) if one.active and one.roles & wanted]
    for code in dict.fromkeys(codes):
        public = keys.public_key_of(work, code)
        if public:
            yield public


def _rows(work: Work, case: _Case, matters: set[int]) -> Iterator[tuple[str, Row]]:
    """Yield every row of a case that can hold words, but for people."""
    for row in case.petitions:
        yield "petition", row
        yield from _below(work, "petition", row["id"])
    for row in case.visits:
        yield "visit", row
        yield from _below(work, "visit", row["id"])
    for session_id in sorted({row["session_id"] for row in case.visits} - {None}):
        yield "session", work.stored("session", session_id)
    registered = [row for one in case.petitions for row in work.every("registration", petition_id=one["id"])]
    registered += [row for one in case.visits for row in work.every("registration", visit_id=one["id"])]
    for day_id in sorted({row["day_id"] for row in registered}):
        yield "planned_day", work.stored("planned_day", day_id)
    for meeting_id in meeting_talk.meetings_about(work, case.petitions, case.visits, matters):
        yield "meeting", work.stored("meeting", meeting_id)
    for matter_id in sorted(matters):
        yield "matter", work.stored("matter", matter_id)
        yield from _below(work, "matter", matter_id)


def _below(work: Work, parent: str, parent_id: int) -> Iterator[tuple[str, Row]]:
    for table in _CHILDREN[parent]:
        for row in work.every(table, **{f"{parent}_id": parent_id}):
            yield table, row
            if table in _CHILDREN:
                yield from _below(work, table, row["id"])


def _seal_row(work: Work, case: _Case, table: str, row: Row) -> None:
    """Seal the words of a row for the case, unless they are sealed or there are none to keep from anybody."""
    if row["sealed"]:
        if (table, row["id"]) in case.written:
            _keep_from_journal(work, case, table, row["id"])
        return
    words = {name: row[name] for name in BLANK[table]}
    if words == BLANK[table] and table not in ("petition", "visit", "matter", "person"):
        return
    sealed = sealed_words.first_layer(case.lock.case_id, case.lock.public_key, words)
    work.update(table, row["id"], {**BLANK[table], "sealed": sealed})
    _keep_from_journal(work, case, table, row["id"])


def _written_sealed(work: Work) -> frozenset[tuple[str, int]]:
    """Return the rows that this unit of work wrote sealed: parts of a sealed paper, and what an undo put back."""
    return frozenset(
        (change.table, change.row_id)
        for change in work.changes
        if change.after.get("sealed") and (change.before is None or not change.before.get("sealed"))
    )


def _keep_from_journal(work: Work, case: _Case, table: str, row_id: int) -> None:
    """Have what the journal says of a row sealed, what it has said and what it will say of this act."""
    case.fresh.append((table, row_id))
    work.sealing[table, row_id] = case.lock.case_id


def _seal_people(work: Work, case: _Case) -> None:
    """Seal who wrote or came; who also stands in an open record gets a row of their own for this case."""
    inside = {("petition_person", row["id"]) for row in case.petitions}
    inside |= {("visit_person", row["id"]) for row in case.visits}
    links: dict[int, list[tuple[str, Row]]] = {}
    for table, link in _links_of(work, case):
        links.setdefault(link["person_id"], []).append((table, link))
    for person_id, mine in links.items():
        person = work.stored("person", person_id)
        if person["sealed"]:
            if ("person", person_id) in case.written:
                _keep_from_journal(work, case, "person", person_id)
            continue
        if _is_open_elsewhere(work, person_id, inside):
            _part(work, case, person, mine)
        else:
            _seal_row(work, case, "person", person)


def _links_of(work: Work, case: _Case) -> Iterator[tuple[str, Row]]:
    """Yield what puts people into the records of a case."""
    for row in case.petitions:
        yield from (("petition_person", link) for link in work.every("petition_person", petition_id=row["id"]))
    for row in case.visits:
        yield from (("visit_person", link) for link in work.every("visit_person", visit_id=row["id"]))


def _is_open_elsewhere(work: Work, person_id: int, inside: set[tuple[str, int]]) -> bool:
    """Tell whether somebody stands in a record that is no secret."""
    for table in _LINKS:
        record = table.removesuffix("_person")
        for link in work.every(table, person_id=person_id):
            record_id = link[f"{record}_id"]
            if (table, record_id) not in inside and not work.stored(record, record_id)["sealed"]:
                return True
    return False


def _part(work: Work, case: _Case, person: Row, mine: list[tuple[str, Row]]) -> None:
    """Give the case a sealed row of its own of somebody, and seal what the journal says of their meeting."""
    words = {name: person[name] for name in BLANK["person"]}
    sealed = sealed_words.first_layer(case.lock.case_id, case.lock.public_key, words)
    own: dict[str, Any] = {**BLANK["person"], "sealed": sealed}
    own_id = work.insert("person", **own)
    work.sealing["person", own_id] = case.lock.case_id
    met: set[int] = set()
    for table, link in mine:
        met |= journal.entries_about(work.connection, table, link["id"])
        work.update(table, link["id"], {"person_id": own_id})
        _keep_from_journal(work, case, table, link["id"])
    work.sealing["person", person["id"]] = case.lock.case_id
    work.changes += journal.seal_meetings(work.connection, "person", person["id"], met, case.lock)
