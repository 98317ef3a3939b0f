"""The plug is pulled in the middle of a long run of acts: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import json
import random
import signal
import subprocess

import pytest

from tests.cli.conftest import PROGRAM, VISIT, Json, Reception, as_lines

ACTS = 300


def acts() -> list[Json]:
    """Return acts of several kinds, in which each petition is also classified."""
    found: list[Json] = []
    for n in range(1, ACTS // 3 + 1):
        found += [
            {"act": "log_visit", "content": f"Nội dung {n}", "people": [{"name": f"Khách {n}"}], "result": "explained"},
            {
                "act": "register_petition", "channel": "post", "content": f"Nội dung đơn {n}",
                "petitioners": [{"name": f"Người {n}"}, {"name": f"Vợ {n}"}],
            },
            {
                "act": "classify", "petition": f"D-2026-{n:04}", "kind": "recommendation", "field": "land",
                "eligible": True, "jurisdiction": "other",
            },
        ]  # fmt: skip
    return found


def start(reception: Reception, lines: list[Json]) -> subprocess.Popen[bytes]:
    file = reception.folder / "acts.jsonl"
    file.write_text(as_lines(lines), "utf-8")
    return subprocess.Popen(
        [*PROGRAM, "act", str(file), "--json", "--db", str(reception.db), "--today", reception.day],
        stdout=subprocess.PIPE,
        env=reception.environment(),
        cwd=reception.folder,
    )


def killed_after(reception: Reception, lines: int) -> list[Json]:
    """Run the acts, kill the program when so many answers have been read; return every whole answer."""
    with start(reception, acts()) as child:
        assert child.stdout is not None
        read = b"".join(child.stdout.readline() for _ in range(lines))
        child.send_signal(signal.SIGKILL)
        read += child.stdout.read()
    whole = read[: read.rfind(b"\n") + 1]
    return [json.loads(line) for line in whole.decode().splitlines()]


def assert_nothing_lost(reception: Reception, answers: list[Json]) -> None:
    """Every acknowledged act is in the register, the rest is whole or absent, and no number is missing."""
    assert all(answer["ok"] for answer in answers)
    entries = [row[0] for row in reception.rows("SELECT no FROM entry ORDER BY no")]
    assert entries == list(range(1, len(entries) + 1))
    assert {answer["entry"] for answer in answers} <= set(entries)
    for table, prefix in (("visit", "LT"), ("petition", "D")):
        held = [row[0] for row in reception.rows(f"SELECT no FROM {table} ORDER BY no")]
        assert held == [f"{prefix}-2026-{n:04}" for n in range(1, len(held) + 1)], "no gap"
        assert {answer["no"] for answer in answers if answer["no"].startswith(prefix)} <= set(held)
    visits, petitions, classified = (
        reception.rows(question)[0][0]
        for question in (
            "SELECT count(*) FROM visit",
            "SELECT count(*) FROM petition",
            "SELECT count(*) FROM petition WHERE kind <> ''",
        )
    )
    assert visits + petitions + classified == len(entries) - 1, "each entry did the whole of its act"
    reception.clean()


def moments(count: int, seed: int) -> list[int]:
    """Return random moments, spread over the run: one in each stretch of it."""
    dice = random.Random(seed)
    stretch = (ACTS - 60) // count
    return [dice.randrange(n * stretch, (n + 1) * stretch) for n in range(count)]


@pytest.mark.parametrize("lines", moments(2, 1))
def test_acknowledged_act_survives_the_kill_and_work_goes_on_with_the_next_number(
    reception: Reception, lines: int
) -> None:
    answers = killed_after(reception, lines)
    assert lines <= len(answers) < ACTS, "it was killed in the middle"
    assert_nothing_lost(reception, answers)
    before = reception.rows("SELECT count(*) FROM visit")[0][0]
    assert reception.do(VISIT) == [f"LT-2026-{before + 1:04}"]


@pytest.mark.slow
@pytest.mark.parametrize("lines", moments(40, 2))
def test_acknowledged_act_survives_the_kill_at_many_moments(reception: Reception, lines: int) -> None:
    assert_nothing_lost(reception, killed_after(reception, lines))


@pytest.mark.slow
def test_register_survives_one_kill_after_another(reception: Reception) -> None:
    """Killed again and again at its start and in its middle, on the same register."""
    dice = random.Random(3)
    for _ in range(20):
        killed_after(reception, dice.randrange(30))
        reception.clean()


def test_two_desks_at_once_lose_nothing_and_share_no_number(reception: Reception) -> None:
    children = [start(reception, [VISIT] * 60) for _ in range(2)]
    numbers: list[str] = []
    for child in children:
        out, _ = child.communicate(timeout=60)
        assert child.returncode == 0
        numbers += [json.loads(text)["no"] for text in out.decode().splitlines()]
    assert sorted(numbers) == [f"LT-2026-{n:04}" for n in range(1, 121)]
    reception.clean()
