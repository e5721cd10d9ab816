"""Starting and stopping a stack, as its operator sees it."""

import json
import os
import shutil
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.postgres import OUTSIDE, short_socket_directory
from tests.support.chophien import RunningStack, chophien
from tests.support.eventually import eventually
from tests.support.stack import data_directory

NAMES = ["supervisor", "postgres", "nats", "registry", "listings", "matching", "fairs", "notifications", "web"]


@pytest.fixture
def stack() -> Iterator[RunningStack]:
    with data_directory() as path:
        stack = RunningStack(path, stand_ins=True)
        yield stack
        stack.do("down")


@pytest.fixture(scope="module")
def running() -> Iterator[RunningStack]:
    with data_directory() as path:
        stack = RunningStack(path, stand_ins=True)
        started = stack.up("--detach")
        assert started.returncode == 0, started.stderr
        assert started.stdout == f"ready http://127.0.0.1:{stack.port}\n"
        yield stack
        stack.do("down")


def test_status_tells_every_process_with_its_address(running: RunningStack) -> None:
    answer = json.loads(running.do("status", "--json").stdout)

    assert [process["name"] for process in answer["processes"]] == NAMES
    assert all(set(process) == {"name", "pid", "ready", "url"} for process in answer["processes"])
    assert all(process["ready"] for process in answer["processes"])
    assert answer["web"] == f"http://127.0.0.1:{running.port}"
    assert answer["nats"].startswith("nats://operator:")


def test_status_of_a_hanging_process_is_not_ready(running: RunningStack) -> None:
    pid = running.pid("matching")
    os.killpg(pid, signal.SIGSTOP)
    try:
        assert not running.status()["matching"]["ready"]
    finally:
        os.killpg(pid, signal.SIGCONT)


def test_a_second_up_on_the_same_directory_is_refused(running: RunningStack) -> None:
    refused = running.up()

    assert refused.returncode == 1
    assert f"already runs on {running.path} (process {running.pid('supervisor')})" in refused.stderr
    assert refused.stdout == ""


def test_what_is_secret_is_for_its_owner_only(running: RunningStack) -> None:
    for name in ("credentials.json", "ports.json", "nats/users.conf", "nats/server.conf", "keys/registry.json"):
        assert stat.S_IMODE((running.path / name).stat().st_mode) == 0o600, name
    for name in ("keys", "logs", "mail", "nats", "run", "postgres"):
        assert stat.S_IMODE((running.path / name).stat().st_mode) == 0o700, name
    assert stat.S_IMODE(running.path.stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)


def test_no_password_is_told_to_who_does_not_need_it(running: RunningStack) -> None:
    passwords = json.loads((running.path / "credentials.json").read_text())
    pid = running.pid("listings")
    environment = Path(f"/proc/{pid}/environ").read_text()

    assert passwords["databases"]["listings"] in environment
    assert passwords["bus"]["listings"] in environment
    others = [passwords["web_secret"], passwords["databases"]["postgres"], passwords["bus"]["provision"]]
    assert not [secret for secret in others if secret in environment]


@pytest.mark.parametrize("name", ["registry", "web", "nats", "postgres"])
def test_a_killed_process_is_back(running: RunningStack, name: str) -> None:
    killed = running.pid(name)
    os.kill(killed, signal.SIGKILL)

    eventually(lambda: running.is_back(name, killed))


def test_ctrl_c_stops_everything(stack: RunningStack) -> None:
    running = stack.up_in_foreground()

    running.send_signal(signal.SIGINT)

    assert running.wait() == 130
    assert stack.remains() == []


def test_readers_that_go_away_do_not_stop_the_market(stack: RunningStack) -> None:
    running = stack.up_in_foreground()
    os.kill(stack.pid("fairs"), signal.SIGKILL)

    eventually(stack.is_ready)
    running.terminate()
    assert running.wait() == 0


def test_down_stops_everything_and_may_be_repeated(stack: RunningStack) -> None:
    assert stack.up("--detach").returncode == 0

    for _ in range(2):
        assert stack.do("down").returncode == 0
        assert stack.remains() == []
    assert {process["pid"] for process in stack.status().values()} == {None}


