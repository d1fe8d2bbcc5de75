"""A security key made of software: what a browser and a key would answer, and what forgers would."""

from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.builders import an_id

PRESENT, WITH_KEY = 0x01, 0x40
CBOR = "application/cbor"


@dataclass
class SoftKey:
    """`origin` and `host` are where the browser thinks it is; `touched` whether somebody pressed the key."""

    origin: str = settings.ADMIN_BASE_URL
    host: str = urlsplit(settings.ADMIN_BASE_URL).hostname or ""
    touched: bool = True
    credential_id: bytes = b"soft-key-0123456"
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def credential(self) -> AttestedCredentialData:
        public = ES256.from_cryptography_key(self.private.public_key())
        return AttestedCredentialData.create(bytes(16), self.credential_id, public)

    def kept(self, **facts: Any) -> dict[str, Any]:
        """This key as the API keeps it."""
        return {
            "id": an_id(),
            "name": "Blue key",
            "credential_data": b64encode(cbor.encode(bytes(self.credential))).decode(),
            "created_at": "2026-11-01T09:00:00.000000Z",
            "updated_at": None,
            "logged_in_at": None,
        } | facts

    def registers(self, options: dict[str, Any]) -> bytes:
        data = self._data(PRESENT | WITH_KEY, bytes(self.credential))
        attestation = AttestationObject.create("none", data, {})
        client_data = self._client_data("webauthn.create", options)
        return cbor.encode({"attestationObject": bytes(attestation), "clientDataJSON": bytes(client_data)})

    def signs(self, options: dict[str, Any]) -> bytes:
        data = self._data(PRESENT)
        client_data = self._client_data("webauthn.get", options)
        signature = self.private.sign(bytes(data) + client_data.hash, ec.ECDSA(SHA256()))
        return cbor.encode(
            {
                "credentialId": self.credential_id,
                "authenticatorData": bytes(data),
                "clientDataJSON": bytes(client_data),
                "signature": signature,
            }
        )

    def _data(self, flags: int, credential: bytes = b"") -> AuthenticatorData:
        if not self.touched:
            flags &= ~PRESENT
        host = sha256(self.host.encode()).digest()
        return AuthenticatorData.create(host, AuthenticatorData.FLAG(flags), 1, credential)

    def _client_data(self, kind: str, options: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(kind, options["challenge"], self.origin)


def asked(page: Any) -> Any:
    """What the portal wants from the key."""
    return cbor.decode(page.content)["publicKey"]  # type: ignore[call-overload, index]  # a map


def said(page: Any) -> Any:
    """What the portal answers to what the key made of it."""
    return cbor.decode(page.content)
