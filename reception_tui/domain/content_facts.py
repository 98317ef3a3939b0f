"""What a petition's text shows of the facts that eligibility asks for. What it does not show stays to be asked."""

from __future__ import annotations

import re

from reception_tui.domain.eligibility import Fact, Facts
from reception_tui.domain.text import fold

_SHOWN = {
    Fact.AUTHOR_NAMED: re.compile(
        r"\b(toi ten(?: la)?|ho(?: va)? ten|chung toi gom|"
        r"nguoi (?:lam|viet|khieu nai|to cao|kien nghi)(?: don)?)\b\s*:?\s*[a-z]"
    ),
    Fact.CONTACT_GIVEN: re.compile(
        r"\b(dia chi|thuong tru|tam tru|ngu tai|cu tru|hien o|cho o|dien thoai|sdt|thon|xom|to dan pho|khoi pho)\b"
    ),
    Fact.DATED: re.compile(r"\bngay \d{1,2}(?: thang | ?[/.-] ?)\d{1,2}(?: nam | ?[/.-] ?)\d{4}\b"),
}
_VIETNAMESE = re.compile(r"\b(toi|cua|khong|duoc|nguoi|nha|dat|de nghi|xin|ong|ba|cho|va|la|thon|xa)\b")
_ENOUGH_WORDS = 2
_NAMELESS = re.compile(r"\b(nac danh|giau ten|khong (?:ghi|neu|de) ten|xin (?:duoc )?giau ten|mao danh)\b")
_SIGNED_BY_SEVERAL = re.compile(r"\b(cung ky ten|ky ten tap the|danh sach (?:cac ho|ky ten)|thay mat (?:cac|ba con))\b")


def facts_in(text: str) -> Facts:
    """Return the facts that the text itself shows; one that is not there was not shown either way."""
    folded = fold(text)
    found = {fact: True for fact, pattern in _SHOWN.items() if pattern.search(folded)}
    if len(_VIETNAMESE.findall(folded)) >= _ENOUGH_WORDS:
        found[Fact.IN_VIETNAMESE] = found[Fact.READABLE] = True
    if _NAMELESS.search(folded):
        found[Fact.AUTHOR_NAMED] = False
    if _SIGNED_BY_SEVERAL.search(folded):
        found[Fact.SEVERAL_SIGNERS] = True
    return found
