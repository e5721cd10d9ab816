"""The system user that PostgreSQL runs as when the stack is root's: the server refuses to be root."""

import contextlib
import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.refusal import Refusal

NAME = "chophien"
USERADD = (
    "/usr/sbin/useradd",
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir=/nonexistent",
    "--shell=/usr/sbin/nologin",
    NAME,
)


@dataclass(frozen=True)
class Account:
    """Who a child runs as; None for whoever runs the stack. The fields are parameters of `subprocess`."""

    user: int | None = None
    group: int | None = None

    @property
    def extra_groups(self) -> tuple[int, ...] | None:
        return None if self.user is None else ()

    def owns(self, path: Path) -> bool:
        """Whether it is this account's own private directory and not a link that somebody laid there."""
        found = path.lstat()
        owner = os.geteuid() if self.user is None else self.user
        return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and not found.st_mode & 0o077

    def may_enter(self, path: Path) -> bool:
        """Asked of the kernel as that user: modes of parents and access lists count alike."""
        asked = subprocess.run(
            ("/usr/bin/test", "-x", path),
            check=False,
            cwd="/",
            user=self.user,
            group=self.group,
            extra_groups=self.extra_groups,
        )
        return asked.returncode == 0

    def give(self, path: Path) -> None:
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group, follow_symlinks=False)


OURSELVES = Account()


def database_account() -> Account:
    if os.geteuid() != 0:
        return OURSELVES
    with contextlib.suppress(KeyError):
        return _named()
    made = subprocess.run(USERADD, check=False, capture_output=True, text=True)
    try:
        return _named()
    except KeyError as error:
        raise Refusal(
            f"PostgreSQL does not run as root and its system user {NAME} cannot be made: {made.stderr.strip()}"
        ) from error


def _named() -> Account:
    found = pwd.getpwnam(NAME)
    return Account(found.pw_uid, found.pw_gid)