def test_down_where_nothing_ever_ran(tmp_path: Path) -> None:
    assert chophien("down", "--data-dir", str(tmp_path / "none")).returncode == 0
    assert not (tmp_path / "none").exists()


def test_a_detached_stack_holds_nothing_of_its_caller(running: RunningStack) -> None:
    """`up` returning at all, with its outputs being pipes, says the same: a held pipe would hang it."""
    for name, process in running.status().items():
        for descriptor in (0, 1, 2):
            held = Path(f"/proc/{process['pid']}/fd/{descriptor}").readlink()
            assert str(held) == os.devnull or held.is_relative_to(running.path), f"{name} holds {held}"


def test_when_the_supervisor_is_killed_nothing_remains_and_the_next_up_works(stack: RunningStack) -> None:
    stack.up("--detach")
    supervisor = stack.pid("supervisor")

    os.kill(supervisor, signal.SIGKILL)

    eventually(lambda: not stack.remains())
    assert stack.up("--detach").returncode == 0
    assert stack.is_ready()


def test_an_up_right_after_the_supervisor_was_killed(stack: RunningStack) -> None:
    stack.up("--detach")
    supervisor = stack.pid("supervisor")

    os.kill(supervisor, signal.SIGKILL)
    again = stack.up("--detach")

    assert again.returncode == 0, again.stderr
    assert stack.is_ready()


def test_a_taken_port_is_named(stack: RunningStack) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", stack.port))
        taken.listen()

        refused = stack.up()

    assert refused.returncode == 1
    assert f"port {stack.port} is taken by another program" in refused.stderr
    assert stack.remains() == []


def test_a_bus_port_taken_since_is_replaced(stack: RunningStack) -> None:
    assert stack.up("--detach").returncode == 0
    before = str(stack.status()["nats"]["url"])
    stack.do("down")

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(before.rpartition(":")[2])))
        taken.listen()
        again = stack.up("--detach")

    assert again.returncode == 0, again.stderr
    assert stack.status()["nats"]["url"] != before


@pytest.mark.parametrize("options", [(), ("--detach",)])
def test_a_start_that_fails_says_why_and_leaves_nothing(stack: RunningStack, options: tuple[str, ...]) -> None:
    failed = stack.up(*options, env={**os.environ, "BROKEN": "fairs"})

    assert failed.returncode == 1
    assert "fairs does not start" in failed.stderr
    assert "this stand-in is broken" in failed.stderr
    assert stack.remains() == []


def test_a_long_path_moves_the_socket_into_a_short_private_folder(stack: RunningStack) -> None:
    stack.path.chmod(0o711)
    stack.path /= "d" * 100

    assert stack.up("--detach").returncode == 0
    assert stack.is_ready()
    cluster = stack.path / "postgres"
    short = short_socket_directory(cluster)
    assert stat.S_IMODE(short.stat().st_mode) == 0o700
    assert short.owner() == cluster.owner()
    assert list(short.glob(".s.PGSQL.*"))
    stack.do("down")
    short.rmdir()


def test_a_strangers_socket_folder_is_refused(stack: RunningStack) -> None:
    stack.path.chmod(0o711)
    stack.path /= "d" * 100
    short = short_socket_directory(stack.path / "postgres")
    short.symlink_to(stack.path.parent)
    try:
        refused = stack.up()
    finally:
        short.unlink()

    assert refused.returncode == 1
    assert f"{short} is not PostgreSQL's own" in refused.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's PostgreSQL runs as another user")
def test_root_keeps_its_database_outside_when_a_parent_is_shut(stack: RunningStack) -> None:
    home = stack.path / "home"
    home.mkdir(mode=0o700)
    stack.path = home / "data"

    started = stack.up("--detach")

    assert started.returncode == 0, started.stderr
    assert stack.is_ready()
    assert not (stack.path / "postgres").exists()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    stack.do("down")
    assert stack.remains() == []
    (outside,) = (
        note.parent for note in OUTSIDE.glob("*/DATA_DIRECTORY") if note.read_text().strip() == str(stack.path)
    )
    shutil.rmtree(outside)


def test_a_folder_that_others_write_into_is_refused(stack: RunningStack) -> None:
    (stack.path / "theirs").touch()
    stack.path.chmod(0o777)

    refused = stack.up()

    assert refused.returncode == 1
    assert "others may write into" in refused.stderr
