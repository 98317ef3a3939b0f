"""Write the pages that follow from the code: keys, acts, rules, and the text of --help. `make docs` runs it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from reception_tui import i18n
from reception_tui.cli.parser import help_page
from reception_tui.domain.commands import COMMANDS, Command
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import act_label
from reception_tui.reports import rules
from reception_tui.reports.model import Heading, Paragraph
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.tui.actions import ACTIONS, Place, key_name

RULES_ON = date(2026, 11, 23)
RULES_INTRODUCTION = (
    "Trang này sinh từ `seed_data/law/` bằng `make docs`. Ngày khác: `reception rules --on NĂM-THÁNG-NGÀY`; sổ của cơ "
    "quan dùng tệp riêng của nó, nên lệnh ấy nói đúng quy định sổ đang áp dụng."
)

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
HELP = ROOT / "reception_tui" / "cli" / "help"

PLACES = {
    Place.DESK: "bàn tiếp",
    Place.JOURNAL: "bút tích sổ",
    Place.FORM: "biểu nhập",
    Place.LIST: "danh sách",
    Place.SEARCH: "tìm kiếm",
    Place.PETITION: "trang đơn",
    Place.VISIT: "trang lượt tiếp",
    Place.DIALOG: "hộp nhập",
    Place.READING: "trang đọc",
    Place.PAPER: "văn bản",
    Place.DAYS: "lịch tiếp",
    Place.QUEUE: "hàng chờ",
    Place.TASK: "việc giao",
    Place.BOOK: "danh sách của sổ",
    Place.IMPORT: "xem trước bảng nhập",
}


OWN_KEYS = (
    "Mỗi phím chỉ có một nghĩa ở mọi nơi. Việc không có phím nằm trong danh sách F4 và trong Ctrl+O. Đổi phím: viết "
    'tệp `keys.toml` ở thư mục thiết lập của máy, mỗi dòng một việc theo tên ở cột cuối, ví dụ `refresh = ["f11"]` hay '
    '`palette = ["ctrl+o", "f11"]`. Phím sai hoặc trùng nghĩa thì bàn tiếp nói rõ một câu và giữ các phím thường dùng.'
)

INTRODUCTION = (
    'What `reception act` takes, one JSON object a line: `{"act": NAME, …}`. Written from '
    "`reception_tui/domain/commands.py` by `make docs`."
)
COMMON_FIELDS = (
    "Records are named by their register numbers, bodies and communes by their codes (`reception find`). `on` and `at` "
    "are understood as the day of the act whatever the act calls it; left out, it is today. `version`, on every act, "
    "refuses to overwrite a record that has changed since it had that version."
)


def keys_page() -> str:
    """Return docs/keys.md: every action with its keys and where it works."""
    i18n.use("vi")
    lines = [
        "# Phím",
        "",
        "Trang này sinh từ `reception_tui/tui/action_table.py`; `make docs` viết lại.",
        "",
        OWN_KEYS,
        "",
    ]
    lines += ["| Phím | Việc | Ở đâu | Tên |", "|---|---|---|---|"]
    for action in ACTIONS:
        keys = ", ".join(key_name(key) for key in action.keys)
        where = (
            "mọi nơi"
            if action.places == frozenset(Place)
            else ", ".join(name for place, name in PLACES.items() if place in action.places)
        )
        lines.append(f"| {keys} | {tr(action.help)} | {where} | `{action.id}` |")
    lines += ["", "Enter sang ô kế tiếp, ở ô cuối thì lưu; ↑ ↓ qua các ô và các dòng; Tab qua các danh sách.", ""]
    return "\n".join(lines)


def acts_page() -> str:
    """Return docs/acts.md: every act with its fields, their types, and which are needed."""
    i18n.use("vi")
    lines = ["# Acts", "", INTRODUCTION, "", COMMON_FIELDS, ""]
    for name, command in COMMANDS.items():
        lines += [f"## `{name}`", "", f"{(command.__doc__ or '').splitlines()[0]} *({act_label(name)})*", ""]
        lines += ["| field | type | needed |", "|---|---|---|"]
        lines += [f"| `{field}` | {kind} | {needed} |" for field, kind, needed in _fields(command)]
        lines.append("")
    return "\n".join(lines)


def _fields(kind: type) -> Iterator[tuple[str, str, str]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        if field.name == "version" and issubclass(kind, Command):
            continue
        needed = field.default is MISSING and field.default_factory is MISSING
        yield field.name.rstrip("_"), _type(hints[field.name]), "yes" if needed else ""


def _type(hint: Any) -> str:
    arguments = [one for one in get_args(hint) if one is not type(None)]
    origin = get_origin(hint)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return "object" if arguments[0] is str else f"object of {_type(arguments[0])}: number"
    if arguments:
        return _type(arguments[0])
    if is_dataclass(hint):
        inner = ", ".join(f"`{name}`" for name, _, _ in _fields(hint))
        return f"{{{inner}}}"
    if hasattr(hint, "__members__"):
        return " \\| ".join(f"`{one.value}`" for one in hint)
    return {"str": "text", "int": "whole number", "bool": "true \\| false", "Any": "any"}.get(
        hint.__name__, hint.__name__
    )


def rules_page() -> str:
    """Return docs/rules.md: every rule of the law files that is in force on the day they were last checked."""
    i18n.use("vi")
    paper = rules.document(build(read_files()), RULES_ON)
    lines = [f"# {formats.sentence_case(paper.title.lower())}", "", RULES_INTRODUCTION, ""]
    for block in paper.blocks:
        if isinstance(block, Heading):
            lines += [f"## {block.text}", ""]
        elif isinstance(block, Paragraph):
            code, _, rest = block.text.partition(". ")
            lines += [f"- **{code}** {rest}"]
    return _spaced(lines)


def _spaced(lines: list[str]) -> str:
    """Return the lines with an empty one before each heading, as Markdown wants it."""
    found: list[str] = []
    for line in lines:
        if line.startswith("#") and found and found[-1]:
            found.append("")
        found.append(line)
    return "\n".join(found) + "\n"


def help_in(lang: str) -> str:
    """Return what `reception --help` prints in that language."""
    i18n.use(lang)
    return help_page()


GUIDE = "huong-dan.md"
SCREENS = Path(__file__).resolve().parents[1] / "tests" / "screens"

PAGES: dict[str, Callable[[], str]] = {"keys.md": keys_page, "acts.md": acts_page, "rules.md": rules_page}


def guide() -> str:
    """Return the officer's guide with its screens as they are kept for the tests."""

    def shown(found: re.Match[str]) -> str:
        whole = (SCREENS / f"{found[1]}.txt").read_text(encoding="utf-8")
        lines = (line.rstrip() for line in whole.splitlines() if line.strip())
        return f"<!-- screen: {found[1]} -->\n\n```\n{chr(10).join(lines)}\n```"

    text = (DOCS / GUIDE).read_text(encoding="utf-8")
    return re.sub(r"<!-- screen: (\S+) -->\n+```\n.*?```", shown, text, flags=re.DOTALL)


def main() -> int:
    """Write every page."""
    (DOCS / GUIDE).write_text(guide(), encoding="utf-8")
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    for lang in i18n.LANGUAGES:
        (HELP / f"{lang}.txt").write_text(help_in(lang), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
