"""Random keys in bursts: what stands in the fields is what a model of four plain lines says."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from screen import KEYS
from streams import FIELDS, Form

FUZZED = 100_000
pytestmark = pytest.mark.terminal


class Model:
    """What the scratch form must hold: four lines, which one has the cursor, where it stands, what is selected."""

    def __init__(self) -> None:
        self.lines = [""] * FIELDS
        self.at = self.start = self.cursor = 0

    def key(self, key: str) -> None:
        """Do what one key does."""
        line = self.lines[self.at]
        low, high = sorted((self.start, self.cursor))
        if key == "\r" or key == "\t":
            self._go((self.at + 1) % FIELDS)
        elif key == "\x1b[Z":
            self._go((self.at - 1) % FIELDS)
        elif key in (KEYS["LEFT"], KEYS["RIGHT"]):
            by = -1 if key == KEYS["LEFT"] else 1
            beside = low if by < 0 else high
            self.start = self.cursor = beside if low != high else max(0, min(self.cursor + by, len(line)))
        elif key in ("\x1b[H", "\x1b[F"):
            self.start = self.cursor = 0 if key == "\x1b[H" else len(line)
        else:
            if low == high and key == KEYS["BS"]:
                low = max(0, low - 1)
            if low == high and key == "\x1b[3~":
                high = min(len(line), high + 1)
            letter = "" if key in (KEYS["BS"], "\x1b[3~") else key
            self.lines[self.at] = line[:low] + letter + line[high:]
            self.start = self.cursor = low + len(letter)

    def _go(self, at: int) -> None:
        self.at = at
        self.start, self.cursor = 0, len(self.lines[at])


LETTERS = "abcdeghiklmnopqrstuvxy ABCĐ0123456789ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
MOVES = ("\r", "\r", "\t", "\x1b[Z", *(KEYS[name] for name in ("LEFT", "LEFT", "RIGHT")), "\x1b[H", "\x1b[F", "\x1b[3~")


def random_keys(dice: random.Random, count: int) -> list[str]:
    """Return so many keys: six letters in ten, two backspaces, two moves."""
    kinds = dice.choices((LETTERS, (KEYS["BS"],), MOVES), (6, 2, 2), k=count)
    return [dice.choice(kind) for kind in kinds]


def type_at_random(form: Form, seed: int, count: int, pace: float, model: Model) -> None:
    """Type random keys in bursts of random length, and look that nothing was lost or overtaken."""
    dice = random.Random(seed)
    keys = random_keys(dice, count)
    for key in keys:
        model.key(key)
    while keys:
        burst = dice.randint(1, 40)
        form.terminal.type("".join(keys[:burst]))
        del keys[:burst]
        form.terminal.read(pace * burst if pace else 0.0)
    at, values = form.report()
    assert (seed, at, values) == (seed, model.at, tuple(model.lines))


@pytest.mark.parametrize("pace", [0.0, 0.001], ids=["one burst", "1 ms"])
def test_random_keys_are_neither_lost_nor_overtaken(open_form: Callable[..., Form], pace: float) -> None:
    form, model = open_form(), Model()
    for seed in range(4):
        type_at_random(form, seed, 500, pace, model)


@pytest.mark.slow
def test_a_hundred_thousand_random_keys_are_neither_lost_nor_overtaken(open_form: Callable[..., Form]) -> None:
    form, model = open_form(), Model()
    for seed in range(FUZZED // 1000):
        type_at_random(form, 1000 + seed, 1000, (0.0, 0.001, 0.002)[seed % 3], model)
