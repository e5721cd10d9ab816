"""Loopback ports, chosen at the first start and kept while they are free."""

import json
import random
import socket
from collections.abc import Collection, Mapping

from deploy.local.credentials import SERVICES
from deploy.local.directory import DataDirectory, write_private
from deploy.refusal import Refusal

CANDIDATES = range(20000, 32000)
"""Below the ports that Linux gives to outgoing connections, so that none of those sits on ours after a restart."""

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8080


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def must_be_free(port: int) -> None:
    if not is_free(port):
        raise Refusal(f"port {port} is taken by another program; choose another one with --port")


def load_ports(directory: DataDirectory) -> Mapping[str, int]:
    """As they were last chosen."""
    return {name: int(port) for name, port in json.loads(directory.ports.read_text()).items()}


def choose_ports(directory: DataDirectory, web: int) -> Mapping[str, int]:
    """As last time, but for those that somebody else has taken since."""
    kept = load_ports(directory) if directory.ports.exists() else {}
    chosen = {"web": web}
    for name in ("nats", *SERVICES):
        port = kept.get(name)
        chosen[name] = port if port and is_free(port) else free_port(chosen.values())
    if chosen != kept:
        write_private(directory.ports, json.dumps(chosen, indent=1))
    return chosen


def free_port(taken: Collection[int] = ()) -> int:
    for port in random.sample(CANDIDATES, len(CANDIDATES)):
        if port not in taken and is_free(port):
            return port
    raise OSError("no free port")
