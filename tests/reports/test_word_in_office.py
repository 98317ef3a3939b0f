"""Word files in a real office program: they open, and come out as the page that the program prints itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")

from reception_tui.desk.door import Desk  # noqa: E402
from reception_tui.desk.queries.night import night  # noqa: E402
from reception_tui.domain.kinds import CountRule  # noqa: E402
from reception_tui.domain.letters import LetterKind  # noqa: E402
from reception_tui.reports import nightly  # noqa: E402
from reception_tui.reports.formats import Format, write  # noqa: E402
from reception_tui.reports.letters import document  # noqa: E402
from reception_tui.reports.pdf.typeface import FONTS  # noqa: E402
from tests.reports.letter_office import (  # noqa: E402
    COMPLAINT,
    DENUNCIATION,
    GROUP,
    VISIT,
    Letters,
    letters_fixture,
    letters_once_fixture,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reception_tui.reports.model import Document

__all__ = ["letters_fixture", "letters_once_fixture"]

MADE = date(2026, 11, 23)
SHOWN = {
    "transfer": (LetterKind.TRANSFER, COMPLAINT),
    "denunciation": (LetterKind.TRANSFER, DENUNCIATION),
    "reminder": (LetterKind.REMINDER_BODY, "SNNMT"),
    "minutes": (LetterKind.MINUTES, VISIT),
    "attendance": (LetterKind.ATTENDANCE, GROUP),
    "appointment": (LetterKind.APPOINTMENT_PAPER, GROUP),
}
SOME_OF_A_PAGE = 0.06

Box = tuple[float, float, float, float]


def letters_of(path: Path) -> list[list[str]]:
    """Return the letters of each page, whatever their order; dots may be drawn or written."""
    pages = (unicodedata.normalize("NFC", page.extract_text()) for page in pypdf.PdfReader(path).pages)
    return [sorted("".join(page.replace(".", "").split())) for page in pages]


def ink(path: Path, folder: Path) -> list[Box]:
    """Return where the ink of each page begins and ends, as shares of the page: top, bottom, left, right."""
    subprocess.run(["pdftoppm", "-gray", "-r", "30", str(path), str(folder / path.stem)], check=True)
    return [_box(page.read_bytes()) for page in sorted(folder.glob(f"{path.stem}-*.pgm"))]


def _box(picture: bytes) -> Box:
    _, size, _, grey = picture.split(b"\n", 3)
    width, height = (int(one) for one in size.split())
    rows = [grey[row * width : (row + 1) * width] for row in range(height)]
    inked = [at for at, row in enumerate(rows) if min(row) < 128]
    across = [at for at in range(width) if min(row[at] for row in rows) < 128]
    return inked[0] / height, inked[-1] / height, across[0] / width, across[-1] / width


def test_word_files_open_and_convert_to_the_page_of_the_pdf(
    letters: Letters, desk: Desk, autumn: Callable[[date], None], tmp_path: Path
) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        pytest.skip("soffice (libreoffice-writer-nogui) or pdftoppm (poppler-utils) is not installed")
    autumn(MADE)
    with desk.register.reading() as work:
        found = night(work, desk.reference, MADE, CountRule.PER_PARTY, desk.now().tzinfo)
    papers: dict[str, Document] = {
        name: document(letters.draft(kind, no, signer="Võ Văn Ký").paper(5)) for name, (kind, no) in SHOWN.items()
    }
    papers["nightly"] = nightly.document(found, desk.reference)
    for folder in ("own", "office", "pictures"):
        (tmp_path / folder).mkdir()
    for name, paper in papers.items():
        (tmp_path / "own" / f"{name}.pdf").write_bytes(write(paper, Format.PDF, MADE).data)
        (tmp_path / f"{name}.docx").write_bytes(write(paper, Format.DOCX, MADE).data)
    # Else the office program takes whatever typeface this machine has for Times New Roman.
    shutil.copytree(FONTS, Path(os.environ["XDG_DATA_HOME"]) / "fonts")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in papers]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "office"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name in papers:
        own, office = tmp_path / "own" / f"{name}.pdf", tmp_path / "office" / f"{name}.pdf"
        if name != "nightly":
            assert letters_of(own) == letters_of(office), name
        pages = ink(own, tmp_path / "pictures"), ink(office, tmp_path / "pictures")
        assert len(pages[0]) == len(pages[1]) == 1, name
        for mine, its in zip(*(page[0] for page in pages), strict=True):
            assert abs(mine - its) < SOME_OF_A_PAGE, (name, pages)
