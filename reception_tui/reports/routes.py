"""Who is competent, and why, in words and in JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reception_tui import i18n
from reception_tui.domain.reference import Reference
from reception_tui.domain.routing import Route
from reception_tui.i18n import tr
from reception_tui.i18n.routing import of_why


def as_json(found: Route, reference: Reference) -> dict[str, Any]:
    """Return the answer in the shape that the command line promises."""
    name = body_name(reference)
    return {
        "body": found.body or None,
        "body_name": name(found.body) if found.body else None,
        "office": found.office or None,
        "office_name": office_name(found, reference) or None,
        "article": article(found),
        "rule": found.rule or None,
        "sure": found.sure,
        "why": [of_why(one, name) for one in found.why],
        "why_codes": [one.code for one in found.why],
        "alternatives": list(found.alternatives),
        "excluded": [{"body": one.body, "why": of_why(one.why, name)} for one in found.excluded],
    }


def as_text(found: Route, reference: Reference) -> str:
    """Return the answer for people: who, by which article, why, and who must not have it."""
    name = body_name(reference)
    lines = [sentence(found, reference)]
    lines += [f"- {of_why(one, name)}" for one in found.why]
    if found.alternatives:
        lines.append(tr("Or: {bodies}.").format(bodies=", ".join(name(code) for code in found.alternatives)))
    lines += [f"✗ {name(one.body)}: {of_why(one.why, name)}" for one in found.excluded]
    return "\n".join(lines)


def sentence(found: Route, reference: Reference) -> str:
    """Return who is competent by which article, or that nobody can be named."""
    if found.is_alarm:
        return tr("Nobody can be named: an officer must decide.")
    office = office_name(found, reference)
    values = {"body": body_name(reference)(found.body), "article": article(found)}
    if office:
        return tr("{office}, {body} ({article}).").format(office=office, **values)
    return tr("{body} ({article}).").format(**values)


def article(found: Route) -> str:
    """Return the article in the language in use."""
    return found.article_en if i18n.lang() == "en" else found.article_vi


def office_name(found: Route, reference: Reference) -> str:
    """Return what the competent office is called; nothing when the body as such is."""
    office = reference.competence.offices.get(found.office)
    if office is None:
        return ""
    return office.name_en if i18n.lang() == "en" else office.name_vi


def body_name(reference: Reference) -> Callable[[str], str]:
    """Return what gives the name of a body's code; a code that nobody knows stands for itself."""

    def name(code: str) -> str:
        body = reference.directory.bodies.get(code)
        return code if body is None else body.name(i18n.lang())

    return name
