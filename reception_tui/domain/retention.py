"""How long papers must be kept, and what a person may ask about data on them. Nothing here deletes anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long one group of papers is kept.

    `closings`: how the petitions of the group ended. `years`: from the day they ended; None where no period is known,
    so that nothing of the group is ever listed.
    """

    code: str
    closings: tuple[str, ...]
    years: int | None
    name_vi: str
    name_en: str
    article: str
    then_vi: str
    then_en: str
    in_force: date

    def listed_from(self, ended: date) -> date | None:
        """Return the day from which the head may decide on a paper that ended on a day; None for never."""
        if self.years is None:
            return None
        return years_after(ended, self.years)


@dataclass(frozen=True, slots=True)
class PersonalRight:
    """What a person may ask about data on them, or why it is refused, with the article."""

    code: str
    article: str
    text_vi: str
    text_en: str
    in_force: date


@dataclass(frozen=True, slots=True)
class Retention:
    """The rules of keeping, and of the data of persons."""

    rules: tuple[RetentionRule, ...] = ()
    rights: tuple[PersonalRight, ...] = ()

    def of_closing(self, closing: str) -> RetentionRule | None:
        """Return the rule for petitions that ended in a way; None where there is none."""
        return next((one for one in self.rules if closing in one.closings), None)


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; the last of February for a leap day (Civil Code art. 148)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
