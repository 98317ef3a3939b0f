"""Compile the catalogues when the package is built or installed for editing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALES = Path("reception_tui/i18n/locales")


def compile_catalogues(root: Path) -> None:
    """Write a .mo file beside each .po file that is newer."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted((root / LOCALES).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open(encoding="utf-8") as file:
            catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
        with target.open("wb") as file:
            write_mo(file, catalogue)


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Run before every build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is stale."""
        compile_catalogues(Path(self.root))
