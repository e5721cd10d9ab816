"""Ed25519 keys: one private key for each process, all public ones in one file. `kid` is the process's name."""

import json

from joserfc.jwk import KeySet, OKPKey

from deploy.local.credentials import SERVICES
from deploy.local.directory import DataDirectory, write_private

SIGNERS = (*SERVICES, "web", "operator")


def make_keys(directory: DataDirectory) -> None:
    """Make what is missing; a key once made stays."""
    for name in SIGNERS:
        if not directory.key(name).exists():
            key = OKPKey.generate_key("Ed25519", {"kid": name, "use": "sig"}, private=True)
            write_private(directory.key(name), json.dumps(key.as_dict(private=True)))
    keys = KeySet([OKPKey.import_key(json.loads(directory.key(name).read_bytes())) for name in SIGNERS])
    write_private(directory.trusted_keys, json.dumps(keys.as_dict(private=False)))
