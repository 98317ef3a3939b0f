"""A paper given as it was asked for: as JSON, on the terminal, or in a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from reception_tui.cli.answer import DONE, print_error, print_json, print_text
from reception_tui.domain.errors import MissingField
from reception_tui.i18n import tr
from reception_tui.reports.formats import SUFFIXES, Format, Written, write
from reception_tui.reports.model import Document


def give(
    args: argparse.Namespace,
    facts: dict[str, Any],
    document: Document,
    made: date,
    sheet: Callable[[], bytes] | None = None,
) -> int:
    """Print or save a paper in the format that was asked for; `sheet` draws it as a spreadsheet of its own layout."""
    target: Path | None = args.output
    if args.format == "json":
        if target is None:
            print_json(facts)
        else:
            target.write_text(json.dumps(facts, ensure_ascii=False, indent=2, default=str), encoding="utf-8")
        return DONE
    if args.format == Format.XLSX and sheet is not None:
        return put(args, Written(sheet(), Format.XLSX))
    return put(args, write(document, args.format, made))


def put(args: argparse.Namespace, paper: Written) -> int:
    """Put the bytes of a paper where they are wanted, and tell when it came as text instead."""
    target: Path | None = args.output
    if target is not None:
        if paper.notice:
            target = target.with_suffix(SUFFIXES[paper.format])
            print_error(paper.sentence)
            saved = tr("It is in {path}.")
            print_error(saved.format(path=target))
        target.write_bytes(paper.data)
        return DONE
    if paper.format is Format.TEXT:
        print_text(paper.data.decode())
    elif sys.stdout.isatty():
        raise MissingField("--output")
    else:
        sys.stdout.buffer.write(paper.data)
        sys.stdout.flush()
    if paper.notice:
        print_error(paper.sentence)
    return DONE
