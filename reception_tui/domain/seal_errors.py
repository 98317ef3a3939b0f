"""What can go wrong with sealed words."""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput, NotAllowed, StorageTrouble


class IdentityClosed(NotAllowed):
    """The words that this needs are sealed, and not open at this desk now."""

    code = "identity_closed"


class NotSealed(BadInput):
    """Nothing of the record is sealed."""

    code = "not_sealed"


class OpeningRefused(NotAllowed):
    """Sealed words were not opened; `why` says what was lacking."""

    code = "opening_refused"


class WrongPassphrase(BadInput):
    code = "wrong_passphrase"


class SealBroken(StorageTrouble):
    """What should be sealed words, or half of a key, is something else."""

    code = "seal_broken"


class NoKey(NotAllowed):
    """The officer has no key: none was made, because no PIN was set."""

    code = "no_key"
