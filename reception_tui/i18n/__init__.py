"""Words for people. English stands in the code, Vietnamese in the catalogue and is what is shown by default."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

LANGUAGES = ("vi", "en")
LOCALES = Path(__file__).parent / "locales"


class _Current:
    """The language in use by this process, and the catalogues read so far."""

    lang = "vi"
    reword: Callable[[str], str] | None = None
    catalogues: ClassVar[dict[str, gettext.NullTranslations]] = {"en": gettext.NullTranslations()}


def use(lang: str) -> None:
    """Speak `lang` from now on."""
    _Current.lang = lang if lang in LANGUAGES else LANGUAGES[0]


def lang() -> str:
    """Return the language in use."""
    return _Current.lang


def tr(msgid: str) -> str:
    """Return `msgid` in the language in use."""
    found = _catalogue(_Current.lang).gettext(msgid)
    return found if _Current.reword is None else _Current.reword(found)


def reword(how: Callable[[str], str] | None) -> None:
    """Have every sentence pass through `how` before it is shown; through nothing any more where it is None."""
    _Current.reword = how


def in_every_language(msgid: str) -> str:
    """Return `msgid` in all languages, so that a search finds it by any of them."""
    return " ".join(dict.fromkeys(_catalogue(one).gettext(msgid) for one in LANGUAGES))


def mark(msgid: str) -> str:
    """Return `msgid` unchanged: it is translated where it is shown, and found by the extraction here."""
    return msgid


def _catalogue(of: str) -> gettext.NullTranslations:
    if of not in _Current.catalogues:
        _Current.catalogues[of] = gettext.translation("reception", LOCALES, languages=[of], fallback=True)
    return _Current.catalogues[of]
