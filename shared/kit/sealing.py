"""Sealed values: AES-256-GCM envelopes and keyed hashes whose keys rotate while the service runs (docs/decisions/0011).

A sealed value and a hash begin with the number of the key that made them. The first key of a ring seals; all of them open,
so that a new key is put in front, everything is sealed anew beside running writes, and the old key is dropped.
"""

from __future__ import annotations

import hmac
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.errors import Problem, Text

MARK_BYTES = 3
_FORM = 1
_NONCE_BYTES = 12
_KEY = re.compile(r"([1-9][0-9]{0,4}):([0-9a-fA-F]{64})")
_HIGHEST = 65_535
log = logging.getLogger("bedoeling.sealing")


class SealingKeyMissing(Problem):
    """Something is sealed under a key that this process was not given; nothing is lost, and nothing was written."""

    code = "sealing-key-missing"
    status: ClassVar[int] = 503
    rule = "F-06"
    title = Text("Een sleutel ontbreekt", "A key is missing")
    detail = Text(
        "Gegevens zijn verzegeld met sleutel {key}, die deze dienst nu niet heeft; er is niets gewijzigd.",
        "Data are sealed under key {key}, which this service does not have now; nothing was changed.",
    )
    mend = Text(
        "De beheerder zet sleutel {key} terug in de omgeving en start de dienst opnieuw; probeer het daarna nog eens.",
        "The operator puts key {key} back in the environment and restarts the service; try again after that.",
    )


class SealBroken(Exception):  # noqa: N818  (what was found, for our log)
    """A sealed value was changed, cut off, or taken from another place than where it is opened."""


def parse_keys(text: str) -> dict[int, bytes]:
    """Keys as `2:<64 hex digits>,1:<64 hex digits>`: number → 32 bytes, in that order; an empty text has none.

    Raises ValueError, which names the number or the place of what is wrong and never the key itself.
    """
    found: dict[int, bytes] = {}
    for place, part in enumerate(text.split(",") if text.strip() else (), 1):
        matched = _KEY.fullmatch(part.strip())
        if matched is None:
            raise ValueError(f"key {place} of the list is not written as <number>:<64 hexadecimal digits>")
        number, key = int(matched[1]), bytes.fromhex(matched[2])
        if number > _HIGHEST:
            raise ValueError(f"key number {number} is over {_HIGHEST}")
        if number in found:
            raise ValueError(f"key number {number} stands twice")
        if key in found.values():
            raise ValueError(f"key number {number} is the same key as another")
        found[number] = key
    return found


def _mark(number: int) -> bytes:
    return bytes([_FORM]) + number.to_bytes(2)


def _number(mark: bytes) -> int:
    if len(mark) < MARK_BYTES or mark[0] != _FORM:
        raise SealBroken("not in the form of a sealed value")
    return int.from_bytes(mark[1:MARK_BYTES])


@dataclass(frozen=True, slots=True, repr=False)
class _Ring:
    """Keys by number; the first one is used for what is new."""

    keys: Mapping[int, bytes]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(keys {', '.join(map(str, self.keys)) or 'none'})"

    @property
    def mark(self) -> bytes:
        """What everything made now begins with (3 bytes); what begins otherwise was made under an older key."""
        return _mark(next(iter(self.keys), 0))


class Sealer(_Ring):
    """Seals values under the first key and opens them under any of the ring.

    A sealed value is: form (1 byte) · key number (2) · nonce (12, random) · ciphertext with its tag (16 more than the value).
    Random nonces are safe for 2^32 values under one key (NIST SP 800-38D § 8.3): rotate long before that.
    """

    __slots__ = ("__dict__",)

    @cached_property
    def _ciphers(self) -> dict[int, AESGCM]:
        return {number: AESGCM(key) for number, key in self.keys.items()}

    def seal(self, value: bytes, place: str) -> bytes:
        """The value sealed for one place: it opens there alone. Raises SealingKeyMissing when the ring is empty."""
        mark, nonce = self.mark, os.urandom(_NONCE_BYTES)
        return mark + nonce + self._cipher(mark).encrypt(nonce, value, mark + place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """The value that was sealed for this place. Raises SealingKeyMissing, SealBroken."""
        mark, rest = bytes(sealed[:MARK_BYTES]), bytes(sealed[MARK_BYTES:])
        cipher = self._cipher(mark)
        try:
            return cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], mark + place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("changed, cut off, or sealed for another place") from error

    def _cipher(self, mark: bytes) -> AESGCM:
        number = _number(mark)
        cipher = self._ciphers.get(number)
        if cipher is None:
            log.error("sealed under key %s, which is not among the keys of this process", number)
            raise SealingKeyMissing(key=number)
        return cipher


class KeyedHash(_Ring):
    """HMAC-SHA-256 of a text, by which it is found again without being kept: key number (3 bytes) and digest (32)."""

    __slots__ = ()

    def digest(self, text: str) -> bytes:
        """The hash under the first key. Raises SealingKeyMissing when the ring is empty."""
        return self.digests(text)[0]

    def digests(self, text: str) -> list[bytes]:
        """The hash under every key, the first key's first: a look-up asks for any of them."""
        if not self.keys:
            log.error("no key to hash with")
            raise SealingKeyMissing(key=0)
        return [
            _mark(number) + hmac.digest(key, text.encode(), "sha256") for number, key in self.keys.items()
        ]

    def oldest(self, text: str) -> bytes:
        """The hash under the lowest key number: the one that processes in the midst of a rotation have in common."""
        number = min(self.keys)
        return _mark(number) + hmac.digest(self.keys[number], text.encode(), "sha256")


@dataclass(frozen=True, slots=True)
class Keys:
    """A sealer and a keyed hash that belong together; they share no key."""

    sealer: Sealer
    hash: KeyedHash

    @classmethod
    def of(cls, sealing: Mapping[int, bytes], hashing: Mapping[int, bytes]) -> Keys:
        """From two lists of keys. Raises ValueError when a key stands in both."""
        if set(sealing.values()) & set(hashing.values()):
            raise ValueError("the keys that seal and the keys that hash must differ")
        return cls(Sealer(dict(sealing)), KeyedHash(dict(hashing)))


NO_KEYS = Keys.of({}, {})
