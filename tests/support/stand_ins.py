"""A stack whose services are stand-ins; supervisor, PostgreSQL and NATS are the real ones.

`python -m tests.support.stand_ins <data directory> <web port> [--detach]` behaves like `chophien up`. A stand-in whose
name is in the environment variable BROKEN ends at once.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from deploy.cli import exit_code_of
from deploy.local.configure import configure_bus
from deploy.local.directory import make_data_directory
from deploy.local.journal import Journal
from deploy.local.launch import Process
from deploy.local.postgres import initialise
from deploy.local.run import supervise, supervise_in_background
from deploy.local.stack import Stack, programs, servers, web
from deploy.local.supervisor import Supervisor

HEALTHY = """
import http.server, os, signal, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy)
if sys.argv[2] == "web" and (worker := os.fork()):  # like granian: a second process has the socket too
    signal.signal(signal.SIGTERM, lambda *_: os.kill(worker, signal.SIGTERM) or sys.exit(0))
server.serve_forever()
"""
BROKEN = "import sys; sys.exit('this stand-in is broken')"


async def start(stack: Stack, supervisor: Supervisor, _: Journal) -> None:
    configure_bus(stack, [])
    if stack.postgres is not None:
        initialise(stack.postgres)
    await supervisor.start(servers(stack))
    services = [stand_in(program, stack.ports[program.name]) for program in programs(stack)]
    await supervisor.start(services, [stand_in(web(stack), stack.ports["web"])])


def stand_in(process: Process, port: int) -> Process:
    program = BROKEN if process.name == os.environ.get("BROKEN") else HEALTHY
    return replace(process, command=(sys.executable, "-c", program, str(port), process.name))


def main() -> int:
    path, port, *rest = sys.argv[1:]
    run = supervise_in_background if rest == ["--detach"] else supervise
    return run(make_data_directory(Path(path)), int(port), start)


if __name__ == "__main__":
    sys.exit(exit_code_of(main))
