"""The office's own Word files: what they may use, that they lay letters out, and that a reprint is the same."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

docx = pytest.importorskip("docx")

from reception_tui import cli  # noqa: E402
from reception_tui.desk.letters import book_of  # noqa: E402
from reception_tui.desk.queries.letter_templates import template_of  # noqa: E402
from reception_tui.domain.errors import UnknownCode  # noqa: E402
from reception_tui.domain.letter_paper import LetterPaper, from_json, to_json  # noqa: E402
from reception_tui.domain.letters import LetterForm, LetterKind  # noqa: E402
from reception_tui.domain.paper_errors import TemplateRefused  # noqa: E402
from reception_tui.reports.formats import Format  # noqa: E402
from reception_tui.reports.letters import written  # noqa: E402
from reception_tui.reports.word.template import beginning, check, fill, names_for  # noqa: E402
from reception_tui.store.reference.letters import letter_book  # noqa: E402
from tests.reports.letter_office import (  # noqa: E402
    COMPLAINT,
    DENUNCIATION,
    SAY,
    WANTED,
    Letters,
    letters_fixture,
    letters_once_fixture,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reception_tui.desk.door import Desk
    from tests.conftest import Act

__all__ = ["letters_fixture", "letters_once_fixture"]

MADE = date(2026, 11, 23)
FORMS = {form.code: form for form in letter_book({}).forms}


def texts(data: bytes) -> list[str]:
    """Return every line of a Word file, those of its tables too, the empty ones left out."""
    paper = docx.Document(BytesIO(data))
    lines = [one.text for one in paper.paragraphs]
    cells = (cell for table in paper.tables for row in table.rows for cell in row.cells)
    lines += [one.text for cell in cells for one in cell.paragraphs]
    return sorted(line for line in lines if line.strip())


def own_file(*lines: str) -> bytes:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def form_of(letters: Letters, paper: LetterPaper) -> LetterForm:
    with letters.desk.register.reading() as work:
        return next(form for form in book_of(work).forms if form.code == paper.form_code)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_file_to_begin_with_asks_for_nothing_that_the_letter_lacks(form: LetterForm) -> None:
    check(beginning(form, MADE), form)


@pytest.mark.parametrize(("kind", "no"), WANTED, ids=[f"{kind}-{no}" for kind, no in WANTED])
def test_a_file_that_nobody_changed_gives_the_letter_of_the_program(
    letters: Letters, kind: LetterKind, no: str
) -> None:
    paper = letters.draft(kind, no, signer="Võ Văn Ký").paper(5)
    template = beginning(form_of(letters, paper), MADE)
    assert texts(fill(template, paper, MADE)) == texts(written(paper, None, Format.DOCX, MADE).data)
    assert fill(template, paper, MADE) == fill(template, from_json(to_json(paper)), MADE)


def test_words_that_look_like_marks_stay_words(letters: Letters) -> None:
    draft = letters.draft(LetterKind.APOLOGY, COMPLAINT, say=SAY[LetterKind.APOLOGY] | {"reason": "<w:p> & {{ SO }}"})
    data = fill(own_file("{{ reason }}"), draft.paper(5), MADE)
    assert texts(data) == ["<w:p> & {{ SO }}"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("{{ họ_tên }}",), "họ_tên"),
        (("{{ phone }}",), "phone"),
        (("{% if x %}",), ""),
        (("{{ citizen",), ""),
        (("{{ lipsum.__globals__ }}",), "lipsum"),
    ],
)
def test_a_file_that_asks_for_something_else_is_refused(lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(TemplateRefused) as caught:
        check(own_file(*lines), FORMS["transfer_denunciation"])
    assert why in str(caught.value.values["why"])


def test_a_file_can_call_nothing(letters: Letters) -> None:
    paper = letters.draft(LetterKind.TRANSFER, COMPLAINT).paper(5)
    with pytest.raises(TemplateRefused):
        fill(own_file("{{ SO.__class__.__mro__[1].__subclasses__() }}"), paper, MADE)


@pytest.mark.parametrize("data", [b"", b"no Word file", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateRefused):
        check(data, FORMS["receipt"])


def test_a_file_never_gets_more_of_a_denunciation_than_its_letter_tells(letters: Letters) -> None:
    paper = letters.draft(LetterKind.TRANSFER, DENUNCIATION).paper(5)
    assert {name for name, _ in paper.fields} <= names_for(form_of(letters, paper))
    told = " ".join(paper.texts())
    for secret in ("Trần Thị Kín", "051186004321", "0915444333", "hẻm Vô Danh"):
        assert secret not in told


def test_a_letter_keeps_the_file_by_which_it_went_out(letters: Letters, acts_of: Callable[[Desk], Act]) -> None:
    act = acts_of(letters.desk)

    def lay_out(*lines: str) -> None:
        act("set_letter_template", form="transfer_complaint", name="a.docx", data=b64encode(own_file(*lines)).decode())

    def newest() -> list[str]:
        row = letters.rows("letter")[-1]
        with letters.desk.register.reading() as work:
            return texts(written(letters.reprint(row["id"]), template_of(work, row), Format.DOCX, MADE).data)

    lay_out("Mẫu một: {{ SO }}")
    act("issue_letter", kind="transfer", petition=COMPLAINT)
    assert newest() == ["Mẫu một: Số: 12/PC-BTCD"]
    lay_out("Mẫu hai: {{ SO }}")
    assert newest() == ["Mẫu một: Số: 12/PC-BTCD"]
    act("issue_letter", kind="transfer", petition=COMPLAINT)
    assert newest() == ["Mẫu hai: Số: 13/PC-BTCD"]
    act("set_letter_template", form="transfer_complaint")
    act("issue_letter", kind="transfer", petition=COMPLAINT)
    assert "Kính gửi: Sở Nông nghiệp và Môi trường" in newest()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"form": "no_such"}, UnknownCode),
        ({"form": "receipt", "data": "@@"}, TemplateRefused),
        ({"form": "receipt", "data": b64encode(b"PK").decode()}, TemplateRefused),
    ],
)
def test_what_is_no_file_for_a_letter_is_not_kept(act: Act, fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        act("set_letter_template", **fields)


def test_the_command_writes_a_file_out_takes_it_in_and_goes_back(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mau.docx"

    def run(*words: str) -> tuple[int, str]:
        code = cli.run(["--db", str(path), "letter-template", *words])
        told = capsys.readouterr()
        return code, told.out + told.err

    assert run("export", "receipt", str(file))[0] == 0
    assert any("{{ CO_QUAN }}" in line for line in texts(file.read_bytes()))
    assert run("set", "receipt", str(file))[0] == 0
    assert "mau.docx" in run("list")[1]
    file.write_bytes(own_file("{{ chua_co }}"))
    code, told = run("set", "receipt", str(file))
    assert code == 2
    assert "chua_co" in told
    assert run("reset", "receipt")[0] == 0
    assert "mau.docx" not in run("list")[1]
