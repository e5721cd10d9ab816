"""The whole stack with its real services: killed, commanded, orphaned."""

import json
import os
import signal
from collections.abc import Iterator

import httpx
import pytest

from deploy.local.status import NAMES
from tests.support.chophien import RunningStack
from tests.support.eventually import eventually
from tests.support.stack import data_directory

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def stack() -> Iterator[RunningStack]:
    with data_directory() as path:
        stack = RunningStack(path)
        started = stack.up("--detach")
        assert started.returncode == 0, started.stderr
        *_, invitation, ready = started.stdout.splitlines()
        assert ready == f"ready http://127.0.0.1:{stack.port}"
        assert invitation.startswith(f"first administrator: http://127.0.0.1:{stack.port}/vi/invitations/")
        yield stack
        stack.do("down")


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_killed_process_is_back(stack: RunningStack, name: str) -> None:
    killed = stack.pid(name)
    os.kill(killed, signal.SIGKILL)

    eventually(lambda: stack.is_back(name, killed))
    assert httpx.get(f"http://127.0.0.1:{stack.port}/", follow_redirects=True).status_code == 200


def test_a_link_for_a_new_account_opens(stack: RunningStack) -> None:
    link = stack.do("account", "create", "--email", "officer@alliance.example", "--role", "officer").stdout.strip()

    assert httpx.get(link).status_code == 200


def test_a_token_for_nobody_is_refused_on_standard_error(stack: RunningStack) -> None:
    refused = stack.do("token", "--email", "nobody@alliance.example")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "account_unknown" in refused.stderr


@pytest.mark.parametrize("service", ["registry", "listings", "matching", "fairs", "notifications"])
def test_every_service_answers_its_operator(stack: RunningStack, service: str) -> None:
    assert stack.do("deadletters", "list", "--service", service).stdout == ""
    told = stack.do("republish", service)
    assert told.returncode == 0, told.stderr


def test_migrating_a_running_stack_disturbs_nobody(stack: RunningStack) -> None:
    before = stack.status()

    assert stack.do("migrate").returncode == 0
    assert stack.status() == before


def test_a_second_start_provisions_nothing(stack: RunningStack) -> None:
    assert stack.do("down").returncode == 0
    assert stack.remains() == []

    again = stack.up("--detach")

    assert again.returncode == 0
    assert "making" not in again.stderr
    assert again.stdout == f"ready http://127.0.0.1:{stack.port}\n"


def test_nothing_outlives_a_killed_supervisor(stack: RunningStack) -> None:
    os.kill(stack.pid("supervisor"), signal.SIGKILL)

    eventually(lambda: not stack.remains())
    assert json.loads(stack.do("status", "--json").stdout)["web"] is None
    assert stack.up("--detach").returncode == 0
