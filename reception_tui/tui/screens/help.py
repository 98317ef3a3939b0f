"""What a field and its screen are for, the rule behind the field, and every key that works there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui import i18n
from reception_tui.domain.errors import NoRuleInForce, UnknownStage
from reception_tui.domain.field_rules import FieldRule, rule_of
from reception_tui.i18n import tr
from reception_tui.tui.actions import Action, Place, bindings_at, key_name
from reception_tui.tui.fields import Field
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine


@dataclass(frozen=True, slots=True)
class Explained:
    """What is to be explained: a screen, its acts, and the field under the cursor where there is one."""

    title: str
    text: str
    acts: Sequence[Action]
    screen: str = ""
    field: Field | None = None


class HelpScreen(ReceptionScreen[None]):
    """F1 anywhere."""

    place = Place.READING
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_at(Place.READING), Binding("f1", "leave", show=False)]

    def __init__(self, of: Explained) -> None:
        super().__init__()
        self.of = of

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen that is explained."""
        return tr("HELP: {screen}").format(screen=self.of.title)

    async def on_mount(self) -> None:
        """Read the rule of the field, then tell everything."""
        rule = await self._rule()
        self.query_one("#page", Static).update(Text("\n").join(self._lines(rule)))

    async def _rule(self) -> FieldRule | None:
        if self.of.field is None:
            return None
        from reception_tui.store.reference.field_rules import read_field_rules
        from reception_tui.store.register import reference_files

        rules = read_field_rules(await self.reception.desk.ask(reference_files))
        return rule_of(rules, self.of.screen, self.of.field.spec.name)

    def _lines(self, rule: FieldRule | None) -> Iterator[Text]:
        if self.of.field is not None:
            yield from self._of_field(self.of.field, rule)
        if self.of.text:
            yield Text(f"{self.of.text}\n")
        for action in self.of.acts:
            if action.used_keys:
                keys = ", ".join(key_name(key) for key in action.used_keys)
                yield Text.assemble((f"{keys:<12}", "bold"), f" {tr(action.help)}")
        yield Text()
        yield Text(
            tr("Dates: 5, 5/3, 050326, hn (today), +3, -1. Choices: type a part of the words, with or without marks.")
        )

    def _of_field(self, field: Field, rule: FieldRule | None) -> Iterator[Text]:
        yield Text(field.spec.label.upper(), style="bold underline")
        if field.spec.needed:
            yield Text(tr("* needed now"))
        elif field.spec.later:
            yield Text(tr("○ may come later; until then the record is listed as unfinished"))
        if field.spec.help:
            yield Text(field.spec.help)
        if rule is not None:
            said = rule.text_en if i18n.lang() == "en" else rule.text_vi
            yield Text.assemble((f"§ {rule.article}", "bold"), f"\n“{said}”")
            yield from self._limits(rule)
        yield Text()

    def _limits(self, rule: FieldRule) -> Iterator[Text]:
        from reception_tui.reports.rules import sentence

        desk = self.reception.desk
        for stage in rule.stages:
            try:
                yield Text(f"→ {sentence(desk.reference.book.rule_on(stage, desk.desk.today))}")
            except (NoRuleInForce, UnknownStage):
                continue
