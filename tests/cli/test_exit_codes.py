"""How the command line says no: the exit code, one sentence, and with `--json` one error document."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PIN, PROGRAM, VISIT, Reception, Scene, as_lines

DONE, ANSWER_IS_NO, BAD_USAGE, NOT_ALLOWED, STORAGE_TROUBLE = range(5)

BAD = [
    # Not understood.
    "frobnicate",
    "overdue --frob",
    "overdue --as",
    "overdue --as-of",
    "overdue --lang fr",
    "find",
    "summary --format parchment",
    "report no-such-form --period 2026",
    "report annual --period 2026 --count per_head",
    "officer frob",
    "officer add moi",
    "act",
    "backup",
    "restore",
    "demo --year x",
    # No day, no number.
    "overdue --as-of 30/06/2026",
    "overdue --as-of 2026-02-30",
    "overdue --today tomorrow",
    "summary --date x",
    "deadline KN-01 --on 2026-07-01 --done x",
    "find x --limit many",
    "find x --limit -1",
    # Beyond all measure.
    "find x --limit 99999999999999999999999",
    "overdue --as-of 9999-12-31",
    "summary --date 0001-01-01",
    "report annual --from 0001-01-01 --to 9999-12-31",
    "deadline KN-02 --on 9999-12-31",
    # Understood, and wrong.
    "overdue --body NO-SUCH-BODY",
    "report annual",
    "report annual --period 2026-Q5",
    "report annual --from 2026-02-01 --to 2026-01-01",
    "act no-such-file.jsonl",
    "restore no-such-file.db",
    "officer disable nobody",
    "demo --year 1 --no-open --dir demo-of-year-1",
]


def something_in_it(reception: Reception) -> None:
    """Put a visit in the register."""
    (reception.folder / "file").write_text("", "utf-8")
    reception.do(VISIT)


@pytest.fixture
def busy(scene: Scene) -> Reception:
    """A register that nobody changes: every test that has it asks, or is refused something."""
    return scene("busy", something_in_it)


@pytest.mark.parametrize("line", BAD)
def test_bad_input_is_exit_2_with_one_sentence_and_one_error_document(busy: Reception, line: str) -> None:
    ran = busy.run(*line.split(), "--json")
    assert ran.code == BAD_USAGE
    assert ran.error()["message"]


def test_period_of_the_first_year_of_all_is_bad_input(busy: Reception) -> None:
    assert busy.run("report", "annual", "--period", "0001").code == BAD_USAGE


def test_error_has_the_same_code_in_both_languages_and_words_of_its_own(busy: Reception) -> None:
    line = ("overdue", "--body", "NO-SUCH-BODY", "--db", busy.db)
    vietnamese, english = (busy.bare(*line, "--lang", lang, "--json").error() for lang in ("vi", "en"))
    assert (vietnamese["code"], vietnamese["field"]) == (english["code"], english["field"])
    assert vietnamese["message"] != english["message"]
    plain = busy.bare(*line)
    assert (plain.code, plain.out, plain.err) == (BAD_USAGE, "", vietnamese["message"] + "\n")


@pytest.mark.parametrize("line", ["overdue", "act file"])
def test_register_that_is_not_there_is_exit_4_and_is_not_made(busy: Reception, line: str) -> None:
    missing = busy.folder / "nowhere" / "so.db"
    ran = busy.bare(*line.split(), "--db", missing, "--json")
    assert ran.code == STORAGE_TROUBLE
    ran.error()
    assert not missing.parent.exists()


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 32])
def test_file_that_is_no_register_is_exit_4(tmp_path: Path, content: bytes) -> None:
    other = Reception(tmp_path, tmp_path / "other.db")
    other.db.write_bytes(content)
    ran = other.run("overdue", "--json")
    assert ran.code == STORAGE_TROUBLE
    ran.error()


def test_database_of_another_program_is_exit_4_and_keeps_what_it_holds(tmp_path: Path) -> None:
    other = Reception(tmp_path, tmp_path / "other.db")
    other.rows("CREATE TABLE petition (id INTEGER)")
    ran = other.run("overdue", "--json")
    assert ran.code == STORAGE_TROUBLE
    ran.error()
    assert other.rows("SELECT name FROM sqlite_master") == [("petition",)]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.test/x",
        "postgresql+psycopg://127.0.0.1:1/x",
        ".",
    ],
)
def test_register_that_cannot_be_opened_is_exit_4_or_bad_usage_never_a_crash(busy: Reception, url: str) -> None:
    ran = busy.bare("overdue", "--db", url, "--json")
    assert ran.code in {BAD_USAGE, STORAGE_TROUBLE}
    ran.error()


@pytest.mark.parametrize(
    "line",
    [
        "summary --output no-such-folder/page.txt",
        "demo --dir file/inside --no-open",
        "backup file/copy.db",
    ],
)
def test_what_cannot_be_written_is_exit_4_and_one_sentence(busy: Reception, line: str) -> None:
    ran = busy.run(*line.split(), "--json")
    assert ran.code == STORAGE_TROUBLE
    ran.error()


def test_answer_that_finds_no_room_is_exit_4_and_one_sentence(busy: Reception) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "overdue", "--db", str(busy.db), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=busy.environment(),
            cwd=busy.folder,
            timeout=60,
            check=False,
        )
    assert done.returncode == STORAGE_TROUBLE
    assert done.stderr.decode().count("\n") == 1


def test_reader_that_goes_away_is_no_trouble(reception: Reception) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(PROGRAM)} act - --json --db '{reception.db}' --today {reception.day} | true"],
        input=as_lines([VISIT] * 300).encode(),
        capture_output=True,
        env=reception.environment(),
        cwd=reception.folder,
        timeout=60,
        check=False,
    )
    assert done.stderr == b""


def test_init_over_a_register_is_refused_and_leaves_it_as_it_was(reception: Reception) -> None:
    before = reception.db.read_bytes()
    ran = reception.run("init", "--officer", "Người Khác", "--pin-stdin", "--json", stdin=PIN)
    assert ran.code in {BAD_USAGE, STORAGE_TROUBLE}
    ran.error()
    assert reception.db.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "stdin"),
    [(("--officer", "Lê Thị Hoa", "--pin-stdin"), ""), (("--officer", "", "--pin-stdin"), PIN)],
)
def test_init_without_officer_or_pin_makes_no_register(tmp_path: Path, args: tuple[str, ...], stdin: str) -> None:
    reception = Reception(tmp_path, tmp_path / "new.db")
    ran = reception.run("init", *args, "--json", stdin=stdin)
    assert ran.code == BAD_USAGE
    ran.error()
    assert not reception.db.exists()


def test_init_makes_a_register_that_is_clean_filled_and_for_its_owner_only(tmp_path: Path) -> None:
    reception = Reception(tmp_path, tmp_path / "new.db")
    made = reception.run("init", "--officer", "Lê Thị Hoa", "--pin-stdin", "--json", stdin=PIN)
    assert (made.code, made.err) == (DONE, "")
    made.document()
    assert PIN.encode() not in reception.db.read_bytes()
    assert reception.db.stat().st_mode & 0o077 == 0
    reception.clean()
    assert "21548" in {hit["no"] for hit in reception.find("Lý Sơn")}, "communes of law.md 8.3 are there"


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("demo", "--year --dir --no-open"),
        ("init", "--officer --pin-stdin"),
        ("act", "--json --as --stop"),
        ("deadline", "--on --with --extend --pause --done --as-of --json --batch"),
        ("find", "--limit --json"),
        ("overdue", "--as-of --body --json --db --lang --today"),
        ("summary", "--date --format --output"),
        ("report", "--from --to --period --count --format --output"),
        ("check", "--json"),
    ],
)
def test_help_is_exit_0_and_names_every_option_of_the_contract(busy: Reception, command: str, options: str) -> None:
    ran = busy.bare(command, "--help")
    assert (ran.code, ran.err) == (DONE, "")
    assert [option for option in options.split() if option not in ran.out] == []


def test_options_may_stand_before_and_after_the_command(busy: Reception) -> None:
    after = busy.bare("overdue", "--db", busy.db, "--today", "2026-11-02", "--lang", "en")
    before = busy.bare("--db", busy.db, "--today", "2026-11-02", "--lang", "en", "overdue")
    assert (after.code, before.code) == (DONE, DONE)
    assert after.out == before.out
    assert "02/11/2026" in after.out


def test_environment_stands_in_for_options_and_options_win(busy: Reception) -> None:
    env = {"RECEPTION_DB": str(busy.db), "RECEPTION_LANG": "en", "RECEPTION_TODAY": "2026-07-01"}
    english = busy.bare("overdue", env=env).out
    other = busy.bare("overdue", "--lang", "vi", "--today", "2026-08-03", env=env).out
    assert "01/07/2026" in english
    assert "03/08/2026" in other
    assert english.splitlines()[0] != other.splitlines()[0]
    elsewhere = busy.bare("overdue", "--json", "--db", busy.folder / "none.db", env=env)
    assert elsewhere.code == STORAGE_TROUBLE


def test_environment_that_makes_no_sense_is_bad_usage(busy: Reception) -> None:
    ran = busy.bare("overdue", "--db", busy.db, "--json", env={"RECEPTION_TODAY": "tomorrow"})
    assert ran.code == BAD_USAGE
    assert ran.error()["field"] == "RECEPTION_TODAY"


def test_vietnamese_is_written_whole_whatever_the_locale(busy: Reception) -> None:
    locale = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = busy.bare("find", "--db", busy.db, "--json", "--", "Trần Văn An", env=locale)
    assert ran.code == DONE
    assert "Trần Văn An" in {hit["title"] for hit in ran.document()["hits"]}
