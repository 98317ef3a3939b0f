"""Why a body is competent, why another must not receive, what is missing: worded once, with the names of bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reception_tui.domain.competence_table import Matter
from reception_tui.domain.routing import Why
from reception_tui.domain.tiers import Rank, Tier
from reception_tui.i18n import mark, tr
from reception_tui.i18n.sentences import show

WHY = {
    "accused": mark("The petition is about {body} ({rank})."),
    "accused_unknown": mark("It is not said which body or person is complained of: ask, then route again."),
    "accused_not_yet": mark("{body} did not exist before {from}: check the day, or name the body of that time."),
    "all_barred": mark("All that the law names are complained of or stand under them: report to the head."),
    "by_commune": mark("{bodies} governs that commune."),
    "by_field": mark("In the field “{field}” the tasks of the State lie with {bodies}."),
    "concerned": mark("A recommendation goes to the body that it concerns: {body}."),
    "court_only": mark("There is no second complaint about a minister's decision: guide to the administrative court."),
    "dissolved": mark(
        "{body} was dissolved: the head of the body that managed it resolves what its people are denounced for."
    ),
    "field_needed": mark("Several ministries may be competent: say the field, then route again."),
    "field_without_body": mark("No body is on record for the field “{field}”: name the body that it concerns."),
    "heir_by_commune": mark("Of those that took over, {body} is that of the commune."),
    "heir_by_field": mark("Of those that took over, {body} answers for the field “{field}”."),
    "is_accused": mark("{body} is complained of."),
    "matter": mark("It is a matter of {matter}: outside the ordinary order."),
    "merged": mark(
        "{body} was merged into {heirs}: the head of the body where the denounced works now resolves, or the one above "
        "when they lead it."
    ),
    "no_longer": mark("{body} ended on {until}; its tasks are with {heirs}."),
    "no_rule": mark("The table of competence has no line for this on {on}: report to the head."),
    "no_successor_known": mark("{body} exists no more and nobody is on record as having taken over: ask."),
    "no_superior_known": mark("The body above {body} is not on record: find out who manages it."),
    "no_tier": mark("{body} stands on no rung of the table: add it to the competence file."),
    "not_in_law": mark("The law names nobody for this: explain it to the citizen, and report to the head."),
    "not_read": mark("This line rests on a text that was not read word for word, or on inference: check it first."),
    "nothing_named": mark("Neither a body, nor a field, nor a commune is named: ask what it concerns."),
    "party_member": mark("The office is one of the State and of the Party: Party discipline goes to {bodies}."),
    "resolved_by": mark("The first denunciation is resolved by {body}; denounced again, it goes to the body above."),
    "several_competent": mark(
        "The facts leave more than one: {bodies}. Add the commune or the field, or let them agree who leads."
    ),
    "succeeded": mark("{body} existed until {until}; its tasks were taken over by {heirs} ({source})."),
    "took_over": mark("{body} took over from {gone}, which is complained of."),
    "unit_not_named": mark(
        "The chairman of the district decides on its units, but the unit is not on record: make sure that the decision "
        "is not the district's own, then choose by hand."
    ),
    "under_accused": mark("{body} stands under the one complained of."),
}
"""By code of the reason."""

RANKS = {
    Rank.BODY: mark("the body as such"),
    Rank.HEAD: mark("its head"),
    Rank.DEPUTY: mark("a deputy head"),
    Rank.UNIT_HEAD: mark("the head of a unit inside it"),
    Rank.STAFF: mark("a member of its staff"),
}

MATTERS = {
    Matter.ADMINISTRATIVE: mark("administration"),
    Matter.DISCIPLINE: mark("discipline of officials"),
    Matter.MANAGED_FIELD: mark("a field of state management"),
    Matter.PARTY: mark("the Party"),
    Matter.INTERNAL_AFFAIRS: mark("internal affairs and anti-corruption"),
    Matter.COUNCIL: mark("the National Assembly or the People's Council"),
    Matter.PROCEEDINGS: mark("judicial proceedings and enforcement"),
    Matter.CRIME: mark("signs of a crime"),
}

_BODY_VALUES = frozenset({"body", "bodies", "heirs", "gone"})


def of_why(why: Why, name: Callable[[str], str]) -> str:
    """Return the sentence for a reason, in the language in use; `name` gives what a body's code is called."""
    return tr(WHY[why.code]).format_map(_words(why.values, name))


def _words(values: Mapping[str, Any], name: Callable[[str], str]) -> dict[str, str]:
    return {key: _word(key, value, name) for key, value in values.items()}


def _word(key: str, value: Any, name: Callable[[str], str]) -> str:
    if isinstance(value, Rank):
        return tr(RANKS[value])
    if isinstance(value, Matter):
        return tr(MATTERS[value])
    if isinstance(value, Tier):
        return value.value
    if key in _BODY_VALUES:
        codes = [value] if isinstance(value, str) else list(value)
        return ", ".join(name(code) for code in codes if code)
    return show(value) or "–"
