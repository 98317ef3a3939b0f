"""Letters that go out: drawn up from the register, numbered in their own book, kept word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reception_tui.desk.acts import chasing, promises
from reception_tui.desk.context import Context, Done, Notice, Row, petition_of
from reception_tui.desk.letter_batches import DECISIONS, about
from reception_tui.desk.letters import Draft, Request, book_of, draft
from reception_tui.desk.queries.letter_templates import in_force
from reception_tui.domain.commands import Document, IssueLetter, Remind, RemindBody
from reception_tui.domain.errors import BadNumber, IdentityClosed, MissingField, NoRight, UnknownRecord
from reception_tui.domain.kinds import DispositionKind, ReferralRole
from reception_tui.domain.letter_paper import LetterPaper, from_json, number_of, to_json
from reception_tui.domain.letters import About, IssuedBy, LetterKind
from reception_tui.domain.paper_commands import IssueLetters
from reception_tui.store.letter_numbers import is_taken, take_number
from reception_tui.store.work import Work

_LARGEST = 999_999
_LEADING = re.compile(r"\s*(\d{1,6})\s*(/|$)")
_DECISIONS = {**DECISIONS, LetterKind.TRANSFER: (DispositionKind.FORWARD,)}
"""The decisions whose paper a letter is: they take its number when they have none."""

_RIGHTS = {
    **dict.fromkeys((*_DECISIONS, LetterKind.REFUSAL, LetterKind.APOLOGY), "dispose"),
    LetterKind.TRANSFER: "forward",
    LetterKind.REMINDER: "remind",
    LetterKind.REMINDER_BODY: "remind_body",
}
"""The act that an officer must be allowed to do, to issue its letter."""


def issue_letter(context: Context, command: IssueLetter) -> Done:
    """Enter a letter into the book of outgoing letters; a chaser is counted as one, a decision gets its number.

    Raises `NoRight`, `LetterLacks`, `IdentityShown`, `LetterNumberTaken`, and the errors of looking things up.
    """
    needed = _RIGHTS.get(command.kind)
    if needed is not None and not context.officer.may(needed, context.reference.roles):
        raise NoRight("kind", act=needed, officer=context.officer.code)
    book = book_of(context.work)
    request, record = _request(context, command)
    found = draft(context.work, context.reference, book, request)
    # Whatever keeps the letter from being printed keeps its number from being taken.
    found.paper()
    number = _number(context, command, found, request)
    paper = found.paper(number)
    no = number_of(found.form, number).strip() if number is not None else ""
    template = in_force(context.work, found.form.code)
    context.work.insert(
        "letter",
        kind=found.form.kind.value,
        form=found.form.code,
        series=found.form.series,
        year=request.on.year,
        number=number,
        no=no,
        on=request.on,
        petition_id=record["id"] if record is not None and request.about is About.PETITION else None,
        visit_id=record["id"] if record is not None and request.about is About.VISIT else None,
        body=request.body,
        secret=found.found.secret,
        paper=to_json(paper),
        template_id=None if template is None else template["id"],
        officer=context.officer.code,
    )
    notices = _enter(context, command, request, record, no)
    if record is not None:
        context.work.touch(request.about.value, record["id"])
    told = no or (str(record["no"]) if record is not None else request.body)
    return Done(str(record["no"]) if record is not None else told, (Notice("letter_issued", {"no": told}), *notices))


def issue_letters(context: Context, command: IssueLetters) -> Done:
    """Issue one kind of letter about each of the records, in one entry; nothing goes out when one of them may not.

    Raises `MissingField` where no record is named, and all that `issue_letter` raises.
    """
    if not command.records:
        raise MissingField("records")
    told: list[str] = []
    of_each: list[Notice] = []
    shared = Request(command.kind, About.PETITION, command.on or context.today, body=command.body)
    for record in dict.fromkeys(command.records):
        one = about(shared, record)
        done = issue_letter(
            context,
            IssueLetter(
                kind=command.kind,
                petition=one.no if one.about is About.PETITION else "",
                visit=one.no if one.about is About.VISIT else "",
                body=one.body,
                on=command.on,
                signer=command.signer,
                say=command.say,
            ),
        )
        told.append(str(done.notices[0].values["no"]))
        of_each += done.notices[1:]
    count = Notice("letters_issued", {"count": len(told), "first": told[0], "last": told[-1]})
    others = [one for at, one in enumerate(of_each) if one not in of_each[:at]]
    return Done(told[0], (count, *others))


def reprint(work: Work, letter_id: int) -> LetterPaper:
    """Return a letter exactly as it went out. Raises `UnknownRecord`, `IdentityClosed`."""
    row = work.row("letter", letter_id)
    if not work.is_open(row):
        raise IdentityClosed("reprint", value=row["no"])
    return from_json(row["paper"])


def letters_about(work: Work, about: About, record_id: int) -> list[Row]:
    """Return the letters in force about a petition or a visit, the oldest first."""
    return work.rows("letter", **{f"{about.value}_id": record_id})


def last_letters(work: Work, kind: LetterKind, records: Iterable[str]) -> list[tuple[str, Row]]:
    """Return the latest letter of that kind about each record, beside the record. Raises `UnknownRecord`."""
    found = []
    for record in records:
        one = about(Request(kind, About.PETITION, date.min), record)
        if one.about is About.BODY:
            rows = work.rows("letter", kind=kind.value, body=one.body)
        else:
            of = petition_of(work, one.no) if one.about is About.PETITION else work.by_no("visit", one.no, "visit")
            rows = [row for row in letters_about(work, one.about, of["id"]) if row["kind"] == kind]
        if not rows:
            raise UnknownRecord("records", value=record)
        found.append((record, rows[-1]))
    return found


def _request(context: Context, command: IssueLetter) -> tuple[Request, Row | None]:
    """Return what is wanted, and the record that it is about. Raises `MissingField`, `UnknownRecord`, `RecordVoid`."""
    record: Row | None = None
    about, no, first = About.BODY, "", None
    if command.kind is LetterKind.REMINDER_BODY:
        if not command.body:
            raise MissingField("body")
    elif command.visit:
        record = context.visit(command.visit)
        about, no, first = About.VISIT, str(record["no"]), record["on"]
    elif command.petition:
        record = context.petition(command.petition)
        about, no, first = About.PETITION, str(record["no"]), record["received_on"]
    else:
        raise MissingField("petition")
    on = context.day(command.on, "on", not_before=first)
    body = context.reference.directory.body(command.body, "body", on).code if command.body else ""
    return (
        Request(
            kind=command.kind,
            about=about,
            on=on,
            no=no,
            body=body,
            petitions=command.petitions,
            stage=command.stage,
            officer=context.officer.name,
            signer=command.signer,
            say=command.say,
        ),
        record,
    )


def _number(context: Context, command: IssueLetter, found: Draft, request: Request) -> int | None:
    """Return the number of the letter: the given one, that of the paper in the register, the next of its book.

    The Chairman's letters are numbered by his own clerk: they have one only when it is given.
    """
    form = found.form
    if not form.symbol:
        return None
    given = command.number
    if given is not None and not 1 <= given <= _LARGEST:
        raise BadNumber("number", value=given)
    connection, year = context.work.connection, request.on.year
    if given is None:
        known = _known_number(context, command.kind, found.record, request.body)
        if known is not None and not is_taken(connection, form.series, year, known):
            given = known
    if given is None and form.issued_by is IssuedBy.PROVINCE:
        return None
    return take_number(connection, form.series, year, given)


def _papers(context: Context, kind: LetterKind, petition: Row, body: str) -> list[tuple[str, Row]]:
    """Return the rows of the register whose paper the letter is: the sending, the decision."""
    found: list[tuple[str, Row]] = []
    if kind is LetterKind.TRANSFER:
        sent = [row for row in context.work.rows("referral", petition_id=petition["id"]) if row["answered_on"] is None]
        fitting = [row for row in sent if row["body"] == body] if body else _leads(sent)
        found += [("referral", row) for row in fitting[-1:]]
    wanted = _DECISIONS.get(kind, ())
    decisions = [row for row in context.work.rows("disposition", petition_id=petition["id"]) if row["kind"] in wanted]
    return found + [("disposition", row) for row in decisions[-1:]]


def _leads(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["role"] == ReferralRole.LEAD]


def _known_number(context: Context, kind: LetterKind, record: Row | None, body: str) -> int | None:
    if record is None or kind not in _DECISIONS:
        return None
    for _, row in _papers(context, kind, record, body):
        match = _LEADING.match(row["document_number"])
        if match is not None and int(match[1]):
            return int(match[1])
    return None


def _enter(context: Context, command: IssueLetter, request: Request, record: Row | None, no: str) -> tuple[Notice, ...]:
    """Enter what the letter did: a chaser is counted, a sending or decision gets the number that it lacked."""
    document = Document(no, request.on)
    if command.kind is LetterKind.REMINDER_BODY:
        late = RemindBody(body=request.body, petitions=command.petitions, document=document, on=request.on)
        return chasing.remind_body(context, late).notices
    if record is None:
        return ()
    if command.kind is LetterKind.REMINDER:
        chaser = Remind(petition=str(record["no"]), body=request.body, document=document, on=request.on)
        return chasing.remind(context, chaser).notices
    if command.kind is LetterKind.APOLOGY:
        new_date = date.fromisoformat(str(command.say["new_date"]))
        return promises.make(context, request.about.value, record, made=request.on, on=new_date, letter=no or "—")
    if no and command.kind in _DECISIONS:
        for table, row in _papers(context, command.kind, record, request.body):
            if not row["document_number"]:
                context.work.update(table, row["id"], _columns(no, request.on))
    return ()


def _columns(no: str, on: date) -> dict[str, object]:
    return {"document_number": no, "document_date": on}
