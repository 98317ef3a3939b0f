"""The best SQL known for the figures of the nightly page and of the forms: what the program is measured against.

Written by hand for SQLite and this schema, for a driver and nothing above it. It knows which day is today, so that it
may go by what is open now, and it counts in cubes from which every cell of a form is a sum.
"""

from __future__ import annotations

import sqlite3

TODAY, BEFORE, DELIVERED, NEAR = "2026-11-23", "2026-11-20", "2026-11-18", "2026-12-01"
MONTH = "2026-10-25"
FIRST, LAST = "2026-07-01", "2026-09-30"
"""The window of the forms: the third quarter."""

_COUNTS = "book = 'petitions' AND voided IS NULL AND state <> 'split'"
_OPEN = """SELECT id FROM petition WHERE finished_on IS NULL
    UNION ALL SELECT id FROM petition WHERE finished_on > '{day}'"""
_RUNNING = """live_from <= '{day}' AND (live_until IS NULL OR live_until >= '{day}')
    AND (done IS NULL OR done > '{day}')"""
_COUNTING = (
    _RUNNING
    + """ AND (paused_from IS NULL OR NOT (paused_from <= '{day}'
    AND (paused_until IS NULL OR paused_until > '{day}') AND (due IS NULL OR paused_from <= due)))"""
)
_CLOCKS = """id IN (SELECT id FROM clock WHERE done IS NULL UNION ALL SELECT id FROM clock WHERE done > '{day}')"""

DUE = f"""
SELECT c.*, coalesce(p.no, v.no), p.kind, p.sealed_code, coalesce(p.sealed, v.sealed), p.title,
    coalesce(p.content, v.content), coalesce(p.officer, v.officer),
    (SELECT count(*) FROM reminder r WHERE r.referral_id = c.referral_id AND r.voided IS NULL AND "on" <= '{TODAY}'),
    (SELECT max("on") FROM reminder r WHERE r.referral_id = c.referral_id AND r.voided IS NULL AND "on" <= '{TODAY}'),
    (SELECT max("on") FROM escalation e WHERE e.referral_id = c.referral_id AND e.voided IS NULL AND "on" <= '{TODAY}')
FROM clock c LEFT JOIN petition p ON p.id = c.petition_id LEFT JOIN visit v ON v.id = c.visit_id
WHERE c.id IN (SELECT id FROM clock WHERE done IS NULL AND due <= '{NEAR}'
    UNION ALL SELECT id FROM clock WHERE done IS NULL AND due IS NULL AND owner = 'nobody'
    UNION ALL SELECT id FROM clock WHERE done > '{TODAY}')
AND {_COUNTING.format(day=TODAY)} ORDER BY c.due"""


def _watched(day: str, delivered: str) -> tuple[str, ...]:
    """Return what could be lost sight of at the end of a day: five questions."""
    open_ = f"id IN ({_OPEN.format(day=day)}) AND voided IS NULL AND state <> 'split' AND received_on <= '{day}'"
    running, counting, clocks = (one.format(day=day) for one in (_RUNNING, _COUNTING, _CLOCKS))
    mine = "petition_id = petition.id"
    named = "SELECT coalesce(p.no, v.no), c.due FROM clock c LEFT JOIN petition p ON p.id = c.petition_id"
    named += " LEFT JOIN visit v ON v.id = c.visit_id WHERE c."
    return (
        f"SELECT no FROM petition WHERE {open_} AND NOT EXISTS (SELECT 1 FROM clock WHERE {mine} AND {running})",
        f"{named}{clocks} AND {counting} AND c.owner = 'nobody'",
        f"""SELECT no FROM petition WHERE {open_} AND EXISTS (SELECT 1 FROM clock WHERE {mine} AND {running}
            AND paused_from <= '{day}' AND (paused_until IS NULL OR paused_until > '{day}'))
            AND NOT EXISTS (SELECT 1 FROM clock WHERE {mine} AND {counting} AND due IS NOT NULL)""",
        f"""SELECT p.no, r.body, min(r.sent_on) FROM (SELECT id, no FROM petition WHERE {open_}) p
            JOIN referral r ON r.petition_id = p.id WHERE r.voided IS NULL AND r.sent_on < '{delivered}'
            AND ifnull(r.received_on, '9') > '{day}' AND ifnull(r.accepted_on, '9') > '{day}'
            AND ifnull(r.resolved_on, '9') > '{day}' AND ifnull(r.answered_on, '9') > '{day}' GROUP BY p.id, r.body""",
        f"{named}{clocks} AND {counting} AND c.due >= '{day}'",
    )


