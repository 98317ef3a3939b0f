"""A report as it was signed, with what has been corrected since under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reception_tui.desk.queries.day import PeriodFigures
from reception_tui.desk.queries.signed import Correction, Signed
from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.kinds import Host, PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.labels import label
from reception_tui.reports import annual, forms
from reception_tui.reports.model import Block, Document, Heading, Paragraph, Signature, Style

_NAMES = {
    "visits": mark("visits"),
    "people": mark("people"),
    "delegations": mark("delegations"),
    "delegation_people": mark("people in delegations"),
    "petitions.received": mark("petitions received"),
    "petitions.multi_signatory": mark("petitions signed by several people"),
    "petitions.eligible": mark("eligible petitions"),
    "petitions.ineligible": mark("petitions that are not eligible"),
    "petitions.unclassified": mark("petitions not classified yet"),
    "feedback.total": mark("feedback on regulations"),
    "feedback.letter": mark("feedback by letter"),
    "feedback.portal": mark("feedback through the portal"),
    "feedback.hotline_or_in_person": mark("feedback by hotline and in person"),
}


def as_json(signed: Signed, reference: Reference) -> dict[str, Any]:
    """Return the signed report in the shape that the command line promises, with its corrections."""
    report = signed.report
    facts = annual.as_json(report, reference) if isinstance(report, PeriodFigures) else forms.as_json(report)
    return facts | {
        "signed": {"signer": signed.signer, "on": signed.on},
        "corrections": [
            {"what": one.what, "signed": _plain(one.signed), "now": _plain(one.now)} for one in signed.corrections
        ],
    }


def document(signed: Signed, reference: Reference) -> Document:
    """Return the report with the figures that were signed; corrections stand below, never among them."""
    report = signed.report
    drawn = (
        annual.document(report, reference) if isinstance(report, PeriodFigures) else forms.document(report, reference)
    )
    told = tr("Figures as signed on {day}.").format(day=formats.day(signed.on))
    return replace(
        drawn,
        subtitle=(*drawn.subtitle, told),
        blocks=(*drawn.blocks, *_corrected(signed)),
        signatures=(Signature((tr("Signed"),), signed.signer),),
    )


def correction_sentence(one: Correction, *, of_form: bool) -> str:
    """Return a correction as the office writes it: column 5: 12 → 13."""
    what = tr("column {no}").format(no=one.what) if of_form else _name(one.what)
    return f"{what}: {forms.shown(one.signed) or '…'} → {forms.shown(one.now) or '…'}"


def _corrected(signed: Signed) -> Iterator[Block]:
    if not signed.corrections:
        return
    of_form = not isinstance(signed.report, PeriodFigures)
    yield Heading(tr("Corrections since it was signed"))
    for one in signed.corrections:
        yield Paragraph(correction_sentence(one, of_form=of_form), Style.NOTE)


def _name(what: str) -> str:
    group, _, rest = what.partition(".")
    if what in _NAMES:
        return tr(_NAMES[what])
    if group == "sessions":
        return tr("reception days of: {host}").format(host=label(Host(rest)))
    return label(PetitionKind(rest))


def _plain(value: Amount | None) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)
