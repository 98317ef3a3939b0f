"""Work that a thread does while a screen waits: how far it is, and whether it is to stop."""

from __future__ import annotations

from threading import Event

from reception_tui.i18n import formats, tr

_WIDTH = 20


class Watched:
    """How far a thread has come. It is told by calling this; the answer is whether to go on."""

    def __init__(self) -> None:
        self.stage = ""
        self._done = self._of = 0
        self._stop = Event()

    def __call__(self, done: int, of: int) -> bool:
        """Keep how much of how much is done, 0 of 0 where nobody knows."""
        self._done, self._of = done, of
        return not self._stop.is_set()

    def begin(self, stage: str) -> None:
        """Say what is done now."""
        self.stage, self._done, self._of = stage, 0, 0

    def stop(self) -> None:
        """Let the thread stop where it next tells how far it is."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Tell whether it was asked to stop."""
        return self._stop.is_set()

    def told(self) -> str:
        """Return the stage with a bar of how much is done, in one line."""
        if self.is_stopping:
            return tr("Stopping…")
        if not self._of:
            return f"{self.stage} {formats.number(self._done)}"
        share = min(100, self._done * 100 // self._of)
        full = share * _WIDTH // 100
        bar = "█" * full + "░" * (_WIDTH - full)
        return tr("{stage} {bar} {share} % · Esc stops").format(stage=self.stage, bar=bar, share=share)
