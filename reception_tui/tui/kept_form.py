"""What a form keeps: a draft of what is typed, forms put aside, what was thrown away, what was saved last."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from textual import work
from textual.timer import Timer
from textual.widget import Widget

from reception_tui.desk.seen import record_in, version_of_number
from reception_tui.domain.commands import Command
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n import tr
from reception_tui.i18n.sentences import of_error
from reception_tui.store import drafts
from reception_tui.store.last_used import note_used
from reception_tui.store.numbers import book_of, tidy_number
from reception_tui.store.work import Work
from reception_tui.tui.actions import by_id, key_names
from reception_tui.tui.fields import Field, LineField, NoteField
from reception_tui.tui.in_hand import HeldDraft
from reception_tui.tui.screen import ReceptionScreen

DRAFT_SECONDS = 1.0
"""So often a draft is kept while letters keep coming: with a slow disk, no more than two seconds are at stake."""


_CURSOR = "cursor"
"""Stands in a draft with the field and the place in it where the cursor was; no field of a form is called so."""

_SEEN = "seen"
"""Stands in a draft with the record that the form is about, and the version of it that the officer saw."""


class KeptForm(ReceptionScreen[str]):
    """A form of which nothing typed is lost. `form_name` is what its drafts are called; without one it keeps none."""

    form_name = ""
    about = ""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[Field] = []
        self._draft_id: int | None = None
        self._draft_timer: Timer | None = None
        self._draft_lock = asyncio.Lock()
        self._draft_told = ""
        self._touched = False
        self._blank: dict[str, object] = {}
        self._thrown: dict[str, object] | None = None
        self.has_sealed = False
        """Whether what was typed is sealed now."""
        self.taken_up: drafts.Draft | None = None
        self.seen_as: tuple[str, int] | None = None

    def field(self, name: str) -> Field:
        """Return the field of that name."""
        return next(field for field in self.fields if field.spec.name == name)

    def focused_name(self) -> str:
        """Return the name of the field under the cursor; nothing when there is none."""
        return self.focused.spec.name if isinstance(self.focused, LineField | NoteField) else ""

    def go_to(self, name: str) -> None:
        """Put the cursor in the field of that name."""
        widget_of(self.field(name)).focus()

    def put_draft(self, values: dict[str, object]) -> None:
        """Show the values of a draft."""
        for field in self.fields:
            text = values.get(field.spec.name)
            if isinstance(text, str):
                field.put(text)

    def draft_values(self) -> dict[str, object]:
        """Return what a draft must hold to bring the form back."""
        return {field.spec.name: field.typed_text() for field in self.fields}

    def kept_values(self) -> dict[str, object]:
        """Return the values of a draft, where the cursor stands, and as which version the record was seen."""
        kept = self.draft_values()
        if isinstance(self.focused, LineField | NoteField):
            kept[_CURSOR] = [self.focused.spec.name, *self.focused.standing()]
        if self.seen_as is not None:
            kept[_SEEN] = list(self.seen_as)
        return kept

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show or take away a field that only some cases need."""
        widget_of(self.field(name)).display = shown
        self.query_one(f"#label-{name}").display = shown

    def _stand_as_left(self, values: Mapping[str, object]) -> None:
        """Show the fields that a draft needs, put the cursor where it was, and keep what the officer saw for seen."""
        cursor, seen = values.get(_CURSOR), values.get(_SEEN)
        name, at = (str(cursor[0]), [int(place) for place in cursor[1:]]) if isinstance(cursor, list) else ("", [])
        for field in self.fields:
            known = field.spec.name
            if not widget_of(field).display and (known == name or field.typed_text() != self._blank.get(known)):
                self.show_field(known, shown=True)
            if known == name and isinstance(field, LineField | NoteField):
                # A field that was hidden when it was first laid out lets go of the cursor once more.
                self.call_after_refresh(field.stand, at)
        if isinstance(seen, list) and self.seen_as is not None and seen[0] == self.seen_as[0]:
            self.seen_as = (str(seen[0]), int(seen[1]))

    # The record as the officer saw it

    def record_no(self) -> str:
        """Return the number of the record that the form is about; nothing where there is none yet."""
        return self.about

    async def note_seen(self) -> None:
        """Keep the version in which the record stands now: what somebody changes from here on is not written over."""
        no = tidy_number(self.record_no())
        version = await self.reception.desk.ask(version_of_number, no) if book_of(no) is not None else None
        self.seen_as = None if version is None else (no, version)

    def with_version(self, command: Command) -> Command:
        """Return a command that is about the record of this form with the version that the officer saw."""
        if self.seen_as is None or command.version is not None or tidy_number(record_in(command)) != self.seen_as[0]:
            return command
        return replace(command, version=self.seen_as[1])

    async def draft_is_back(self, values: dict[str, object]) -> None:
        """Read anew what belongs to a draft whose fields are back."""

    async def _bring_back_draft(self) -> None:
        draft = self.taken_up or await self._own_draft()
        if draft is not None:
            self._draft_id, self._touched = draft.id or None, True
            self.put_draft(draft.values)
            await self.draft_is_back(draft.values)
            self._stand_as_left(draft.values)
            told = tr("Draft of {time} is back; {key} empties the form.")
            self._draft_told = told.format(time=draft.updated[11:16], key=key_names(by_id("start_over")))
            self.tell(self._draft_told)

    def message_on_resume(self) -> str:
        """Return that a draft is back, or the last message."""
        return self._draft_told or super().message_on_resume()

    async def _own_draft(self) -> drafts.Draft | None:
        officer = self.reception.desk.desk.officer.code
        held = self.reception.in_hand.take_back(officer, self.form_name, self.about)
        if held is not None:
            return held
        found = await self.reception.desk.ask(lambda work: drafts.of_officer(work.connection, officer))
        return next((one for one in found if one.form == self.form_name and one.about == self.about), None)

    def touched(self) -> None:
        """Note that something was typed: a draft is kept before long."""
        self._touched = True
        self.status.unsaved = True
        self._keep_draft_soon(DRAFT_SECONDS)

    def _keep_draft_soon(self, seconds: float) -> None:
        """Keep the draft after so long; a timer that is running is not put off by further letters."""
        if not self.form_name or not self._touched:
            return
        if self._draft_timer is not None:
            if seconds:
                return
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(max(seconds, 0.01), self._keep_draft)

    @work(group="draft", exit_on_error=False)
    async def _keep_draft(self) -> None:
        self._draft_timer = None
        await self.keep_draft()

    async def keep_draft(self) -> bool:
        """Store what is typed so far, one after the other, so that no form leaves two drafts; False if that failed."""
        async with self._draft_lock:
            if not self.form_name or not self._touched:
                return True
            values = self.kept_values()
            desk = self.reception.desk
            at = desk.desk.now().isoformat(timespec="seconds")
            draft_id, officer = self._draft_id, desk.desk.officer.code
            try:
                self._draft_id = await desk.write_soon(
                    lambda work: drafts.keep(work.connection, draft_id, officer, self.form_name, self.about, at, values)
                )
            except RegisterError as error:
                self.tell(of_error(error), trouble=True)
                return False
            return True

    def hold_draft(self) -> bool:
        """Give what is typed to the program to hold, where the register cannot take it; False where nothing is kept."""
        if not self.form_name or not self._touched:
            return False
        desk = self.reception.desk.desk
        at = desk.now().isoformat(timespec="seconds")
        values, draft_id = self.kept_values(), self._let_go_of_draft()
        self.reception.in_hand.hold(HeldDraft(draft_id, desk.officer.code, self.form_name, self.about, at, values))
        return True

    async def _drop_draft(self, chosen: Mapping[str, str] | None = None) -> None:
        """Forget the draft; remember what was `chosen` in a form that was saved."""
        async with self._draft_lock:
            draft_id = self._let_go_of_draft()
            officer = self.reception.desk.desk.officer.code

            def forget(work: Work) -> None:
                if draft_id is not None:
                    drafts.drop(work.connection, draft_id)
                if chosen:
                    note_used(work.connection, officer, chosen)

            if draft_id is not None or chosen:
                await self.reception.desk.write(forget)

    def _let_go_of_draft(self) -> int | None:
        """Return the draft, which this form writes no more."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        self._touched = False
        draft_id, self._draft_id = self._draft_id, None
        return draft_id

    async def action_park(self) -> None:
        """Put this form aside and log another visit; it is taken up again from the desk's list."""
        if not self.form_name:
            self.tell(tr("This form cannot be put aside: save it, or leave it with Esc."), trouble=True)
            return
        if self._touched:
            if not await self.keep_draft():
                return
            draft_id = self._let_go_of_draft()
            if draft_id is not None:
                at = self.reception.desk.desk.now()
                about = f"{self.about}{drafts.PARKED}{at:%H:%M:%S}"
                await self.reception.desk.write(lambda work: drafts.park(work.connection, draft_id, about))
        app = self.reception
        self.dismiss()
        app.open("visit_form")

    def keep_for_next(self) -> None:
        """Remember what the form holds, for “same as last”: no PIN, and nothing where words were sealed."""
        kept = {} if self.has_sealed else self.draft_values()
        for field in self.fields:
            if isinstance(field, LineField) and field.password:
                kept.pop(field.spec.name, None)
        self.reception.remembered.keep_last(type(self).__name__, kept)

    def action_same_as_last(self) -> None:
        """Put into this field what it held when the last form of this kind was saved."""
        last = self.reception.remembered.last_saved(type(self).__name__)
        field = self.focused
        text = last.get(field.spec.name) if isinstance(field, LineField | NoteField) else None
        if isinstance(field, LineField | NoteField) and isinstance(text, str) and text:
            field.put(text)
        else:
            self.tell(tr("Nothing was saved in this field before, in this sitting."))

    async def action_start_over(self) -> None:
        """Throw away what was typed; pressed again at once, bring it back."""
        thrown, self._thrown = self._thrown, None
        if thrown is not None and self.draft_values() == self._blank:
            self.put_draft(thrown)
            await self.draft_is_back(thrown)
            return
        self._thrown = self.draft_values()
        self._draft_told = ""
        await self._drop_draft()
        self.emptied()
        self.put_draft(self._blank)
        self.go_to(self.fields[0].spec.name)
        self.tell(tr("The form is empty; {key} brings it back.").format(key=key_names(by_id("start_over"))))

    def emptied(self) -> None:
        """Forget what the form holds besides its fields."""


def widget_of(field: Field) -> Widget:
    """Return the field as the widget that it is."""
    if not isinstance(field, Widget):
        raise TypeError(type(field).__name__)
    return field
