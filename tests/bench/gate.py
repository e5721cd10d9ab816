"""5,000 scans of two phones that worked without network, merged at once: each badge was read at both gates."""

import asyncio
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from shared.ids import uuid7
from tests.bench.processes import Pid, cpu_seconds, tree

PEOPLE, BATCH = 2500, 200
LARGEST_WAIT = 60.0  # seconds


async def merge_of_two_gates(folder: Path, port: int, fair: UUID, roots: Iterable[Pid]) -> str:
    """One line. The people have walked in a day before, so they count again today."""
    password = json.loads((folder / "run/demo.json").read_text())["password"]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=LARGEST_WAIT) as phone:
        await phone.post("/vi/sign-in", data={"email": "organizer@chophien.test", "password": password})
        page = (await phone.get(f"/vi/fairs/{fair}/gate")).text
        [token] = re.findall('data-token="([^"]+)"', page)
        yesterday = datetime.now(UTC) - timedelta(days=1)
        walk_ins = [_scan(yesterday, walk_in={"person_name": f"Người {number}"}) for number in range(PEOPLE)]
        codes = [result["code"] for result in await _merge(phone, fair, token, walk_ins)]
        gates = [[_scan(datetime.now(UTC), gate=gate, code=code) for code in codes] for gate in ("1", "2")]
        pids, began = tree(roots), time.monotonic()
        before = cpu_seconds(pids)
        answers = await asyncio.gather(*(_merge(phone, fair, token, scans) for scans in gates))
        seconds, cpu = time.monotonic() - began, cpu_seconds(pids) - before
    verdicts = [result["verdict"] for answer in answers for result in answer]
    said = {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))}
    each = cpu / len(verdicts) * 1000
    return f"merge of {len(verdicts)} scans by two gates: {seconds:.1f} s, {each:.2f} CPU-ms each, {said}"


def _scan(at: datetime, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid7()), "at": at.isoformat(), "behind": 0, **more}


async def _merge(phone: httpx.AsyncClient, fair: UUID, token: str, scans: Sequence[dict[str, Any]]) -> list[Any]:
    """One batch after the other, as a phone does."""
    results: list[Any] = []
    for batch in _batches(scans):
        body = {"fair_id": str(fair), "phone_now": datetime.now(UTC).isoformat(), "scans": batch}
        sent = await phone.post(f"/vi/fairs/{fair}/gate/scans", data={"_token": token, "batch": json.dumps(body)})
        sent.raise_for_status()
        results += sent.json()["results"]
    return results


def _batches(scans: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    return (scans[start : start + BATCH] for start in range(0, len(scans), BATCH))
