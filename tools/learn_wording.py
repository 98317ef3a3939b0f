"""Write seed_data/words/wording.toml: how much single words and pairs speak for a kind of petition.

A multinomial logistic regression on the labelled texts of tests/domain/texts, the held ones left out: plain Python, one
fixed order, so the same texts give the same file. Run from the root of the checkout.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from reception_tui.domain.content_words import Spelling, split
from reception_tui.domain.kinds import PetitionKind
from reception_tui.store.reference.content import read_phrases

TEXTS = Path("tests/domain/texts")
WORDS = Path("seed_data/words")
LEAST_TEXTS = 3
PASSES = 60
STRIDE = 89
STEP = 0.3
SHRINK = 0.0005
KEPT_FROM = 30

HEAD = """\
# How much single words and pairs of words, folded, speak for a kind of petition, in hundredths of a unit of log-odds.
# Learned from the labelled texts of the tests by tools/learn_wording.py; not to be edited by hand: the office's own
# phrases belong into a file like phrases.toml. The words of a text add up, divided by the square root of how many are
# known; [weighing] in phrases.toml says how many points that is worth.

source = "hồi quy logistic trên các văn bản mẫu tự soạn; không phải quy định"
sure = "recalled"
"""

Example = tuple[frozenset[str], str]


def features(text: str, spelling: Spelling) -> frozenset[str]:
    """Return the words and pairs of a text, as the reader of contents takes them."""
    words = [spelling.meant(word.folded) for word in split(text)]
    return frozenset(words) | {f"{one} {other}" for one, other in pairwise(words)}


def names(texts: Iterable[str]) -> set[str]:
    """Return the folded words that are mostly written with a capital inside a sentence: names of people and places."""
    capital: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for text in texts:
        if text.isupper():
            continue
        last = -1
        for word in split(text):
            if word.sentence == last:
                seen[word.folded] += 1
                capital[word.folded] += word.capital
            last = word.sentence
    return {word for word, count in seen.items() if capital[word] * 2 > count}


def learn(examples: Sequence[Example], classes: Sequence[str], unwanted: set[str]) -> dict[str, dict[str, float]]:
    """Return the weights of each class by word or pair."""
    texts_of = Counter(word for words, _ in examples for word in words)
    good = {
        word
        for word, count in texts_of.items()
        if count >= LEAST_TEXTS and not any(one in unwanted or any(c.isdigit() for c in one) for one in word.split())
    }
    rows = [(sorted(words & good), classes.index(label)) for words, label in examples]
    weights = {word: [0.0] * len(classes) for word in sorted(good)}
    for turn in range(PASSES):
        rows = rows[STRIDE:] + rows[:STRIDE]
        step = STEP / (1 + turn * 0.1)
        for words, label in rows:
            scale = math.sqrt(len(words)) or 1.0
            scores = [sum(weights[word][k] for word in words) / scale for k in range(len(classes))]
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            whole = sum(powers)
            for k, power in enumerate(powers):
                slope = power / whole - (k == label)
                for word in words:
                    weights[word][k] -= step * (slope / scale + SHRINK * weights[word][k])
    return {name: {word: row[k] for word, row in weights.items()} for k, name in enumerate(classes)}


def written(title: str, weights: dict[str, dict[str, float]]) -> str:
    """Return the weights as TOML, heaviest first."""
    parts = []
    for name, of in weights.items():
        rows = sorted(((round(weight * 100), word) for word, weight in of.items()), key=lambda row: (-row[0], row[1]))
        kept = [f'"{word}" = {weight}' for weight, word in rows if abs(weight) >= KEPT_FROM]
        parts.append(f"\n[{title}.{name}]\n" + "\n".join(kept) + "\n")
    return "".join(parts)


def main() -> None:
    """Learn from the labelled texts and write the file."""
    rows = [
        json.loads(line)
        for name in ("kinds", "kinds_fresh")
        for line in (TEXTS / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    rows = [row for row in rows if row["split"] != "held"]
    fields = [one["code"] for one in tomllib.loads((WORDS / "fields.toml").read_text("utf-8"))["field"]]
    table = tomllib.loads((WORDS / "phrases.toml").read_text("utf-8"))
    spelling = read_phrases({"words/phrases.toml": table}, fields).spelling
    unwanted = names(row["text"] for row in rows)
    kinds = [kind.value for kind in PetitionKind]
    of_kind = [(features(row["text"], spelling), row["kind"]) for row in rows if row["kind"] in kinds]
    text = HEAD + written("wording", learn(of_kind, kinds, unwanted))
    (WORDS / "wording.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
