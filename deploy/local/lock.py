"""One supervisor for each data directory.

A record lock of the kernel: it ends with its process, however that ends, and tells who holds it. So there is no
process-id file that could be stale.
"""

import contextlib
import fcntl
import os
import struct
from collections.abc import Iterator

from deploy.local.directory import DataDirectory
from deploy.refusal import Refusal

FLOCK = "hhqqi4x"
"""`struct flock` on 64-bit Linux: type, whence, start, length, process."""


@contextlib.contextmanager
def locked(directory: DataDirectory) -> Iterator[None]:
    """Hold the directory. Nothing else in this process may open the lock file: closing it would give up the lock."""
    with os.fdopen(os.open(directory.lock, os.O_RDWR | os.O_CREAT, 0o600), "rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refusal(
                f"Chợ Phiên already runs on {directory.path} (process {_holder_of(file.fileno())}). "
                f"Stop it with: chophien down --data-dir {directory.path}"
            ) from error
        yield


def holder(directory: DataDirectory) -> int | None:
    """The process that runs the stack of this directory."""
    try:
        file = os.open(directory.lock, os.O_RDWR)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return _holder_of(file)
    finally:
        os.close(file)


def _holder_of(file: int) -> int | None:
    question = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    kind, _, _, _, process = struct.unpack(FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, question))
    return None if kind == fcntl.F_UNLCK else process
