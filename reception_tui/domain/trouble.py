"""What can go wrong with the file, the disk or the server behind the register."""

from __future__ import annotations

from reception_tui.domain.error_families import StorageTrouble


class RegisterMissing(StorageTrouble):
    code = "register_missing"


class RegisterGone(StorageTrouble):
    """The file was there and is out of reach now: its disk was taken out, or somebody moved it."""

    code = "register_gone"


class RegisterExists(StorageTrouble):
    code = "register_exists"


class NotARegister(StorageTrouble):
    code = "not_a_register"


class RegisterNewer(StorageTrouble):
    """Written by a newer version of the program."""

    code = "register_newer"


class RegisterOlder(StorageTrouble):
    """Made by a build that no release can lift to its own schema."""

    code = "register_older"


class NetworkShare(StorageTrouble):
    code = "network_share"


class RegisterBusy(StorageTrouble):
    code = "register_busy"


class WaitLeft(StorageTrouble):
    """The officer did not wait for another desk's write; nothing was written."""

    code = "wait_left"


class DiskFull(StorageTrouble):
    code = "disk_full"


class DiskFailing(StorageTrouble):
    """The disk is there and does not answer as it should."""

    code = "disk_failing"


class FileUnwritable(StorageTrouble):
    code = "file_unwritable"


class ServerUnusable(StorageTrouble):
    """An address that names no engine, or one whose driver is not installed."""

    code = "server_unusable"


class ReadOnly(StorageTrouble):
    code = "read_only"


class RegisterDamaged(StorageTrouble):
    code = "register_damaged"


class BackupBroken(StorageTrouble):
    code = "backup_broken"


class AnotherRegister(StorageTrouble):
    """A copy of some other register, or of a later state than this one has."""

    code = "another_register"


class RegisterUnreachable(StorageTrouble):
    code = "register_unreachable"


class ServerRefuses(StorageTrouble):
    """A wrong name or password, or a machine that may not come in."""

    code = "server_refuses"


class ServerForbids(StorageTrouble):
    """The role of this desk lacks a right that the act needs."""

    code = "server_forbids"


class ServerReadOnly(StorageTrouble):
    """A standby, or a server that was set to take nothing in."""

    code = "server_read_only"


class ServerFull(StorageTrouble):
    code = "server_full"


class ServerHasNoRegister(StorageTrouble):
    code = "server_has_no_register"


class NotSure(StorageTrouble):
    """The server went away while an act was being committed."""

    code = "not_sure"


class RegisterMoved(StorageTrouble):
    """The register lies elsewhere now: what were written here would be lost."""

    code = "register_moved"


class MoveDiffers(StorageTrouble):
    """A row that was moved is not read back as it was."""

    code = "move_differs"


class ServerToolMissing(StorageTrouble):
    """pg_dump, pg_restore or psql is not there or did not do its work."""

    code = "server_tool_missing"
