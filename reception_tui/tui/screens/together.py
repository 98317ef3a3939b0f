"""What would happen to each of several records, to be agreed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.desk.trying import Tried
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.columns import column_word, record_word, value_word
from reception_tui.i18n.doings import act_label
from reception_tui.i18n.sentences import of_error, of_notice
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_TOLD = ("state", "kind", "body", "matter_id", "voided", "document_number", "round", "answer_by")


class TogetherScreen(ReceptionScreen[bool]):
    """Dismissed with whether it is to be done. Records that refuse are left out."""

    place = Place.DIALOG
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.DIALOG)

    def __init__(self, act: str, tried: Sequence[Tried]) -> None:
        super().__init__()
        self.act, self.tried = act, tried

    def compose(self) -> ComposeResult:
        """Lay out the counts above the rows."""
        yield StatusLine()
        yield Label(self._counts(), id="counts", classes="heading", markup=False)
        yield RecordList(empty=tr("Nothing is marked."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return what is to be done."""
        return tr("TOGETHER: {act}").format(act=act_label(self.act))

    def help_text(self) -> str:
        """Return how the list is read."""
        return tr(
            "✓ would be done, ✗ is left out for the reason that stands there. F9 does all rows with ✓ as one entry of "
            "the journal, which one undo takes back; if one of them has changed meanwhile, nothing is done."
        )

    def on_mount(self) -> None:
        """Show each record."""
        reference = self.reception.desk.reference
        self.query_one(RecordList).show([_line(one, reference) for one in self.tried])

    def _counts(self) -> str:
        refused = sum(one.refused is not None for one in self.tried)
        told = tr("{done} would be done, {refused} left out. F9 does it, Esc leaves everything as it is.")
        return told.format(done=formats.number(len(self.tried) - refused), refused=formats.number(refused))

    def action_save(self) -> None:
        """Let it be done."""
        if any(one.refused is None for one in self.tried):
            self.dismiss(True)
        else:
            self.reception.bell()

    async def action_leave(self) -> None:
        """Go back; nothing is done."""
        self.dismiss(False)


def _line(one: Tried, reference: Reference) -> Line:
    if one.refused is not None:
        return Line(one.no, f"✗ {one.no:<13} {of_error(one.refused)}", "bold #ff8787")
    told = "; ".join((*_words(one, reference), *(of_notice(note.code, note.values) for note in one.notices)))
    return Line(one.no, f"✓ {one.no:<13} {told}")


def _words(one: Tried, reference: Reference) -> Iterator[str]:
    for change in one.changes:
        if change.before is None:
            facts = (
                value_word(change.table, name, change.after[name], reference)
                for name in _TOLD
                if name in change.after and name != "voided"
            )
            yield f"{record_word(change.table)} {' '.join(facts)}".strip()
            continue
        for name, value in change.after.items():
            if name in (*_TOLD, "officer"):
                before = value_word(change.table, name, change.before[name], reference)
                yield f"{column_word(name)}: {before} → {value_word(change.table, name, value, reference)}"