NIGHT: tuple[str, ...] = (
    f"""SELECT count(*), sum(head_count), count(DISTINCT coalesce(matter_id, -id)), sum(delegation),
        sum(CASE WHEN delegation THEN head_count END) FROM visit WHERE "on" = '{TODAY}' AND voided IS NULL""",
    f"""SELECT channel, kind, eligible, signatories > 1, count(*) FROM petition
        WHERE {_COUNTS} AND received_on = '{TODAY}' GROUP BY 1, 2, 3, 4""",
    f"SELECT channel, count(*) FROM petition WHERE book = 'feedback' AND received_on = '{TODAY}' GROUP BY 1",
    f"""SELECT count(*), sum(received_on < '{TODAY}') FROM petition
        WHERE id IN ({_OPEN.format(day=TODAY)}) AND {_COUNTS} AND received_on <= '{TODAY}'""",
    f"""SELECT count(*) FROM move m JOIN petition p ON p.id = m.petition_id WHERE m."on" = '{TODAY}'
        AND +p.{_COUNTS.replace(" AND ", " AND p.")} AND m.after = 'finished' AND m.before <> 'finished'""",
    f"""SELECT d.kind, count(*) FROM disposition d JOIN petition p ON p.id = d.petition_id WHERE d."on" = '{TODAY}'
        AND d.voided IS NULL AND +p.{_COUNTS.replace(" AND ", " AND p.")} GROUP BY 1""",
    f"SELECT count(*) FROM referral WHERE sent_on = '{TODAY}' AND voided IS NULL",
    f"SELECT count(*) FROM referral WHERE answered_on = '{TODAY}' AND voided IS NULL",
    f"""SELECT count(*) FROM referral WHERE petition_id IN ({_OPEN.format(day=TODAY)}) AND voided IS NULL
        AND sent_on <= '{TODAY}' AND (answered_on IS NULL OR answered_on > '{TODAY}')""",
    f"SELECT count(*) FROM petition WHERE entered_on = '{TODAY}' AND received_on < '{TODAY}' AND +{_COUNTS}",
    f"""SELECT "on", count(*) FROM visit WHERE "on" BETWEEN '{MONTH}' AND '{TODAY}' AND voided IS NULL GROUP BY 1""",
    f"""SELECT received_on, count(*) FROM petition
        WHERE {_COUNTS} AND received_on BETWEEN '{MONTH}' AND '{TODAY}' GROUP BY 1""",
    DUE,
    *_watched(TODAY, DELIVERED),
    *_watched(BEFORE, "2026-11-17"),
)


def _cube(kind: str = "") -> str:
    """Return the cube over the petitions of the window and those not finished when it began, perhaps of one kind."""
    only = f" AND kind = '{kind}'" if kind else ""
    taken = """id, kind, field, eligible, instance, jurisdiction, signatories > 1 AS many, handled_on, finished_on,
        accepted_on, visit_id IS NOT NULL OR channel = 'in_person' AS came, matter_id"""
    return f"""
WITH known AS MATERIALIZED (
    SELECT 1 AS fresh, {taken} FROM petition WHERE {_COUNTS}{only} AND received_on BETWEEN '{FIRST}' AND '{LAST}'
    UNION ALL SELECT 0, {taken} FROM petition WHERE id IN (SELECT id FROM petition WHERE finished_on IS NULL
        UNION ALL SELECT id FROM petition WHERE finished_on >= '{FIRST}') AND +{_COUNTS}{only}
        AND received_on < '{FIRST}')
SELECT fresh, kind, field, eligible, instance, jurisdiction, many, came, handled_on <= '{LAST}',
    finished_on <= '{LAST}', accepted_on <= '{LAST}',
    (SELECT sum(DISTINCT CASE d.kind WHEN 'forward' THEN 1 WHEN 'return' THEN 2 WHEN 'answer' THEN 4
        WHEN 'accept' THEN 8 WHEN 'keep_on_file' THEN 16 ELSE 32 END) FROM disposition d WHERE d.petition_id = known.id
        AND d.voided IS NULL AND d."on" <= '{LAST}') AS done,
    EXISTS (SELECT 1 FROM referral r WHERE r.petition_id = known.id AND r.voided IS NULL AND r.sent_on <= '{LAST}'),
    EXISTS (SELECT 1 FROM petition_person a WHERE a.petition_id = known.id AND a.voided IS NULL),
    {_RESULT if kind else "0"} AS result, count(*), count(DISTINCT coalesce(matter_id, -id))
FROM known GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15"""


_RESULT = f"""(SELECT max(o.result) FROM outcome o WHERE o.petition_id = known.id AND o.voided IS NULL
        AND o."on" <= '{LAST}') || (SELECT max(m.closing) FROM move m WHERE m.petition_id = known.id
        AND m.voided IS NULL AND m."on" <= '{LAST}') || EXISTS (SELECT 1 FROM clock c WHERE c.petition_id = known.id
        AND c.due < '{LAST}' AND (c.done IS NULL OR c.done > '{LAST}'))"""

_AMOUNTS = f"""SELECT f.figure, p.kind, count(*), sum(f.amount) FROM outcome o
    JOIN outcome_figure f ON f.outcome_id = o.id JOIN petition p ON p.id = o.petition_id
    WHERE o."on" BETWEEN '{FIRST}' AND '{LAST}' AND o.voided IS NULL GROUP BY 1, 2"""

FORMS: dict[str, tuple[str, ...]] = {
    "01/TCD": (
        f"""SELECT received_by, delegation, count(*), sum(head_count), count(DISTINCT coalesce(matter_id, -id)),
            sum(matter_id IS NOT NULL AND (SELECT count(*) FROM visit o WHERE o.matter_id = visit.matter_id
            AND o."on" <= '{LAST}') > 1) FROM visit WHERE "on" BETWEEN '{FIRST}' AND '{LAST}' AND voided IS NULL
            GROUP BY 1, 2""",
        f"""SELECT host, received_by, count(DISTINCT "on") FROM session WHERE "on" BETWEEN '{FIRST}' AND '{LAST}'
            AND voided IS NULL GROUP BY 1, 2""",
    ),
    "02/XLD": (_cube(),),
    "03/GQKN": (_cube("complaint"), _AMOUNTS),
    "04/GQTC": (_cube("denunciation"), _AMOUNTS),
}
"""The cubes of each form that counts petitions or visits; the others hold what officers enter, or a few outcomes."""


def all_rows(connection: sqlite3.Connection, questions: tuple[str, ...]) -> list[list[tuple[object, ...]]]:
    """Return the answer of each question."""
    return [connection.execute(one).fetchall() for one in questions]
