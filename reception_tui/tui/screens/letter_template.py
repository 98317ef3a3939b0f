"""The office's own Word files for its letters, by keys: written out, changed in Word, taken in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reception_tui.config import papers_folder
from reception_tui.desk.letters import book_of
from reception_tui.desk.queries.letter_templates import in_force
from reception_tui.domain.errors import FileUnreadable, FileUnwritable, MissingField
from reception_tui.domain.letters import LetterForm
from reception_tui.domain.paper_commands import SetLetterTemplate
from reception_tui.i18n import tr
from reception_tui.store.work import Work
from reception_tui.tui.fields import Choice, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen

WRITE, TAKE, BACK = "write", "take", "back"


class LetterTemplateForm(FormScreen):
    """F4 on the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, LetterForm] = {}
        self.files: dict[str, str] = {}

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("WORD FILES FOR LETTERS")

    def help_text(self) -> str:
        """Return how a Word file is made."""
        return tr(
            "First write the file out, change it in Word (names between {{ }} are filled in), then take it in. Letters "
            "that went out keep the file of their day; PDF and print keep the program's layout."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        what = [
            Choice(WRITE, tr("write a file to begin with"), "xuat write"),
            Choice(TAKE, tr("take the changed file in"), "nhan take"),
            Choice(BACK, tr("back to the program's layout"), "lai back"),
        ]
        told = tr("Needed to take a file in; a file that is written out goes to your documents folder.")
        return [
            [PickField(Spec("form", tr("Letter"), needed=True), self._forms)],
            [PickField(Spec("what", tr("What to do"), needed=True), what, WRITE)],
            [LineField(Spec("file", tr("Word file"), help=told))],
        ]

    async def prepare(self) -> None:
        """Read the forms of letters, and which of them have a file of the office."""
        self.forms, self.files = await self.reception.desk.ask(_known)

    async def advice(self) -> Sequence[str]:
        """Tell which file holds now."""
        form = self.typed_value("form")
        if not form:
            return ()
        name = self.files.get(form)
        return [tr("Laid out by {name}.").format(name=name) if name else tr("Laid out by the program.")]

    async def save(self, values: dict[str, Any]) -> str:
        """Write the file out, take it in, or go back. Raises `TemplateRefused`."""
        form, desk = self.forms[values["form"]], self.reception.desk
        if values["what"] == WRITE:
            return await self._write_out(form)
        if values["what"] == BACK:
            return await self.act(SetLetterTemplate(form=form.code))
        if not values["file"]:
            raise MissingField("file")
        path = Path(values["file"]).expanduser()
        data = await desk.aside(_checked, path, form)
        return await self.act(SetLetterTemplate(form=form.code, name=path.name, data=b64encode(data).decode()))

    async def _write_out(self, form: LetterForm) -> str:
        from reception_tui.reports.word.template import beginning

        path = papers_folder() / tr("template-{form}.docx").format(form=form.code)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(beginning(form, self.reception.desk.desk.today))
        except OSError as error:
            raise FileUnwritable(path=str(path)) from error
        self.reception.announce(tr("The Word file to begin with is {path}.").format(path=path))
        return form.code

    def _forms(self, typed: str) -> list[Choice]:
        folded = typed.strip().lower()
        known = [Choice(one.code, one.title or one.subject, one.code) for one in self.forms.values()]
        return [one for one in known if folded in f"{one.code} {one.label}".lower()]


def _known(work: Work) -> tuple[dict[str, LetterForm], dict[str, str]]:
    forms = {form.code: form for form in book_of(work).forms}
    rows = {code: in_force(work, code) for code in forms}
    return forms, {code: row["name"] for code, row in rows.items() if row is not None}


def _checked(path: Path, form: LetterForm) -> bytes:
    from reception_tui.reports.word.template import check

    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable("file", path=str(path)) from error
    check(data, form)
    return data
