"""A stack whose services are stand-ins: the supervisor, PostgreSQL and NATS are the real ones.

`python -m tests.support.stand_ins <data directory> <web port>` behaves like `chophien up`.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deploy.cli import reporting_refusals
from deploy.local.credentials import SERVICES
from deploy.local.directory import make_data_directory
from deploy.local.launch import Process

SERVE_HEALTH = """
import http.server, signal, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy).serve_forever()
"""
