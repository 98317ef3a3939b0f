"""The rule book from the files of seed_data/law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from reception_tui.domain.kinds import DispositionKind, Instance, PetitionKind
from reception_tui.domain.rules import (
    Certainty,
    DelegationThreshold,
    DispositionRule,
    ExtensionPolicy,
    Flag,
    Gap,
    GroupRule,
    Instrument,
    LegalCode,
    Measure,
    PauseGround,
    Provision,
    RuleBook,
    Unit,
    Variant,
)
from reception_tui.store.reference.reader import Reader, readers


def read_book(files: Mapping[str, Mapping[str, Any]]) -> RuleBook:
    """Return all provisions, codes and group rules of the law files."""
    instruments: dict[str, Instrument] = {}
    provisions: list[Provision] = []
    gaps: list[Gap] = []
    groups: list[GroupRule] = []
    thresholds: list[DelegationThreshold] = []
    codes: dict[str, list[LegalCode]] = {
        "refusal": [],
        "non_acceptance": [],
        "acceptance_condition": [],
        "ineligibility": [],
    }
    dispositions: list[DispositionRule] = []
    for file in readers(files):
        instrument = _instrument(file)
        if instrument is not None:
            if instrument.code in instruments:
                raise file.broken("twice", instrument.code)
            instruments[instrument.code] = instrument
        for table in file.each("provision", "rule"):
            if instrument is None:
                raise file.broken("missing", "instrument")
            provisions.append(_provision(table, instrument))
        gaps += [_gap(table) for table in file.each("gap", "stage")]
        groups += [_group(table) for table in file.each("group_rule")]
        thresholds += [_threshold(table) for table in file.each("delegation_threshold")]
        for kind, found in codes.items():
            found += [_code(table) for table in file.each(kind, "code")]
        dispositions += [_disposition(table) for table in file.each("disposition", "code")]
    return RuleBook(
        instruments=instruments,
        provisions=tuple(sorted(provisions, key=lambda one: (one.stage, one.in_force, one.rule))),
        gaps=tuple(gaps),
        group_rules=tuple(sorted(groups, key=lambda one: one.from_people)),
        thresholds=tuple(sorted(thresholds, key=lambda one: one.in_force)),
        refusals=tuple(codes["refusal"]),
        non_acceptances=tuple(codes["non_acceptance"]),
        acceptance_conditions=tuple(codes["acceptance_condition"]),
        ineligibilities=tuple(codes["ineligibility"]),
        dispositions=tuple(dispositions),
    )


def _instrument(file: Reader) -> Instrument | None:
    table = file.inner("instrument")
    if table is None:
        return None
    return Instrument(
        code=table.text("code"),
        number=table.text("number", ""),
        title_vi=table.text("title_vi"),
        title_en=table.text("title_en"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        source=table.text("source"),
        sure=table.choice("sure", Certainty),
    )


def _provision(table: Reader, instrument: Instrument) -> Provision:
    measure = table.choice("measure", Measure)
    limited = measure in (Measure.LIMIT, Measure.LEAD)
    unit = table.maybe_choice("unit", Unit) if limited else None
    limit = table.number("limit") if limited else table.maybe_number("limit")
    if limited and unit is None:
        raise table.broken("missing", "unit")
    return Provision(
        rule=table.text("rule"),
        stage=table.text("stage"),
        instrument=instrument.code,
        article=table.text("article"),
        article_en=table.text("article_en"),
        kinds=table.choices("kinds", PetitionKind),
        instances=table.choices("instances", Instance),
        discipline=table.truth("discipline"),
        duty=table.text("duty"),
        measure=measure,
        from_event=table.text("from_event"),
        limit=limit,
        unit=unit,
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        what_vi=table.text("what_vi"),
        what_en=table.text("what_en"),
        source=table.text("source"),
        sure=table.choice("sure", Certainty),
        note_vi=table.text("note_vi", ""),
        note_en=table.text("note_en", ""),
        warn_limit=table.maybe_number("warn_limit"),
        warn_unit=table.maybe_choice("warn_unit", Unit),
        variants=tuple(_variant(one, unit) for one in table.each("variant", "rule")),
        extension=_extension(table.inner("extension")),
        rolls=table.truth("rolls", default=True),
        pause_grounds=_grounds(table.inner("pause")),
    )


def _variant(table: Reader, unit: Unit | None) -> Variant:
    found = table.maybe_choice("unit", Unit) or unit
    if found is None:
        raise table.broken("missing", "unit")
    return Variant(table.text("rule"), table.choices("when", Flag), table.number("limit"), found)


def _extension(table: Reader | None) -> ExtensionPolicy | None:
    if table is None:
        return None
    count = table.inner("count")
    decision = table.inner("decision")
    if count is None or decision is None:
        raise table.broken("missing", "count, decision")
    return ExtensionPolicy(
        each_at_most=table.number("each_at_most"),
        count_none=count.number("none", 0),
        count_complex=count.number("complex", 0),
        count_especially_complex=count.number("especially_complex", 0),
        each_at_most_when=_days_by_flag(table.inner("each_at_most_when")),
        by_vi=decision.text("by_vi", ""),
        by_en=decision.text("by_en", ""),
        form=decision.text("form", ""),
        before_expiry=decision.truth("before_expiry", default=True),
    )


def _days_by_flag(table: Reader | None) -> dict[Flag, int]:
    return {} if table is None else {flag: table.number(flag) for flag in Flag if flag in table.table}


def _grounds(table: Reader | None) -> tuple[PauseGround, ...]:
    if table is None:
        return ()
    return tuple(
        PauseGround(
            one.text("code"),
            one.text("what_vi"),
            one.text("what_en"),
            one.text("article", ""),
            one.day("from"),
            one.day("until"),
        )
        for one in table.each("grounds", "code")
    )


def _gap(table: Reader) -> Gap:
    first, last = table.must_day("from"), table.must_day("until")
    return Gap(table.text("stage"), first, last, table.text("why_vi"), table.text("why_en"))


def _group(table: Reader) -> GroupRule:
    return GroupRule(
        from_people=table.number("from_people"),
        to_people=table.maybe_number("to_people"),
        representatives_min=table.number("representatives_min"),
        representatives_max=table.number("representatives_max"),
        in_writing=table.truth("in_writing", default=True),
        article=table.text("article"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
    )


def _threshold(table: Reader) -> DelegationThreshold:
    return DelegationThreshold(
        table.number("people"), table.must_day("in_force"), table.day("until"), table.text("article", "")
    )


def _code(table: Reader) -> LegalCode:
    return LegalCode(
        table.text("code"),
        table.text("what_vi"),
        table.text("what_en"),
        table.text("article", ""),
        table.day("in_force"),
        table.day("until"),
        table.truth("written_notice"),
    )


def _disposition(table: Reader) -> DispositionRule:
    return DispositionRule(
        table.choice("code", DispositionKind),
        table.text("name_vi"),
        table.text("name_en"),
        table.text("form", ""),
        table.text("article", ""),
    )


def dated_overlaps(spans: Iterable[tuple[date, date | None]]) -> bool:
    """Tell whether two of the spans of days share a day."""
    last: date | None = None
    started = False
    for first, until in sorted(spans, key=lambda span: span[0]):
        if started and (last is None or first <= last):
            return True
        started, last = True, until
    return False
