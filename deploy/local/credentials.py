"""Passwords made at the first start and kept in the data directory, readable by its owner only."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from deploy.local.directory import DataDirectory, write_private
from deploy.refusal import Refusal
from shared.contracts.inventory import OWNERS

SERVICES = OWNERS
BUS_USERS = (*SERVICES, "web", "operator", "provision")
DATABASE_SUPERUSER = "postgres"


@dataclass(frozen=True)
class Credentials:
    """`cluster` tells this data directory's PostgreSQL cluster from that of an earlier directory of the same name."""

    cluster: str
    databases: Mapping[str, str]
    bus: Mapping[str, str]
    web_secret: str


def load_credentials(directory: DataDirectory) -> Credentials:
    """Those of this data directory, with new ones for users that it did not know yet."""
    kept = json.loads(directory.credentials.read_text()) if directory.credentials.exists() else {}
    if not kept and (directory.path / "postgres").exists():
        raise Refusal(f"{directory.credentials} is missing, and without its passwords the data stays shut; restore it")
    credentials = Credentials(
        cluster=kept.get("cluster") or secrets.token_hex(4),
        databases=_passwords((DATABASE_SUPERUSER, *SERVICES), kept.get("databases", {})),
        bus=_passwords(BUS_USERS, kept.get("bus", {})),
        web_secret=kept.get("web_secret") or secrets.token_urlsafe(32),
    )
    if asdict(credentials) != kept:
        write_private(directory.credentials, json.dumps(asdict(credentials), indent=1))
    return credentials


def _passwords(names: tuple[str, ...], kept: Mapping[str, str]) -> dict[str, str]:
    return {name: kept.get(name) or secrets.token_urlsafe(24) for name in names}
