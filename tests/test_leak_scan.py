"""The hunt for secrets finds every planted one, however it was written down, and nothing where there is none."""

from __future__ import annotations

import base64
import gzip
import io
import json
import sqlite3
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.leak_scan import Hunt, of_person
from tests.memory_image import image

WHO = {"name": "Đặng Thị Ẩn Ý", "id_number": "051170009999", "phone": "0912345678", "address": "hẻm 7 Bí Mật, tổ 4"}
NAME, ADDRESS = WHO["name"], WHO["address"]


def zipped(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return packed.getvalue()


def octal(text: str) -> bytes:
    return "".join(f"\\{byte:03o}" for byte in text.encode()).encode()


WRITTEN: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "small": lambda text: text.lower().encode(),
    "capitals": lambda text: text.upper().encode(),
    "UTF-16LE": lambda text: text.encode("utf-16-le"),
    "UTF-16BE, odd place": lambda text: b"x" + text.encode("utf-16-be"),
    "JSON": lambda text: json.dumps(text).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, shifted": lambda text: base64.b64encode(b"xy" + text.encode("utf-16-le")),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(b"?" + text.encode()),
    "hex": lambda text: text.encode().hex().encode(),
    "PDF hex string": lambda text: b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">",
    "percent": lambda text: urllib.parse.quote(text).encode(),
    "entities": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "octal": octal,
    "letters apart": lambda text: " ".join(text).encode(),
    "zlib": lambda text: b"stream\n" + zlib.compress(text.encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zip": zipped,
    "zip in zip": lambda text: zipped(base64.b64encode(text.encode()).decode()),
}


@pytest.fixture(scope="module")
def hunt() -> Hunt:
    return Hunt(of_person(WHO))


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("what", WHO)
def test_a_planted_secret_is_found_however_it_is_written(
    hunt: Hunt, what: str, written: Callable[[str], bytes]
) -> None:
    found = hunt.in_bytes(b"\x00\x01 before " + written(WHO[what]) + b" after", "x")
    if written in (gzip.compress, zipped) or not found:
        found = hunt.in_bytes(written(WHO[what]), "x")
    assert {one.what for one in found} == {what}


@pytest.mark.parametrize(
    "text",
    [
        "Dang Thi An Y", "dangthiany", "DANG-THI-AN-Y", "Đặng\u00a0Thị\nẨn   Ý", "Ý Đặng Thị Ẩn", "Ý Ẩn Thị Đặng",
        "Thị Ẩn Ý Đặng", "bà Ẩn Ý khai", "an y", "0912.345.678", "0912 345 678", "+84 912 345 678", "(0912) 345-678",
        "051 170 009 999", "HEM 7, BI MAT – TO 4", "4 tổ mật, bí 7 hẻm",
    ],
)  # fmt: skip
def test_it_is_found_however_somebody_writes_it_by_hand(hunt: Hunt, text: str) -> None:
    assert hunt.in_text(f"Theo đơn, {text}.", "x")


@pytest.mark.parametrize(
    "text", ["Đặng Thị Anh", "bàn ý kiến", "Nguyễn Ẩn", "0912345670", "hẻm 7", "TC-2026-0001", "toan yen", ""]
)
def test_what_is_not_theirs_is_not_found(hunt: Hunt, text: str) -> None:
    assert hunt.in_text(text, "x") == []


def test_it_is_found_in_names_of_files_and_of_what_lies_in_them(hunt: Hunt, tmp_path: Path) -> None:
    (tmp_path / "don dang thi an y.txt").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("0912-345-678.xml", "x")
    assert {(one.what, one.seen_as) for one in hunt.in_folder(tmp_path)} >= {("name", "name"), ("phone", "name")}


def test_it_is_found_in_a_full_text_index_from_which_the_words_are_gone(hunt: Hunt, tmp_path: Path) -> None:
    """An index keeps each word once and shortened: the document is put together again from the places of its words."""
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE VIRTUAL TABLE search_index USING fts5(words, content='')")
        connection.execute(
            "INSERT INTO search_index(rowid, words) VALUES (1, 'x dang thi an y z'), (2, 'dang thi anh')"
        )
        connection.commit()
    found = hunt.in_file(tmp_path / "a.db")
    assert {(one.what, one.seen_as.partition(",")[0]) for one in found} == {("name", "index search_index")}


@pytest.mark.skipif(sys.platform != "linux", reason="memory of processes, as Linux shows it")
def test_it_is_found_in_the_memory_of_a_program(hunt: Hunt) -> None:
    packed = base64.b64encode(f"Số máy là {WHO['phone']}.".encode()).decode()
    # What it is told is written backwards, so that the forward text stands in its strings alone.
    holds = "import sys; held = [one[::-1] for one in sys.argv[1:]]; print(flush=True); input()"
    told = [one[::-1] for one in (NAME, " ".join(WHO["id_number"]), packed)]
    with subprocess.Popen([sys.executable, "-c", holds, *told], stdin=-1, stdout=-1) as running:
        assert running.stdout is not None
        running.stdout.readline()
        pieces = list(image(running.pid))
        running.kill()
    assert {one.what for one in hunt.in_memory(pieces, "memory")} == {"name", "id_number", "phone"}
    assert {one.what for one in hunt.as_kept(pieces, "memory")} == {"name"}


def test_it_is_found_in_a_pdf_of_our_own(hunt: Hunt, tmp_path: Path) -> None:
    from datetime import date

    from reception_tui.reports.formats import Format, write
    from reception_tui.reports.model import Document, Letterhead, Paragraph

    drawn = Document(Letterhead("", "x"), "x", (), (Paragraph(f"Người viết: {NAME}, {ADDRESS}"),))
    for kind in Format:
        path = tmp_path / f"a.{kind.value}"
        path.write_bytes(write(drawn, kind, date(2026, 11, 2)).data)
        assert {"name", "address"} <= {one.what for one in hunt.in_file(path)}, kind
