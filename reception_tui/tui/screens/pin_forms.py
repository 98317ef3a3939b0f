"""PINs from the desk: one's own changed, and an officer kept away from a matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import ChangePin, LiftRecusal, Recuse
from reception_tui.domain.errors import MissingField, PinsDiffer
from reception_tui.domain.kinds import RecusalGround
from reception_tui.i18n import tr
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen


class SecretField(LineField):
    """A line that nobody can read over a shoulder, and that is kept nowhere."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.password = True

    def value_given(self) -> Any:
        """Return exactly what was typed. Raises `MissingField`."""
        if not self.value and self.spec.needed:
            raise MissingField(self.spec.name)
        return self.value

    def typed_text(self) -> str:
        """Return nothing: what is typed here goes into no draft."""
        return ""


class OwnPinForm(FormScreen):
    """The officer's own PIN: the one in use, then the new one twice."""

    def __init__(self, *, has_pin: bool = True, given: bool = False) -> None:
        super().__init__()
        self.has_pin, self.given = has_pin, given

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("YOUR PIN")

    def help_text(self) -> str:
        """Return what makes a good PIN."""
        rules = self.reception.desk.reference.sign_in
        told = tr(
            "A PIN has at least {digits} digits; a passphrase of other characters at least {letters}. Not 123456, not "
            "111111, not your name. A sentence of your own is best."
        )
        return told.format(digits=rules.least_digits, letters=rules.least_letters)

    def message_on_resume(self) -> str:
        """Say why the form came up by itself."""
        return tr("The keeper gave you this PIN: choose one that only you know.") if self.given else ""

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        fields = [
            SecretField(Spec("new", tr("New PIN"), needed=True, help=self.help_text())),
            SecretField(Spec("again", tr("Once more"), needed=True)),
        ]
        if self.has_pin:
            fields.insert(0, SecretField(Spec("old", tr("PIN in use"), needed=True)))
        return [[field] for field in fields]

    async def save(self, values: dict[str, Any]) -> str:
        """Change the PIN."""
        if values["new"] != values["again"]:
            raise PinsDiffer("again")
        no = await self.act(ChangePin(old=values.get("old") or "", new=values["new"]))
        self.reception.announce(tr("Your PIN is changed."))
        return no


class RecuseForm(FormScreen):
    """An officer who is kept away from the matter of a petition or visit."""

    def __init__(self, table: str, no: str) -> None:
        super().__init__()
        self.table, self.no = table, no

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("RECUSAL FROM {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return what a recusal does."""
        return tr(
            "Who is recused can neither open the record nor act on it nor see it in a list, nor its whole matter."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        grounds = choices.of_kind(RecusalGround)
        return [
            [PickField(Spec("officer", tr("Officer"), needed=True, help=self.help_text()), self._officers())],
            [PickField(Spec("ground", tr("Ground"), needed=True), grounds, RecusalGround.RELATED)],
        ]

    def _officers(self) -> list[Choice]:
        return [Choice(one.code, f"{one.code} · {one.name}") for one in self.reception.colleagues]

    async def prepare(self) -> None:
        """Propose the officer at the desk."""
        self.field("officer").put(self.reception.desk.desk.officer.code)

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the recusal."""
        ground = RecusalGround(values["ground"])
        return await self.act(Recuse(officer=values["officer"], ground=ground, **self._about()))

    def _about(self) -> dict[str, Any]:
        return {self.table: self.no}


class LiftRecusalForm(RecuseForm):
    """An officer who is let back."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("END OF A RECUSAL FROM {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return who can be let back."""
        return tr("The officer sees the record and its matter again, and may act on them.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field."""
        return [[PickField(Spec("officer", tr("Officer"), needed=True, help=self.help_text()), self._officers())]]

    async def prepare(self) -> None:
        """Leave the officer to be chosen."""

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the end of the recusal."""
        return await self.act(LiftRecusal(officer=values["officer"], **self._about()))
