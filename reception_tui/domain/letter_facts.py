"""What a letter can tell: every name that a form may use, where its value is entered, and which of them are secret."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Where(StrEnum):
    """Where somebody enters what a letter lacks."""

    CARD = "card"
    PETITION_FORM = "petition_form"
    CLASSIFY = "classify"
    DISPOSE = "dispose"
    FORWARD = "forward"
    ACCEPT = "accept"
    LIMITS = "limits"
    VISIT_FORM = "visit_form"
    SESSION = "session"
    LETTER = "letter"
    OFFICE = "office"


class Fact(StrEnum):
    """Every placeholder that a form may use, and the lists that it may print as tables."""

    CITIZEN = "citizen"
    CITIZEN_NAME = "citizen_name"
    ADDRESS = "address"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ORGANISATION = "organisation"
    PETITION_NO = "petition_no"
    RECORD_NO = "record_no"
    RECEIVED_ON = "received_on"
    DATED = "dated"
    CHANNEL = "channel"
    CONTENT = "content"
    SIGNATORIES = "signatories"
    FORWARDED_BY = "forwarded_by"
    AGAINST = "against"
    KIND = "kind"
    INSTANCE = "instance"
    ACCEPTED_ON = "accepted_on"
    WHY = "why"
    TO_BODY = "to_body"
    SENT_ON = "sent_on"
    SENT_NUMBER = "sent_number"
    ANSWER_BY = "answer_by"
    CO_HANDLERS = "co_handlers"
    ROUND = "round"
    LAST_REMINDER = "last_reminder"
    COUNT = "count"
    LATE = "late"
    LATE_WHAT = "late_what"
    LATE_DUE = "late_due"
    LATE_DAYS = "late_days"
    LATE_ARTICLE = "late_article"
    DUE = "due"
    DUE_WHAT = "due_what"
    DUE_DAYS = "due_days"
    DUE_UNIT = "due_unit"
    DUE_ARTICLE = "due_article"
    DUE_FROM = "due_from"
    DAYS = "days"
    VISIT_NO = "visit_no"
    VISITED_ON = "visited_on"
    VISITED_AT = "visited_at"
    HEAD_COUNT = "head_count"
    REQUEST = "request"
    REFUSAL_WHAT = "refusal_what"
    REFUSAL_ARTICLE = "refusal_article"
    REPRESENTATIVES = "representatives"
    MOST_REPRESENTATIVES = "most_representatives"
    GROUP_ARTICLE = "group_article"
    ROSTER = "roster"
    HOST = "host"
    OFFICER = "officer"
    ISSUER = "issuer"
    PLACE = "place"
    HEAD_OF_PROVINCE = "head_of_province"
    REPORT_DAYS = "report_days"
    REPORT_UNIT = "report_unit"
    REPORT_ARTICLE = "report_article"
    GUIDED_TO = "guided_to"
    GUIDANCE = "guidance"
    CONCLUSION = "conclusion"
    OPINION = "opinion"
    ATTENDEES = "attendees"
    PAPERS = "papers"
    REASON = "reason"
    PROMISED_ON = "promised_on"
    NEW_DATE = "new_date"
    NEW_TIME = "new_time"
    NEW_PLACE = "new_place"
    ENDED_AT = "ended_at"
    REVIEW_NUMBER = "review_number"
    ON = "on"
    SIGNER = "signer"


_ENTERED: Mapping[Where, tuple[Fact, ...]] = {
    Where.CARD: (
        Fact.CITIZEN,
        Fact.CITIZEN_NAME,
        Fact.ADDRESS,
        Fact.ID_NUMBER,
        Fact.PHONE,
        Fact.ORGANISATION,
    ),
    Where.PETITION_FORM: (
        Fact.PETITION_NO,
        Fact.RECORD_NO,
        Fact.RECEIVED_ON,
        Fact.DATED,
        Fact.CHANNEL,
        Fact.CONTENT,
        Fact.SIGNATORIES,
        Fact.FORWARDED_BY,
        Fact.AGAINST,
    ),
    Where.CLASSIFY: (
        Fact.KIND,
        Fact.INSTANCE,
    ),
    Where.ACCEPT: (Fact.ACCEPTED_ON,),
    Where.DISPOSE: (Fact.WHY,),
    Where.FORWARD: (
        Fact.TO_BODY,
        Fact.SENT_ON,
        Fact.SENT_NUMBER,
        Fact.ANSWER_BY,
        Fact.CO_HANDLERS,
        Fact.ROUND,
        Fact.LAST_REMINDER,
        Fact.COUNT,
        Fact.LATE,
    ),
    Where.LIMITS: (
        Fact.LATE_WHAT,
        Fact.LATE_DUE,
        Fact.LATE_DAYS,
        Fact.LATE_ARTICLE,
        Fact.DUE,
        Fact.DUE_WHAT,
        Fact.DUE_DAYS,
        Fact.DUE_UNIT,
        Fact.DUE_ARTICLE,
        Fact.DUE_FROM,
        Fact.DAYS,
    ),
    Where.VISIT_FORM: (
        Fact.VISIT_NO,
        Fact.VISITED_ON,
        Fact.VISITED_AT,
        Fact.HEAD_COUNT,
        Fact.REQUEST,
        Fact.REFUSAL_WHAT,
        Fact.REFUSAL_ARTICLE,
        Fact.REPRESENTATIVES,
        Fact.MOST_REPRESENTATIVES,
        Fact.GROUP_ARTICLE,
        Fact.ROSTER,
    ),
    Where.SESSION: (Fact.HOST,),
    Where.OFFICE: (
        Fact.OFFICER,
        Fact.ISSUER,
        Fact.PLACE,
        Fact.HEAD_OF_PROVINCE,
        Fact.REPORT_DAYS,
        Fact.REPORT_UNIT,
        Fact.REPORT_ARTICLE,
    ),
    Where.LETTER: (
        Fact.GUIDED_TO,
        Fact.GUIDANCE,
        Fact.CONCLUSION,
        Fact.OPINION,
        Fact.ATTENDEES,
        Fact.PAPERS,
        Fact.REASON,
        Fact.PROMISED_ON,
        Fact.NEW_DATE,
        Fact.NEW_TIME,
        Fact.NEW_PLACE,
        Fact.ENDED_AT,
        Fact.REVIEW_NUMBER,
        Fact.ON,
        Fact.SIGNER,
    ),
}

VOCABULARY: Mapping[str, Where] = {fact: where for where, facts in _ENTERED.items() for fact in facts}
"""Where the value of each is entered."""

LISTS: Mapping[str, frozenset[str]] = {
    Fact.ROSTER: frozenset({"n", "name", "birth_year", "address", "id_number", "representative", "sign"}),
    Fact.LATE: frozenset({"n", "no", "citizen", "content", "sent_on", "sent_number", "due", "days", "round"}),
    Fact.DAYS: frozenset({"day", "weekday", "n", "why"}),
}
"""The lists that a form may print as a table, and their columns."""

IDENTITY: frozenset[str] = frozenset(
    {Fact.CITIZEN_NAME, Fact.ADDRESS, Fact.ID_NUMBER, Fact.PHONE, Fact.ORGANISATION, Fact.REPRESENTATIVES}
)
"""What tells who somebody is. A redacted letter about a denunciation has none of it, and `citizen` is its code."""

BODIES: frozenset[str] = frozenset(
    {Fact.AGAINST, Fact.TO_BODY, Fact.CO_HANDLERS, Fact.GUIDED_TO, Fact.GUIDANCE, Fact.FORWARDED_BY, Fact.CONTENT}
)
"""What names, or may name, another body or the one complained of: never in the receipt of a denouncer."""

FREE_TEXT: frozenset[str] = frozenset(
    {
        *(Fact.CONTENT, Fact.REQUEST, Fact.GUIDANCE, Fact.GUIDED_TO, Fact.CONCLUSION, Fact.OPINION, Fact.ATTENDEES),
        *(Fact.PAPERS, Fact.REASON, Fact.AGAINST, Fact.FORWARDED_BY, Fact.WHY, Fact.SIGNER, Fact.NEW_PLACE),
        *(Fact.NEW_TIME, Fact.ENDED_AT, Fact.REVIEW_NUMBER, Fact.SENT_NUMBER, Fact.LAST_REMINDER),
    }
)
"""Words that somebody typed: before a redacted letter is printed they are searched for the denouncer."""

SAID: frozenset[str] = frozenset(_ENTERED[Where.LETTER]) - {Fact.ON, Fact.SIGNER} | {Fact.CONTENT, Fact.WHY}
"""What an officer may say with the letter. A shortened `content` stands for that of the record."""

SAID_DATES: frozenset[str] = frozenset({Fact.PROMISED_ON, Fact.NEW_DATE})
"""Those that are days."""
