"""A mail server of its own for a test: it takes letters, refuses them, encrypts, wants passwords, or keeps silent."""

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

LOOPBACK = "127.0.0.1"


@dataclass
class Mailbox:
    """`answers`: what it says to the next letters after reading them. `silent`: it reads and never answers."""

    taken: list[Envelope] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    signed_in_as: list[str] = field(default_factory=list)
    refused_recipient: str = ""
    answers: list[str] = field(default_factory=list)
    silent: bool = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address == self.refused_recipient:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if self.silent:
            await asyncio.Event().wait()
        return self.answers.pop(0) if self.answers else "250 OK"

    def sign_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.signed_in_as.append(data.login.decode())
        return AuthResult(success=data.password == b"p@ss word")

    def ids_to(self, address: str) -> list[str]:
        """The Message-ID of each letter to that address."""
        contents = [one.content for one in self.taken if one.rcpt_tos == [address] and isinstance(one.content, bytes)]
        lines = [line.decode("ascii") for content in contents for line in content.splitlines()]
        return [line for line in lines if line.startswith("Message-ID:")]

    async def has_letters_to(self, address: str) -> int:
        return len(self.ids_to(address))


@contextlib.asynccontextmanager
async def mail_server(
    mailbox: Mailbox, *, port: int = 0, certificate: ssl.SSLContext | None = None, tls_at_once: bool = False
) -> AsyncIterator[int]:
    """Yields its port. With a certificate it offers STARTTLS, or speaks TLS at once."""
    loop = asyncio.get_running_loop()

    def conversation() -> SMTP:
        return SMTP(
            mailbox,
            hostname="mail.test",
            tls_context=None if tls_at_once else certificate,
            authenticator=mailbox.sign_in,
            auth_require_tls=False,
            loop=loop,
        )

    server = await loop.create_server(conversation, LOOPBACK, port, ssl=certificate if tls_at_once else None)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOOPBACK))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
