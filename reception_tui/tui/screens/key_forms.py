"""Change of staff: who leaves, who gets the keys of sealed cases; and copies of the register made and tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk import upkeep
from reception_tui.desk.queries.holders import holders_of
from reception_tui.domain.commands import ChangeOfficer, RecoverCases, ShareCase
from reception_tui.domain.errors import MissingField
from reception_tui.i18n import tr
from reception_tui.i18n.upkeep import of_standing, of_trial
from reception_tui.store import copies, seals
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, Field, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screens.pin_forms import SecretField

_NOW, _TRY, _HALVES = "now", "try", "halves"


class ShareCaseForm(FormScreen):
    """The key of a sealed case given to an officer, or taken away. The case must be open at this desk to be given."""

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("KEYS OF {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return what giving and taking mean."""
        return tr(
            "Open the words first. Who gets the key reads everything of the case; who loses it reads nothing that is "
            "written from now on: the case gets a new lock."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return [
            [PickField(Spec("officer", tr("Officer"), needed=True, help=self.help_text()), _officers(self))],
            [PickField(Spec("take_away", tr("Take it away"), needed=True), choices.yes_no(), "no")],
        ]

    async def prepare(self) -> None:
        """Tell who holds the key."""
        held = await self.reception.desk.ask(holders_of, self.no)
        self.reception.announce(tr("Who holds the key now: {officers}.").format(officers=", ".join(held) or "–"))

    async def save(self, values: dict[str, Any]) -> str:
        """Give the key, or take it away."""
        away = values["take_away"] == "yes"
        return await self.act(ShareCase(petition=self.no, officer=values["officer"], take_away=away))


class RecoverCasesForm(FormScreen):
    """Every sealed case given to an officer, by the two keepers of the recovery key. Nothing is kept as a draft."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("RECOVERY KEY")

    def help_text(self) -> str:
        """Return what it does and who must be there."""
        return tr(
            "Both keepers type their half. The officer then holds the key of every sealed case; set a PIN first. That "
            "it was done stays in the journal."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return [
            [PickField(Spec("officer", tr("Officer"), needed=True, help=self.help_text()), _officers(self))],
            *_half_rows(needed=True),
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Give the officer every case."""
        return await self.act(
            RecoverCases(officer=values["officer"], first_half=values["first_half"], second_half=values["second_half"])
        )


class RetireOfficerForm(FormScreen):
    """An officer out of service, with every key."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("OUT OF SERVICE")

    def help_text(self) -> str:
        """Return what it means."""
        return tr(
            "Who is out of service can neither sign in nor act, and loses every key; the sealed cases they held get "
            "new locks. What they did stays theirs."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field."""
        told = tr("Who leaves loses every key; the cases they held get new locks.")
        return [[PickField(Spec("officer", tr("Officer"), needed=True, help=told), _officers(self))]]

    async def save(self, values: dict[str, Any]) -> str:
        """Take the officer out of service."""
        return await self.act(ChangeOfficer(code=values["officer"], active=False))


class CopiesForm(FormScreen):
    """A copy of the register made now, or the last one tried."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("BACKUPS")

    def help_text(self) -> str:
        """Return what the choices do."""
        return tr(
            "A copy goes into the office's folder, sealed. Trying restores the last one in memory and reads it whole; "
            "where its key is not on this machine the two keepers type their halves."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        what = [
            Choice(_NOW, tr("make a copy now")),
            Choice(_TRY, tr("try the last copy")),
            Choice(_HALVES, tr("try the last copy with the two halves")),
        ]
        return [
            [PickField(Spec("what", tr("What"), needed=True, help=tr("F1 says what each does.")), what, _NOW)],
            *_half_rows(needed=False),
        ]

    async def prepare(self) -> None:
        """Tell how the copies stand."""
        desk = self.reception.desk
        standing = await desk.ask(lambda work: copies.standing(work.connection, zone=desk.desk.now().tzinfo))
        self.reception.announce(of_standing(standing))

    async def save(self, values: dict[str, Any]) -> str:
        """Make a copy or try one, beside the thread of the register so that nobody waits."""
        desk = self.reception.desk
        if values["what"] == _NOW:
            made = await desk.aside(upkeep.copy_now, desk.desk)
            self.reception.announce(tr("The copy {path} is whole.").format(path=made.path))
            return str(made.path)
        private = None
        if values["what"] == _HALVES:
            if not (values["first_half"] and values["second_half"]):
                raise MissingField("first_half")
            private = seals.joined(values["first_half"], values["second_half"])
        tried = await desk.aside(upkeep.try_last, desk.desk, private)
        self.reception.announce(of_trial(tried), trouble=not tried.holds)
        return tried.path or "–"


def _half_rows(*, needed: bool) -> list[list[Field]]:
    return [
        [SecretField(Spec("first_half", tr("First half"), needed=needed))],
        [SecretField(Spec("second_half", tr("Second half"), needed=needed))],
    ]


def _officers(form: FormScreen) -> list[Choice]:
    return [Choice(one.code, f"{one.code} · {one.name}") for one in form.reception.colleagues]
