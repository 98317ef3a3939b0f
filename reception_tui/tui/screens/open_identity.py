"""The sealed words of a denunciation opened for some minutes, with a reason and a PIN; by two where the office says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import OpenIdentity
from reception_tui.i18n import tr
from reception_tui.tui.fields import Field, LineField, NoteField, Spec
from reception_tui.tui.form import FormScreen

_REASON_ROWS = 2


class OpenIdentityForm(FormScreen):
    """Why somebody must know, and who says so. Nothing of it is kept as a draft."""

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("OPEN THE SEALED WORDS OF {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return what opening means."""
        minutes = self.reception.desk.reference.secrets.open_minutes
        return tr("The words are open for {minutes} minutes; that it was done, and why, stays in the journal.").format(
            minutes=minutes
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; those of the second officer only where the office wants one."""
        rows: list[list[Field]] = [
            [NoteField(Spec("reason", tr("Reason"), needed=True), _REASON_ROWS)],
            [_secret_line("pin", tr("PIN"))],
        ]
        if self.reception.desk.reference.secrets.second_officer:
            rows.append([LineField(Spec("second", tr("Second officer"), needed=True))])
            rows.append([_secret_line("second_pin", tr("Their PIN"))])
        return rows

    async def save(self, values: dict[str, Any]) -> str:
        """Open the words."""
        return await self.act(
            OpenIdentity(
                petition=self.no,
                reason=values["reason"],
                pin=values["pin"] or "",
                second=values.get("second") or "",
                second_pin=values.get("second_pin") or "",
            )
        )


def _secret_line(name: str, words: str) -> LineField:
    line = LineField(Spec(name, words, needed=True))
    line.password = True
    return line
