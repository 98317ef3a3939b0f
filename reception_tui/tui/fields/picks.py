"""Several choices in one line, parted by semicolons; each is typed as in a field for one."""

from __future__ import annotations

from collections.abc import Sequence

from reception_tui.domain.errors import MissingField, NothingPicked
from reception_tui.tui.fields.pick import Choice, PickField, Search
from reception_tui.tui.fields.typed import Spec

PARTED = "; "


class PicksField(PickField):
    """Any number of choices from a list or a search. `chosen`: codes, parted by commas."""

    def __init__(self, spec: Spec, choices: Sequence[Choice] | Search, chosen: str = "") -> None:
        super().__init__(spec, choices)
        if chosen:
            self.put(chosen)

    def matches(self) -> list[Choice]:
        """Return the choices that fit the last part of what is typed."""
        return self.search(self._parts()[-1])

    def candidate(self) -> Choice | None:
        """Return the choice that the last part means."""
        last, found = self._parts()[-1], self.matches()
        return found[max(0, min(self.highlighted, len(found) - 1))] if last and found else None

    def value_given(self) -> str | None:
        """Return the codes, parted by commas. Raises `NothingPicked`, `MissingField`."""
        chosen = self._chosen()
        if not chosen and self.spec.needed:
            raise MissingField(self.spec.name)
        return ",".join(dict.fromkeys(one.code for one in chosen)) or None

    def settle(self) -> None:
        """Show the choices in full once the field is left."""
        try:
            chosen = self._chosen()
        except NothingPicked:
            return
        self._stepped = None
        self.put(PARTED.join(_name(one) for one in chosen))

    def take(self, choice: Choice) -> None:
        """Choose this for the last part."""
        self._stepped = None
        self.put(PARTED.join([*(part for part in self._parts()[:-1] if part), _name(choice)]))

    def put(self, text: str) -> None:
        """Show labels, or the choices of codes that are parted by commas."""
        codes = [self.of_code(code) for code in text.split(",")] if text else []
        known = [one for one in codes if one is not None]
        super().put(PARTED.join(_name(one) for one in known) if known and len(known) == len(codes) else text)

    def _parts(self) -> list[str]:
        return [part.strip() for part in self.value.split(";")]

    def _chosen(self) -> list[Choice]:
        found = []
        for part in filter(None, self._parts()):
            fitting = self._exactly(part) or (self.candidate() if part == self._parts()[-1] else None)
            fitting = fitting or next(iter(self.search(part)), None)
            if fitting is None:
                raise NothingPicked(self.spec.name, value=part)
            found.append(fitting)
        return found

    def _exactly(self, part: str) -> Choice | None:
        return next((one for one in self.search(part) if _name(one) == part), None)


def _name(choice: Choice) -> str:
    return choice.label.replace(";", ",")
