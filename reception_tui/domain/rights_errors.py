"""What can go wrong with sign-in, PINs, views and recusal."""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput, NotAllowed


class PinTooShort(BadInput):
    code = "pin_too_short"


class PassphraseTooShort(BadInput):
    code = "passphrase_too_short"


class PinTooLong(BadInput):
    code = "pin_too_long"


class PinTooPlain(BadInput):
    """Everybody would guess it: one digit repeated, a run, a pair again and again, a common one."""

    code = "pin_too_plain"


class PinIsName(BadInput):
    code = "pin_is_name"


class PinUnchanged(BadInput):
    """The new PIN is the old one."""

    code = "pin_unchanged"


class PinsDiffer(BadInput):
    """The new PIN was not typed the same way twice."""

    code = "pins_differ"


class WaitAfterFailures(NotAllowed):
    """Too many wrong PINs: the next one is taken only after a while."""

    code = "wait_after_failures"


class SignInLocked(NotAllowed):
    """So many wrong PINs in a row that only a keeper helps."""

    code = "sign_in_locked"


class NoView(NotAllowed):
    """None of the officer's roles opens this part of the register."""

    code = "no_view"


class Recused(NotAllowed):
    """The officer is recused from the matter that this is about."""

    code = "recused"


class AlreadyRecused(NotAllowed):
    code = "already_recused"


class NotRecusable(BadInput):
    """There is nothing of that number from which an officer can be recused."""

    code = "not_recusable"
