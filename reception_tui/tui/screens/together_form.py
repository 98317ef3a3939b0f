"""What is to be done to several records: chosen once, looked at row by row, done as one entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reception_tui.desk.trying import Tried
from reception_tui.domain.commands import Command, Dispose, Document, Forward, HandOver, Link, Remind, Together, Void
from reception_tui.domain.errors import BadChoice, RegisterError
from reception_tui.domain.kinds import DispositionKind
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import act_label
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen

_OF_PETITIONS = ("remind", "forward", "hand_over", "dispose", "link", "void")
_OF_VISITS = ("hand_over", "link", "void")
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "remind": ("number", "on"),
    "forward": ("body", "number", "on", "answer_by"),
    "hand_over": ("officer",),
    "dispose": ("as_", "number", "on"),
    "link": ("matter",),
    "void": ("count", "why"),
}
"""The fields that each act asks for."""


class TogetherForm(FormScreen):
    """& on marked records. Dismissed with the numbers once it is done."""

    def __init__(self, numbers: Sequence[str], officers: Mapping[str, str], *, visits: bool = False) -> None:
        super().__init__()
        self.numbers, self.officers, self.visits = numbers, officers, visits

    def screen_title(self) -> str:
        """Return the form's name with how many records are marked."""
        return tr("TOGETHER: {count} RECORDS").format(count=formats.number(len(self.numbers)))

    def help_text(self) -> str:
        """Return how it goes on."""
        return tr("F9 shows for each record what would happen or why not; nothing is done before you agree there.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return what is to be done, and the fields of every act; only those of the chosen one are shown."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        acts = [Choice(act, act_label(act), act) for act in (_OF_VISITS if self.visits else _OF_PETITIONS)]
        officers = [Choice(code, who, code) for code, who in self.officers.items()]
        counted = tr("Voiding: type how many numbers are to go out of force ({count}).").format(count=len(self.numbers))
        return [
            [PickField(Spec("act", tr("What is done"), needed=True), acts)],
            [PickField(Spec("body", tr("Body"), needed=True), choices.bodies(reference, today))],
            [PickField(Spec("officer", tr("Officer"), needed=True), officers)],
            [PickField(Spec("as_", tr("Decision"), needed=True), choices.of_kind(DispositionKind))],
            [
                LineField(
                    Spec("matter", tr("Matter or record"), needed=True, help=tr("VV-…, or a record of the matter."))
                )
            ],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [DayField(Spec("answer_by", tr("Answer by")), today, reference.calendar)],
            [LineField(Spec("count", tr("How many"), needed=True, help=counted, check=self._is_meant))],
            [LineField(Spec("why", tr("Why"), needed=True))],
        ]

    async def prepare(self) -> None:
        """Show no field before it is known what is to be done."""
        self._show_fields("")

    def _show_fields(self, act: str) -> None:
        for name in {name for names in _SHOWN.values() for name in names}:
            self.show_field(name, shown=name in _SHOWN.get(act, ()))

    async def entered(self, field: Field) -> Field | None:
        """Show the fields of the act once it is chosen."""
        if field.spec.name != "act":
            return None
        act = str(field.value_given())
        self._show_fields(act)
        return self.field(_SHOWN[act][0])

    def _is_meant(self, typed: str) -> str:
        if typed.strip() != str(len(self.numbers)):
            raise BadChoice("count", value=typed, choices=(str(len(self.numbers)),))
        return typed

    async def save(self, values: dict[str, Any]) -> str:
        """Try it on every record and show what would happen."""
        act = values["act"]
        if any(name not in values for name in _SHOWN[act]):
            self._show_fields(act)
            self.go_to(_SHOWN[act][0])
            return ""
        parts = [self._part(act, no, values) for no in self.numbers]
        desk = self.reception.desk
        tried = await desk.try_together(parts)
        self.reception.open("together", act, tried, then=self._agreed(tried))
        return ""

    def _part(self, act: str, no: str, values: Mapping[str, Any]) -> Command:
        of: dict[str, Any] = {"visit" if self.visits else "petition": no}
        paper = Document(values.get("number") or "", values.get("on")) if values.get("number") else None
        makes: dict[str, Callable[[], Command]] = {
            "remind": lambda: Remind(petition=no, document=paper, on=values["on"]),
            "forward": lambda: Forward(
                petition=no, to=values["body"], document=paper, sent_on=values["on"], answer_by=values["answer_by"]
            ),
            "dispose": lambda: Dispose(
                petition=no, as_=DispositionKind(values["as_"]), document=paper, on=values["on"]
            ),
            "hand_over": lambda: HandOver(**of, to=values["officer"]),
            "link": lambda: Link(**(of | _joined(values["matter"]))),
            "void": lambda: Void(**of, why=values["why"]),
        }
        return makes[act]()

    def _agreed(self, tried: Sequence[Tried]) -> Callable[[bool | None], None]:
        parts = tuple(one.part for one in tried if one.refused is None)

        def agreed(wanted: bool | None) -> None:
            if wanted and parts:
                self.call_later(self._do, parts)

        return agreed

    async def _do(self, parts: tuple[Command, ...]) -> None:
        release = self.reception.hold_keys()
        try:
            no = await self.act(Together(acts=parts))
        except RegisterError as error:
            await self.show_error(error)
        else:
            self.saved(no)
        finally:
            release()


def _joined(typed: str) -> dict[str, str]:
    return {"matter": typed} if typed.upper().startswith("VV") or typed == "new" else {"to": typed}
