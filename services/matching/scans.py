"""The signed paper on its way from web's upload to the private store: judged, hashed, kept piece by piece."""

import base64
import tempfile
from io import BufferedRandom
from uuid import UUID

import msgspec
from nats.errors import Error as NatsError
from nats.js.object_store import ObjectStore

from services.matching.models.agreement import Agreement
from shared.actor import Actor
from shared.contracts.agreements import AttachScan, MediaType
from shared.errors import Rejected, Unavailable
from shared.file_sizes import LARGEST_SCAN
from shared.messaging import Ports
from shared.messaging.transaction import open_session
from shared.messaging.uploads import write_upload

SCANS = "scans"
BEGINNINGS: dict[bytes, MediaType] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
"""The file's own content decides what it is, not its name."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    sha256: str
    size: int
    media_type: MediaType


def object_name(agreement_id: UUID, scan_id: UUID) -> str:
    """Of its agreement, so that nobody writes over the paper of another."""
    return f"{agreement_id}.{scan_id}"


async def take_scan(command: AttachScan, ports: Ports, actor: Actor) -> Taken | None:
    """Nothing is read or kept for who may not; a paper that is attached stays as it is."""
    async with open_session(ports.engine) as session:
        agreement = await session.get(Agreement, command.agreement_id)
    if agreement is None:
        raise Rejected("agreement_unknown", id=command.agreement_id)
    agreement.must_be_in_the_hands_of(actor)
    if agreement.scan is not None and agreement.scan.id == command.scan_id:
        return None
    try:
        scans = await ports.jetstream.object_store(SCANS)
        with tempfile.TemporaryFile() as file:
            await write_upload(command.upload, ports, file, largest=LARGEST_SCAN)
            return await _keep(object_name(agreement.id, command.scan_id), scans, file)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error


async def _keep(name: str, scans: ObjectStore, file: BufferedRandom) -> Taken:
    file.seek(0)
    beginning = file.read(16)
    media_type = next((kind for mark, kind in BEGINNINGS.items() if beginning.startswith(mark)), None)
    if media_type is None:
        raise Rejected("scan_unreadable")
    file.seek(0)
    info = await scans.put(name, file)
    digest = base64.urlsafe_b64decode(str(info.digest).removeprefix("SHA-256="))
    return Taken(sha256=digest.hex(), size=info.size or 0, media_type=media_type)
