"""What was done on a petition after it was entered, as the acts that would do it again, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reception_tui.domain.kinds import DispositionKind, ReferralRole
from reception_tui.store.work import Row, Work

Act = dict[str, Any]

_RANKS = {
    name: rank
    for rank, name in enumerate(
        ("classify", "split", "dispose", "forward", "pause", "resume", "extend", "remind", "escalate",
         "record_reply", "record_outcome", "withdraw", "fulfil")
    )
}  # fmt: skip
_FREE = frozenset({"note", "content", "head_note", "title"})


def acts_of(work: Work, petition: Row, *, secret: bool) -> list[Act]:
    """Return the acts as fields of JSON lines, without the petition's number. Secret ones lose their free texts."""
    dated = [(day, _RANKS[act["act"]], at, act) for at, (day, act) in enumerate(_all(work, petition))]
    dated.sort(key=lambda one: one[:3])
    found = [act for *_, act in dated]
    for part in work.rows("petition", parent_id=petition["id"]):
        suffix = str(part["no"]).removeprefix(str(petition["no"]))
        found += [{"petition": suffix, **act} for act in acts_of(work, part, secret=secret)]
    return [_silenced(act) for act in found] if secret else found


def _silenced(act: Act) -> Act:
    """Return an act without the texts that could tell who denounced."""
    # The grounds of a suspension are codes of the law; those of an extension are words.
    free = _FREE | {"ground"} if act["act"] == "extend" else _FREE
    kept = {name: "–" if name in free and value else value for name, value in act.items()}
    if act["act"] == "split":
        kept["parts"] = [{**part, "content": f"({at})", "title": ""} for at, part in enumerate(act["parts"], start=1)]
    if act["act"] == "withdraw" and not act["whole"]:
        kept["content"] = "–"
    return kept


def _all(work: Work, petition: Row) -> Iterator[tuple[Any, Act]]:
    of = {"petition_id": petition["id"]}
    if petition["classified_on"] is not None and petition["book"] == "petitions":
        yield petition["classified_on"], _classify(petition)
    parts = work.rows("petition", parent_id=petition["id"])
    if parts:
        told = [{"content": part["content"], "title": part["title"]} for part in parts]
        moved = [row["on"] for row in work.rows("move", **of) if row["act"] == "split"]
        yield (
            (moved or [petition["received_on"]])[0],
            {"act": "split", "on": moved[0] if moved else None, "parts": told},
        )
    referrals = work.rows("referral", **of)
    for row in work.rows("disposition", **of):
        if not _came_with_forwarding(row, referrals):
            yield (
                row["on"],
                {
                    "act": "dispose",
                    "on": row["on"],
                    "as": row["kind"],
                    "why": _list(row["why"]),
                    "document": _paper(row),
                    # A refusal must tell why; that of a sealed one tells that there is something to tell.
                    "note": row["note"] or ("–" if row["sealed"] else ""),
                },
            )
    yield from _sendings(work, referrals)
    for row in work.rows("suspension", **of):
        about = {"stage": row["stage"], "document": _paper(row)}
        yield row["start"], {"act": "pause", "on": row["start"], "ground": row["ground"], **about}
        if row["end"] is not None:
            yield row["end"], {"act": "resume", "on": row["end"], "stage": row["stage"]}
    for row in work.rows("extension", **of):
        kept = {"stage": row["stage"], "days": row["days"], "ground": row["ground"], "document": _paper(row)}
        yield row["decided_on"], {"act": "extend", "on": row["decided_on"], **kept}
    for row in work.rows("outcome", **of):
        figures = {one["figure"]: str(one["amount"]) for one in work.rows("outcome_figure", outcome_id=row["id"])}
        kept = {"result": row["result"], "body": row["body"], "content": row["content"], "figures": figures}
        yield row["on"], {"act": "record_outcome", "on": row["on"], "document": _paper(row), **kept}
    for row in work.rows("withdrawal", **of):
        kept = {"whole": row["whole"], "content": row["content"], "document": _paper(row)}
        yield row["on"], {"act": "withdraw", "on": row["on"], **kept}
    for row in work.rows("fulfilment", **of):
        kept = {"stage": row["stage"], "document": _paper(row), "note": row["note"]}
        yield row["on"], {"act": "fulfil", "on": row["on"], **kept}


def _classify(row: Row) -> Act:
    flags = set(_list(row["flags"]))
    return {
        "act": "classify",
        "on": row["classified_on"],
        "kind": row["kind"],
        "instance": row["instance"],
        "field": row["field"],
        "eligible": bool(row["eligible"]),
        "why_not": _list(row["why_not"]),
        "jurisdiction": row["jurisdiction"] or None,
        "complex": "complex" in flags,
        "especially_complex": "especially_complex" in flags,
        "several_places": "several_places" in flags,
        "remote": "remote" in flags,
        "discipline": row["discipline"],
        "situations": _list(row["situations"]),
    }


def _came_with_forwarding(row: Row, referrals: list[Row]) -> bool:
    """Tell whether the sending itself wrote down this decision."""
    return row["kind"] == DispositionKind.FORWARD and any(
        one["sent_on"] == row["on"] and one["document_number"] == row["document_number"] for one in referrals
    )


def _sendings(work: Work, referrals: list[Row]) -> Iterator[tuple[Any, Act]]:
    for lead in referrals:
        if lead["role"] == ReferralRole.LEAD:
            helpers = [
                one["body"]
                for one in referrals
                if one["role"] != ReferralRole.LEAD
                and (one["sent_on"], one["document_number"]) == (lead["sent_on"], lead["document_number"])
            ]
            yield (
                lead["sent_on"],
                {
                    "act": "forward",
                    "to": lead["body"],
                    "co_handlers": helpers,
                    "sent_on": lead["sent_on"],
                    "received_on": lead["received_on"],
                    "answer_by": lead["answer_by"],
                    "document": _paper(lead),
                    "note": lead["note"],
                    "head_note": lead["head_note"],
                    "override_by": lead["override_by"],
                    "override_why": lead["override_why"],
                },
            )
    for referral in referrals:
        of = {"referral_id": referral["id"]}
        replies = work.rows("reply", **of)
        for row in replies:
            known = {name: referral[name] for name in ("received_on", "accepted_on", "resolved_on")}
            about = known if row is replies[-1] else {}
            told = {"final": row["final"], "content": row["content"], "document": _paper(row)}
            yield row["on"], {"act": "record_reply", "body": referral["body"], "on": row["on"], **told, **about}
        for name, act in (("reminder", "remind"), ("escalation", "escalate")):
            for row in work.rows(name, **of):
                told = {"document": _paper(row), "note": row["note"]}
                yield row["on"], {"act": act, "body": referral["body"], "on": row["on"], **told}


def _paper(row: Row) -> dict[str, Any] | None:
    if not row["document_number"] and row["document_date"] is None:
        return None
    return {"number": row["document_number"], "date": row["document_date"]}


def _list(text: str) -> list[str]:
    return [one for one in text.split(",") if one]
