"""The two ceremonies of WebAuthn: a key is registered, a key is checked. What browsers send and get is CBOR.

The challenge waits in the signed session and is taken out of it by the first answer. Keys prove presence, not who
presses them: the password has done that already.
"""

import struct
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestationObject,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorAssertionResponse,
    AuthenticatorAttachment,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)

from portal_apps.core.journeys import is_first_use
from portal_apps.users.models import User

REGISTERING, CHECKING = "registering_key", "checking_key"
CEREMONY_SECONDS = 10 * 60
# What a key answers is a few hundred bytes; some bring certificates.
MOST_BYTES = 64 * 1024
PRESENCE_IS_ENOUGH = UserVerificationRequirement.DISCOURAGED
# Whatever a crafted answer makes of the parsers.
MALFORMED = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError),
    *(AssertionError, OverflowError, RecursionError, struct.error),
)
Parts = Mapping[str, bytes]


class RefusedKey(Exception):
    """The answer does not belong to this challenge, this portal, or a key of this person."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """What the API keeps of a key."""

    credential_data: str
    registration_response: str


def answer(value: object, status: int = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(cbor.encode(value), content_type="application/cbor", status=status)  # type: ignore[arg-type]  # text and maps of it


def begin_registration(request: HttpRequest, user: User, kept: Iterable[str]) -> HttpResponse:
    """Asks for a key that is none of those that are `kept` already."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=user.id.encode(), name=user.email_address, display_name=user.name),
        [_credential(data) for data in kept],
        user_verification=PRESENCE_IS_ENOUGH,
        authenticator_attachment=AuthenticatorAttachment.CROSS_PLATFORM,
    )
    asked = options.public_key
    request.session[REGISTERING] = [int(time.time()), state["challenge"]]
    person = {"user": {**asked.user, "id": asked.user.id}}
    others = {"excludeCredentials": _binary(asked.exclude_credentials)}
    return answer({"publicKey": {**asked, "challenge": asked.challenge, **person, **others}})


def registered(request: HttpRequest) -> NewKey:
    """Raises RefusedKey."""
    state = _taken(request, REGISTERING)
    with _refusing_what_is_malformed():
        parts = _parts(request)
        response = AuthenticatorAttestationResponse(
            client_data=CollectedClientData(parts["clientDataJSON"]),
            attestation_object=AttestationObject(parts["attestationObject"]),
        )
        found = _server().register_complete(state, RegistrationResponse(raw_id=b"", response=response))
        credential = found.credential_data
        if credential is None or credential.public_key[3] not in CoseKey.supported_algorithms():
            raise RefusedKey("not a key that could be checked later")
        return NewKey(_as_kept(bytes(credential)), _as_kept(dict(parts)))


def begin_check(request: HttpRequest, kept: Iterable[str]) -> HttpResponse:
    """Asks for one of the keys that are `kept`."""
    options, state = _server().authenticate_begin(
        [_credential(data) for data in kept], user_verification=PRESENCE_IS_ENOUGH
    )
    asked = options.public_key
    request.session[CHECKING] = [int(time.time()), state["challenge"]]
    allowed = {"allowCredentials": _binary(asked.allow_credentials)}
    return answer({"publicKey": {**asked, "challenge": asked.challenge, **allowed}})


def checked(request: HttpRequest, kept: Sequence[str]) -> str:
    """The one of the keys that are `kept` which has signed the challenge. Raises RefusedKey."""
    state = _taken(request, CHECKING)
    credentials = [_credential(data) for data in kept]
    with _refusing_what_is_malformed():
        parts = _parts(request)
        response = AuthenticatorAssertionResponse(
            client_data=CollectedClientData(parts["clientDataJSON"]),
            authenticator_data=AuthenticatorData(parts["authenticatorData"]),
            signature=parts["signature"],
        )
        found = _server().authenticate_complete(
            state, credentials, AuthenticationResponse(raw_id=parts["credentialId"], response=response)
        )
        return kept[credentials.index(found)]


def _server() -> Fido2Server:
    """Which keys are ours is decided by the host of the portal's own address, whatever a request says."""
    address = urlsplit(settings.ADMIN_BASE_URL)
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=address.hostname, name=settings.PRODUCT_NAME),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == f"{address.scheme}://{address.netloc}",
    )


def _taken(request: HttpRequest, ceremony: str) -> dict[str, Any]:
    """The challenge that this browser was given, which is worth one answer, also in a copy of its cookie."""
    started_at, challenge = request.session.pop(ceremony, (0, ""))
    if time.time() - started_at > CEREMONY_SECONDS:
        raise RefusedKey("no challenge, or too old")
    if not is_first_use(f"challenge-{challenge}"):
        raise RefusedKey("the challenge has been answered")
    return {"challenge": challenge, "user_verification": PRESENCE_IS_ENOUGH}


def _parts(request: HttpRequest) -> Parts:
    if len(request.body) > MOST_BYTES:
        raise RefusedKey("too large")
    parts: Any = cbor.decode(request.body)
    return {name: bytes(part) for name, part in parts.items() if isinstance(part, bytes)}


@contextmanager
def _refusing_what_is_malformed() -> Iterator[None]:
    try:
        yield
    except MALFORMED as error:
        raise RefusedKey(str(error)) from error


def _credential(kept: str) -> AttestedCredentialData:
    return AttestedCredentialData(cbor.decode(b64decode(kept)))  # type: ignore[arg-type]  # bytes, by the contract


def _as_kept(value: bytes | Parts) -> str:
    return b64encode(cbor.encode(value)).decode()


def _binary(keys: Sequence[PublicKeyCredentialDescriptor] | None) -> list[dict[str, object]]:
    """With the ids as bytes: the library writes them as text, for JSON."""
    return [{"type": key.type, "id": key.id} for key in keys or ()]
