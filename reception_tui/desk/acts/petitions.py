"""Petitions: entered, classified, disposed of, split, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from reception_tui.desk.acts import matters, people
from reception_tui.desk.acts.steps import allowed, step
from reception_tui.desk.context import Context, Done, Notice, Row, paper
from reception_tui.desk.deciding import standing
from reception_tui.desk.unsealing import unseal_paper
from reception_tui.domain.commands import Against, Classify, Dispose, RegisterPetition, Split, Withdraw
from reception_tui.domain.dispositions import check_lawful
from reception_tui.domain.errors import (
    AlreadyReferred,
    BadChoice,
    BadNumber,
    InstanceNotOfKind,
    MissingField,
    PartNotSplit,
    ReasonForEligible,
    ReasonMissing,
    TooFewParts,
)
from reception_tui.domain.kinds import (
    Book,
    Channel,
    Closing,
    DispositionKind,
    Instance,
    PetitionKind,
    PetitionState,
)
from reception_tui.domain.moves import AFTER_DISPOSITION
from reception_tui.domain.reference import legal_code
from reception_tui.domain.rules import Flag

_INSTANCES = {
    PetitionKind.COMPLAINT: (Instance.FIRST, Instance.SECOND),
    PetitionKind.DENUNCIATION: (Instance.FIRST, Instance.AGAIN),
    PetitionKind.RECOMMENDATION: (Instance.FIRST,),
}


def register_petition(context: Context, command: RegisterPetition) -> Done:
    """Enter a petition into its book. Feedback on regulations needs no classification and gets none."""
    if command.book not in (Book.PETITIONS, Book.FEEDBACK):
        raise BadChoice("book", value=command.book, choices=(Book.PETITIONS, Book.FEEDBACK))
    visit = context.visit(command.visit) if command.visit else None
    day = context.day(command.received_on or (visit["on"] if visit else None), "received_on")
    named = len(command.petitioners)
    signatories = max(1, named) if command.signatories is None else check_signatories(command.signatories, named)
    notices: list[Notice] = []
    taken = []
    for i, entry in enumerate(command.petitioners):
        person_id, told = people.take(context, entry, f"petitioners[{i}]")
        taken.append(person_id)
        notices += told
    matter_id = matters.named(context, command.matter, day, command.title or command.content)
    if visit is not None:
        if matter_id is None:
            matter_id = matters.shared_with_visit(context, visit, command.title or command.content)
        context.work.touch("visit", visit["id"])
    no = context.number(command.book, day)
    feedback = command.book is Book.FEEDBACK
    petition_id = context.work.insert(
        "petition",
        no=no,
        book=command.book.value,
        received_on=day,
        entered_on=context.today,
        channel=command.channel.value,
        title=command.title,
        content=command.content,
        signatories=signatories,
        dated=command.dated,
        signed=command.signed,
        wants_result=command.wants_result,
        forwarded_by=command.forwarded_by,
        **against_columns(context, command.against, day),
        kind=PetitionKind.RECOMMENDATION.value if feedback else "",
        instance=Instance.FIRST.value if feedback else "",
        eligible=True if feedback else None,
        classified_on=day if feedback else None,
        state=(PetitionState.CLASSIFIED if feedback else PetitionState.RECEIVED).value,
        officer=context.officer.code,
        visit_id=visit["id"] if visit else None,
        matter_id=matter_id,
        note=command.note,
    )
    for i, (person_id, entry) in enumerate(zip(taken, command.petitioners, strict=True), start=1):
        context.work.insert(
            "petition_person", petition_id=petition_id, person_id=person_id, ord=i, representative=entry.representative
        )
    if command.secret or (
        command.secret is None
        and not feedback
        and context.reference.secrets.is_secret_paper(command.title, command.content)
    ):
        context.marked.add(petition_id)
        notices.append(Notice("sealed_at_once"))
    if command.channel is Channel.FORWARDED and not command.forwarded_by:
        notices.append(Notice("forwarder_missing"))
    if not command.petitioners:
        notices.append(Notice("anonymous"))
    return Done(no, tuple(notices))


def classify(context: Context, command: Classify) -> Done:
    """Say what a petition is and whether it can be processed; a denunciation gets its code."""
    petition = context.petition(command.petition)
    allowed("classify", petition)
    day = context.day(command.on, "on", not_before=petition["received_on"])
    if command.instance not in _INSTANCES[command.kind]:
        raise InstanceNotOfKind("instance", value=command.instance, choices=_INSTANCES[command.kind])
    if command.eligible and command.why_not:
        raise ReasonForEligible("why_not", value=",".join(command.why_not))
    if not command.eligible and not command.why_not:
        raise ReasonMissing("why_not")
    book = context.reference.book
    reasons = [legal_code(book.ineligibilities, one, day, "why_not").code for one in command.why_not]
    if command.field:
        context.reference.field(command.field)
    state = PetitionState(petition["state"])
    values: dict[str, Any] = {
        "kind": command.kind.value,
        "instance": command.instance.value,
        "field": command.field,
        "eligible": command.eligible,
        "why_not": ",".join(dict.fromkeys(reasons)),
        "jurisdiction": command.jurisdiction.value if command.jurisdiction else "",
        "flags": ",".join(sorted(_flags(context, command, petition))),
        "discipline": command.discipline,
        "situations": ",".join(sorted(dict.fromkeys(command.situations))),
        "classified_on": day,
    }
    if command.kind is PetitionKind.DENUNCIATION and not petition["sealed_code"]:
        values["sealed_code"] = context.number(Book.DENUNCIATIONS, petition["received_on"])
    after = PetitionState.CLASSIFIED if state is PetitionState.RECEIVED else state
    if command.version is not None:
        context.work.update("petition", petition["id"], {}, seen_version=command.version)
    step(context, petition, "classify", day, after, **values)
    return Done(str(petition["no"]), _unsealed(context, command, petition))


def dispose(context: Context, command: Dispose) -> Done:
    """Decide what becomes of a petition."""
    petition = context.petition(command.petition)
    allowed("dispose", petition)
    day = context.day(command.on, "on", not_before=petition["received_on"])
    kind = command.as_
    check_lawful(kind, *standing(petition))
    grounds = context.reference.book.grounds_of_refusal(PetitionKind(petition["kind"]))
    reasons = [legal_code(grounds, one, day, "why").code for one in command.why]
    if kind is DispositionKind.REFUSE_ACCEPTANCE and not (reasons or command.note):
        raise ReasonMissing("why")
    context.work.insert(
        "disposition",
        petition_id=petition["id"],
        kind=kind.value,
        on=day,
        why=",".join(reasons),
        note=command.note,
        officer=context.officer.code,
        **paper(command.document),
    )
    after, closing = AFTER_DISPOSITION[kind]
    step(context, petition, "dispose", day, after, closing)
    return Done(str(petition["no"]))


def withdraw(context: Context, command: Withdraw) -> Done:
    """Record a withdrawal; a whole one ends a petition, a partial one leaves the rest running."""
    petition = context.petition(command.petition)
    allowed("withdraw", petition)
    day = context.day(command.on, "on", not_before=petition["received_on"])
    if not command.whole and not command.content:
        raise MissingField("content")
    context.work.insert(
        "withdrawal",
        petition_id=petition["id"],
        on=day,
        whole=command.whole,
        content=command.content,
        **paper(command.document),
    )
    if command.whole:
        step(context, petition, "withdraw", day, PetitionState.FINISHED, Closing.WITHDRAWN)
    return Done(str(petition["no"]))


def split(context: Context, command: Split) -> Done:
    """Part a petition that holds several contents: each part gets a number under that of the paper."""
    petition = context.petition(command.petition)
    allowed("split", petition)
    day = context.day(command.on, "on", not_before=petition["received_on"])
    if petition["parent_id"] is not None:
        parent = context.work.row("petition", petition["parent_id"])
        raise PartNotSplit("petition", value=petition["no"], paper=parent["no"])
    if len(command.parts) < 2:
        raise TooFewParts("parts", value=len(command.parts))
    for sent in context.work.rows("referral", petition_id=petition["id"]):
        if sent["answered_on"] is None:
            raise AlreadyReferred("petition", value=sent["body"], petition=petition["no"])
    authors = context.work.rows("petition_person", petition_id=petition["id"])
    copied = {
        name: petition[name]
        for name in petition
        if name.startswith("against_") or name in ("book", "received_on", "channel", "signatories", "dated", "signed")
    }
    copied |= {
        name: petition[name]
        for name in ("entered_on", "wants_result", "forwarded_by", "visit_id", "matter_id", "officer")
    }
    stored = context.work.stored("petition", petition["id"])
    # Parts of a splitting that was undone keep their numbers, which are never given again.
    first = len(context.work.every("petition", parent_id=petition["id"])) + 1
    for i, part in enumerate(command.parts, start=first):
        if part.field:
            context.reference.field(part.field)
        words = {"title": part.title, "content": part.content}
        if stored["sealed"]:
            # What the paper keeps sealed stays so in its parts, whether or not it can be read here.
            words = {"title": "", "content": "", "sealed": stored["sealed"]}
            copied |= {"against_person": "", "forwarded_by": ""}
        part_id = context.work.insert(
            "petition",
            **copied,
            no=f"{petition['no']}.{i}",
            **words,
            kind=part.kind.value if part.kind else "",
            field=part.field,
            state=PetitionState.RECEIVED.value,
            parent_id=petition["id"],
        )
        if stored["sealed"]:
            context.work.update("petition", part_id, {"title": part.title, "content": part.content, "note": ""})
        for author in authors:
            context.work.insert(
                "petition_person",
                petition_id=part_id,
                person_id=author["person_id"],
                ord=author["ord"],
                representative=author["representative"],
            )
    step(context, petition, "split", day, PetitionState.SPLIT)
    return Done(str(petition["no"]))


def _unsealed(context: Context, command: Classify, petition: Row) -> tuple[Notice, ...]:
    """Give a paper back in clear words that was sealed only because it seemed to be a denunciation."""
    if command.kind is PetitionKind.DENUNCIATION or petition["sealed_code"] or not petition["sealed"]:
        return ()
    return () if unseal_paper(context.work, petition) else (Notice("stays_sealed"),)


def check_signatories(count: int, named: int) -> int:
    """Return how many signed; at least as many as are named, and one. Raises `BadNumber`."""
    if count < max(1, named):
        raise BadNumber("signatories", value=count)
    return count


def against_columns(context: Context, against: Against | None, day: date) -> dict[str, str]:
    """Return the columns of the one complained of, as bodies and communes were on `day`.

    Raises `UnknownBody`, `UnknownCommune`.
    """
    if against is None:
        return {}
    directory = context.reference.directory
    return {
        "against_body": directory.body(against.body, "against.body", day).code if against.body else "",
        "against_person": against.person,
        "against_office": against.office,
        "against_commune": directory.commune(against.commune, day, "against.commune").code if against.commune else "",
    }


def _flags(context: Context, command: Classify, petition: Row) -> set[Flag]:
    """Return the declared circumstances; a remote commune is known without being declared."""
    flags = {flag for flag in (Flag.COMPLEX, Flag.ESPECIALLY_COMPLEX, Flag.SEVERAL_PLACES) if getattr(command, flag)}
    commune = context.reference.directory.communes.get(petition["against_commune"])
    if command.remote or (command.remote is None and commune is not None and commune.remote):
        flags.add(Flag.REMOTE)
    return flags
