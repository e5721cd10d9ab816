"""What a process is told from outside, read once at its start."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

PREFIX = "CHOPHIEN_"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Environment variables `CHOPHIEN_<NAME>`, checked. A missing or malformed one ends the process with its name."""

    nats_url: str
    nats_user: str
    nats_password: str
    key: Path
    trusted_keys: Path
    database_url: str = ""
    health_port: int = 0
    base_url: str = "http://127.0.0.1:8080"
    smtp_url: str = ""
    mail_dir: Path = Path("mail")
    mail_from: str = "no-reply@localhost"
    secret: str = ""
    trusted_proxies: str = ""
    log_level: str = "INFO"
    search_index: Literal["memory", "postgres"] = "memory"
    page_cache_megabytes: int = 12


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    values = {
        field.name: environment[PREFIX + field.name.upper()]
        for field in msgspec.structs.fields(Settings)
        if PREFIX + field.name.upper() in environment
    }
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SystemExit(f"settings: {error} (environment variables {PREFIX}…)") from error


def _path(kind: type, value: object) -> object:
    return kind(value)
