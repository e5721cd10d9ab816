"""A stack from nothing to ready."""

import os
import signal

from deploy.local.directory import DataDirectory, write_private
from deploy.local.fingerprint import fingerprint
from deploy.local.journal import Journal
from deploy.local.launch import Process, run_to_end
from deploy.local.ports import choose_ports
from deploy.local.postgres import initialise
from deploy.local.processes import end_all, marked_with
from deploy.local.readiness import answers_http
from deploy.local.stack import PYTHON, Stack, open_stack, programs, servers, web
from deploy.local.supervisor import Supervisor
from deploy.refusal import Refusal


async def start_stack(stack: Stack, demo: str, supervisor: Supervisor, journal: Journal) -> None:
    await start_servers(stack, supervisor, journal)
    journal.say("starting the services and web")
    await supervisor.start(programs(stack), [web(stack)])
    if demo == "none":
        await invite_first_administrator(stack)
    else:
        await load_demo(stack, demo, journal)
    await run_to_end(step(stack, "settling", "deploy.local.settled", str(stack.directory.path)))
    if not await answers_http(stack.ports["web"], "/"):
        raise Refusal(f"web does not answer at {stack.base_url}; see {stack.directory.log('web')}")


def prepare(directory: DataDirectory, web_port: int, journal: Journal) -> Stack:
    """Called by the holder of the directory's lock: what still runs here is what a killed supervisor left behind."""
    if marked_with(directory.path):
        journal.say("ending what an earlier run left behind")
        end_all(lambda: marked_with(directory.path), signal.SIGTERM)
    return open_stack(directory, choose_ports(directory, web_port))


async def start_servers(stack: Stack, supervisor: Supervisor, journal: Journal) -> None:
    """PostgreSQL and NATS, with everything in them that the services need."""
    made = fingerprint(stack)
    provisioned = _is_provisioned(stack, made)
    if not provisioned:
        journal.say("making keys and the configuration of the bus")
        await provision_bus(stack)
    if stack.postgres is not None and not stack.postgres.cluster.exists():
        journal.say(f"making a PostgreSQL cluster in {stack.postgres.cluster}")
        initialise(stack.postgres)
    journal.say("starting PostgreSQL and NATS")
    await supervisor.start(servers(stack))
    if not provisioned:
        journal.say("making databases, streams and buckets")
        await provision_stores(stack)
        write_private(stack.directory.provisioned, made)


async def provision_bus(stack: Stack) -> None:
    await run_to_end(step(stack, "provisioning the bus", "deploy.local.provision", "bus", str(stack.directory.path)))


async def provision_stores(stack: Stack) -> None:
    await run_to_end(step(stack, "provisioning", "deploy.local.provision", "stores", str(stack.directory.path)))


async def load_demo(stack: Stack, demo: str, journal: Journal) -> None:
    """Once; a load that was broken off is taken up again."""
    loaded = stack.directory.demo_loaded
    if loaded.exists() and loaded.read_text() == demo:
        return
    journal.say(f"loading the demo: {demo}")
    await run_to_end(step(stack, "loading the demo", "deploy.demo", demo))
    write_private(loaded, demo)


async def invite_first_administrator(stack: Stack) -> None:
    """Once, unless a demo brought one. A lost link is replaced by `chophien account create --role admin`."""
    if not (stack.directory.first_administrator.exists() or stack.directory.demo_loaded.exists()):
        await run_to_end(
            step(stack, "inviting an administrator", "deploy.local.first_administrator", str(stack.directory.path))
        )


def step(stack: Stack, name: str, module: str, *arguments: str) -> Process:
    """A short-lived process with the operator's rights, which tells its progress where we tell ours."""
    own_servers = ("CHOPHIEN_POSTGRES_URL", "CHOPHIEN_EXTERNAL_NATS_URL")
    given = {variable: os.environ[variable] for variable in own_servers if variable in os.environ}
    return Process(
        name=name,
        command=(*PYTHON, module, *arguments),
        environment=stack.environment("operator") | given,
        folder=stack.directory.path,
        log=None,
    )


def _is_provisioned(stack: Stack, made: str) -> bool:
    kept = stack.directory.provisioned
    cluster_kept = stack.postgres is None or stack.postgres.cluster.exists()
    streams_kept = stack.external_nats is not None or (stack.directory.nats / "jetstream").exists()
    return cluster_kept and streams_kept and kept.exists() and kept.read_text() == made
