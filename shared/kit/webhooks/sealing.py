"""The signing secrets as they are stored: AES-256-GCM under a key of the service's own, bound to their subscription."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.kit.sealing import SealBroken, Sealer, SealingKeyMissing

_PURPOSE = b"bedoeling webhook secrets"


class SecretUnreadable(Exception):  # noqa: N818  (a finding: the secret of the service is another now)
    """A stored secret that this service's key does not open."""


@lru_cache(maxsize=8)
def _sealer(service_secret: bytes) -> Sealer:
    return Sealer({1: HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(service_secret)})


def seal(service_secret: bytes, secret: bytes, owner: str, subscription_id: UUID) -> bytes:
    """The secret sealed for this owner and this subscription: it opens there alone."""
    return _sealer(service_secret).seal(secret, f"{owner}/{subscription_id}")


def unseal(service_secret: bytes, sealed: bytes, owner: str, subscription_id: UUID) -> bytes:
    """The secret itself. Raises SecretUnreadable."""
    try:
        return _sealer(service_secret).open(sealed, f"{owner}/{subscription_id}")
    except (SealBroken, SealingKeyMissing) as error:
        raise SecretUnreadable(str(subscription_id)) from error
