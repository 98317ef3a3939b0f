"""The demonstration register of 2023: it adds up to the report that the office gave to print."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Reception

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("rule", "visits"), [("per_person", 355), ("per_party", 231)])
def test_report_of_2023_is_the_printed_one_to_the_unit(demo: Reception, rule: str, visits: int) -> None:
    report = demo.ask("report", "annual", "--period", "2023", "--format", "json", "--count", rule)
    figures = {key: value for key, value in report.items() if key not in {"window", "sessions", "text"}}
    assert figures == {
        "count_rule": rule,
        "visits": visits,
        "people": 355,
        "delegations": 12,
        "delegation_people": 136,
        "petitions": 1079,
        "multi_signatory": 79,
        "eligible": 689,
        "complaint": 185,
        "denunciation": 63,
        "recommendation": 441,
        "feedback": {"total": 255, "letter": 25, "portal": 130, "hotline_or_in_person": 100},
    }
    assert "1.079" in report["text"], "thousands are written with a dot"


def test_demonstration_is_built_where_asked_and_is_clean(demo: Reception, demo_folder: Path) -> None:
    assert isinstance(json.loads((demo_folder / "said.json").read_text("utf-8")), dict)
    demo.clean()


def test_lists_and_page_of_the_last_day_agree(demo: Reception) -> None:
    answer, page = demo.overdue("2023-12-29"), demo.summary("2023-12-29")
    states = Counter(row["state"] for row in answer["rows"])
    assert dict(answer["counts"]) == {name: states[name] for name in ("overdue", "due_today", "due_soon")}
    assert page["overdue"] == [row for row in answer["rows"] if row["state"] == "overdue"]
    assert answer["rows"], "follow-up that is late is what the report admits"
    assert page["balance"]["balances"] is True
