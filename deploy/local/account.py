"""The system user that PostgreSQL runs as when the stack is root's: the server refuses to be root."""

import os
import pwd
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
    """Who a child runs as."""

    user: int
    group: int

    def owns(self, path: Path) -> bool:
        """Whether it is this account's own private directory and not a link that somebody laid there."""
        found = path.lstat()
        return path.is_dir() and not path.is_symlink() and found.st_uid == self.user and not found.st_mode & 0o077

    def may_enter(self, path: Path) -> bool:
        """Asked of the kernel as that user: modes of parents and access lists count alike."""
        question = ("/usr/bin/test", "-x", str(path))
        return subprocess.run(question, check=False, cwd="/", **self.as_options()).returncode == 0

    def as_options(self) -> "dict[str, int | list[int]]":
        """For `subprocess`; nothing when it is us."""
        if self.user == os.geteuid():
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def give(self, path: Path) -> None:
        if self.user != os.geteuid():
            os.chown(path, self.user, self.group, follow_symlinks=False)


def database_account() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        found = pwd.getpwnam(NAME)
    except KeyError:
        made = subprocess.run(USERADD, check=False, capture_output=True, text=True)
        try:
            found = pwd.getpwnam(NAME)
        except KeyError as error:
            raise Refusal(
                f"PostgreSQL does not run as root and its system user {NAME} cannot be made: {made.stderr.strip()}"
            ) from error
    return Account(found.pw_uid, found.pw_gid)
