"""E-mail addresses as an operator types them."""

import msgspec

from deploy.refusal import Refusal
from shared.contracts.registry import Email


def email_of(typed: str) -> str:
    try:
        return msgspec.convert(typed, Email)
    except msgspec.ValidationError as error:
        raise Refusal(f"“{typed}” is no e-mail address") from error
