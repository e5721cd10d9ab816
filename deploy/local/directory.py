"""The data directory: everything that one stack keeps, and who may read it."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from deploy.refusal import Refusal

PRIVATE_FOLDERS = ("keys", "logs", "mail", "nats", "run")


@dataclass(frozen=True)
class DataDirectory:
    path: Path

    @property
    def credentials(self) -> Path:
        return self.path / "credentials.json"

    @property
    def ports(self) -> Path:
        return self.path / "ports.json"

    @property
    def trusted_keys(self) -> Path:
        return self.path / "keys" / "trusted.json"

    def key(self, name: str) -> Path:
        return self.path / "keys" / f"{name}.json"

    def log(self, name: str) -> Path:
        return self.path / "logs" / f"{name}.log"

    @property
    def mail(self) -> Path:
        return self.path / "mail"

    @property
    def nats(self) -> Path:
        return self.path / "nats"

    @property
    def nats_configuration(self) -> Path:
        return self.nats / "server.conf"

    @property
    def lock(self) -> Path:
        return self.path / "run" / "lock"

    @property
    def status(self) -> Path:
        return self.path / "run" / "status.json"

    @property
    def provisioned(self) -> Path:
        """What the stores were last made from: while it still holds, a start has nothing to provision."""
        return self.path / "run" / "provisioned"

    @property
    def demo_accounts(self) -> Path:
        """Written by the demo loader."""
        return self.path / "run" / "demo.json"

    @property
    def first_administrator(self) -> Path:
        """The one-time link of a stack that was started without a demo."""
        return self.path / "run" / "first-administrator"

    @property
    def demo_loaded(self) -> Path:
        """Which demo was loaded to its end."""
        return self.path / "run" / "demo"


def make_data_directory(path: Path) -> DataDirectory:
    """The directory, ready to keep secrets. Root's can be passed through (0711): PostgreSQL runs as another user.

    A directory that holds other things keeps its mode: `--data-dir /` must not shut anyone out.
    """
    directory = DataDirectory(path.resolve())
    try:
        directory.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{directory.path} can be no data directory: {error.strerror}") from error
    found = directory.path.stat()
    if found.st_uid != os.geteuid():
        raise Refusal(f"{directory.path} belongs to another user; name a data directory of your own")
    if directory.credentials.exists() or not any(directory.path.iterdir()):
        directory.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    elif found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Refusal(f"others may write into {directory.path}; name a data directory of your own")
    for name in PRIVATE_FOLDERS:
        (directory.path / name).mkdir(mode=0o700, exist_ok=True)
    return directory


def write_private(path: Path, text: str) -> None:
    """Replace the file whole, readable by its owner only; it survives a power cut."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
