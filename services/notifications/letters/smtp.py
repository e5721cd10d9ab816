"""Letters over SMTP (RFC 5321): smtp:// with STARTTLS where it is offered, smtps:// for TLS from the start."""

import contextlib
from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from services.notifications.letters.composing import Letter
from services.notifications.letters.outcome import SENT, Carry, Outcome

PATIENCE = 30.0
"""Seconds for each step of the conversation."""

PORTS = {"smtp": 25, "smtps": 465}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PERMANENT = 500
"""Reply codes from here on say that the same again will not help (RFC 5321, 4.2.1)."""


class Smtp:
    """One connection for each batch of letters."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise SystemExit("settings: CHOPHIEN_SMTP_URL must be smtp://user:password@host:port or smtps://…")
        self._host = parts.hostname
        self._port = parts.port or PORTS[parts.scheme]
        self._tls = parts.scheme == "smtps"
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[Carry]:
        server = self._server()
        try:
            await server.connect()
        except (SMTPException, OSError) as error:
            server.close()
            yield partial(_nobody, Outcome("waiting", _said(error)))
            return
        try:
            yield partial(_hand_over, server)
            with contextlib.suppress(SMTPException, OSError):
                await server.quit()
        finally:
            server.close()

    def _server(self) -> SMTP:
        """A password goes over the network only encrypted, to a host that proves its name. Without one, encryption is
        taken as it is offered, as between mail servers (RFC 7435).
        """
        secret = self._password is not None and self._host not in LOOPBACK
        return SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._tls,
            start_tls=(True if secret else None) if not self._tls else False,
            validate_certs=secret or self._tls,
            timeout=PATIENCE,
        )


async def _nobody(outcome: Outcome, _: Letter) -> Outcome:
    return outcome


async def _hand_over(server: SMTP, letter: Letter) -> Outcome:
    try:
        await server.sendmail(letter.sender, [letter.recipient], letter.message)
    except SMTPRecipientsRefused as error:
        return _refused(error.recipients[0].code, _said(error.recipients[0]))
    except SMTPDataError as error:
        return _refused(error.code, _said(error))
    except (SMTPException, OSError) as error:
        return Outcome("waiting", _said(error))
    return SENT


def _refused(code: int, reason: str) -> Outcome:
    return Outcome("failed" if code >= PERMANENT else "waiting", reason)


def _said(error: Exception) -> str:
    said = f"{error.code} {error.message}" if isinstance(error, SMTPResponseException) else str(error)
    return f"{type(error).__name__}: {said}"[:500]
