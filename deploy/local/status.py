"""What runs: as the supervisor noted it, checked with the processes themselves."""

import asyncio
import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from deploy.local.credentials import SERVICES, load_credentials
from deploy.local.directory import DataDirectory
from deploy.local.lock import holder
from deploy.local.readiness import answers_http, answers_nats

NAMES = ("supervisor", "postgres", "nats", *SERVICES, "web")


@dataclass(frozen=True, kw_only=True)
class ProcessStatus:
    name: str
    pid: int | None = None
    ready: bool = False
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class StackStatus:
    """`nats` has the operator's name and password in it, as the public `nats` command line takes them."""

    processes: list[ProcessStatus]
    web: str | None
    nats: str | None

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2)


async def read_status(directory: DataDirectory) -> StackStatus:
    supervisor = holder(directory)
    noted = _noted(directory) if supervisor is not None else {}
    checked = await asyncio.gather(*(_checked(noted.get(name, ProcessStatus(name=name))) for name in NAMES[1:]))
    processes = [_with_pid(noted.get("supervisor"), supervisor), *checked]
    urls = {process.name: process.url for process in processes}
    return StackStatus(processes=processes, web=urls["web"], nats=_with_operator(urls["nats"], directory))


def _noted(directory: DataDirectory) -> dict[str, ProcessStatus]:
    try:
        lines = json.loads(directory.status.read_text())
    except FileNotFoundError:
        return {}
    return {line["name"]: ProcessStatus(**line) for line in lines}


async def _checked(process: ProcessStatus) -> ProcessStatus:
    """A process that hangs is not ready, whatever it once was."""
    if not process.ready or process.url is None:
        return process
    port = urlsplit(process.url).port or 0
    answers = await (answers_nats(port) if process.name == "nats" else answers_http(port, "/health/ready"))
    return ProcessStatus(name=process.name, pid=process.pid, ready=answers, url=process.url)


def _with_pid(noted: ProcessStatus | None, pid: int | None) -> ProcessStatus:
    return ProcessStatus(name="supervisor", pid=pid, ready=noted is not None and noted.ready)


def _with_operator(url: str | None, directory: DataDirectory) -> str | None:
    if url is None:
        return None
    password = load_credentials(directory).bus["operator"]
    return url.replace("nats://", f"nats://operator:{password}@")
