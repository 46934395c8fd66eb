"""Sealed values and keyed hashes: nothing of the value shows, any key of the ring opens, and keys rotate without a gap."""

import logging
import os
import string
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.kit.problems import status_of
from shared.kit.sealing import (
    MARK_BYTES,
    NO_KEYS,
    KeyedHash,
    Keys,
    SealBroken,
    Sealer,
    SealingKeyMissing,
    parse_keys,
)

KEYS = st.dictionaries(st.integers(1, 65_535), st.binary(min_size=32, max_size=32), min_size=1, max_size=4)
VALUES, PLACES = st.binary(max_size=400), st.text(max_size=80)


@given(KEYS, VALUES, PLACES)
def test_what_is_sealed_opens_at_its_place(keys: dict[int, bytes], value: bytes, place: str) -> None:
    """Sealing and opening give the value back; the first key's number stands in front."""
    sealer = Sealer(keys)
    sealed = sealer.seal(value, place)
    assert sealer.open(sealed, place) == value
    assert sealed[:MARK_BYTES] == sealer.mark == b"\x01" + next(iter(keys)).to_bytes(2)
    assert len(sealed) == MARK_BYTES + 12 + len(value) + 16


@given(KEYS, st.binary(min_size=8, max_size=400), PLACES)
def test_the_same_value_is_never_sealed_to_the_same_bytes(
    keys: dict[int, bytes], value: bytes, place: str
) -> None:
    """A fresh nonce each time, and nothing of the value in the bytes."""
    sealer = Sealer(keys)
    first, second = sealer.seal(value, place), sealer.seal(value, place)
    assert first != second and value not in first


@given(KEYS, VALUES, PLACES, PLACES)
def test_what_is_sealed_opens_nowhere_else(
    keys: dict[int, bytes], value: bytes, place: str, other: str
) -> None:
    """Moved to another row it is broken."""
    assume(place != other)
    sealer = Sealer(keys)
    with pytest.raises(SealBroken):
        sealer.open(sealer.seal(value, place), other)


@given(KEYS, VALUES, st.data())
def test_any_change_of_a_bit_is_found(keys: dict[int, bytes], value: bytes, data: Any) -> None:
    """In the mark, the nonce, the value or the tag; a cut-off value too."""
    sealer = Sealer(keys)
    sealed = sealer.seal(value, "place")
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    for broken in (bytes(changed), sealed[: data.draw(st.integers(0, len(sealed) - 1))]):
        with pytest.raises((SealBroken, SealingKeyMissing)):
            sealer.open(broken, "place")


@given(KEYS, KEYS, VALUES)
def test_a_rotation_has_no_gap(old: dict[int, bytes], new: dict[int, bytes], value: bytes) -> None:
    """Old ring, new key in front, sealed anew, old keys dropped: at each step everything there is opens."""
    assume(not old.keys() & new.keys())
    former, both, latter = Sealer(old), Sealer({**new, **old}), Sealer(new)
    sealed = former.seal(value, "p")
    assert both.open(sealed, "p") == value and not sealed.startswith(both.mark)
    renewed = both.seal(both.open(sealed, "p"), "p")
    assert renewed.startswith(both.mark) and latter.open(renewed, "p") == value
    with pytest.raises(SealingKeyMissing):
        latter.open(sealed, "p")


def test_it_is_aes_256_gcm_as_anyone_may_open_it() -> None:
    """The envelope read by hand with the library: key number, nonce, and the mark with the place as what is authenticated."""
    key = os.urandom(32)
    sealed = Sealer({258: key}).seal(b"waarde", "plaats")
    assert sealed[:3] == b"\x01\x01\x02"
    assert AESGCM(key).decrypt(sealed[3:15], sealed[15:], sealed[:3] + b"plaats") == b"waarde"


def test_a_missing_key_is_503_and_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """By its number, in both languages; an empty ring says so as well."""
    sealed = Sealer({7: b"k" * 32}).seal(b"x", "p")
    with caplog.at_level(logging.ERROR), pytest.raises(SealingKeyMissing) as missing:
        Sealer({8: b"l" * 32}).open(sealed, "p")
    assert status_of(missing.value) == 503 and missing.value.facts == {"key": 7}
    assert "key 7" in caplog.text
    for attempt in (lambda: NO_KEYS.sealer.seal(b"x", "p"), lambda: NO_KEYS.hash.digest("x")):
        with pytest.raises(SealingKeyMissing):
            attempt()


@given(KEYS, st.text(max_size=60), st.text(max_size=60))
def test_a_hash_finds_the_same_text_and_no_other(keys: dict[int, bytes], one: str, other: str) -> None:
    """Under the same ring equal texts have equal hashes, different texts different ones."""
    hash_ = KeyedHash(keys)
    assert hash_.digest(one) == hash_.digest(one) == hash_.digests(one)[0]
    assert len(hash_.digest(one)) == 35 and len(set(hash_.digests(one))) == len(keys)
    assert (hash_.digest(one) == hash_.digest(other)) == (one == other)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.text(max_size=40))
def test_hashes_under_different_keys_have_nothing_in_common(first: bytes, second: bytes, text: str) -> None:
    """Neither the digest nor a piece of it."""
    assume(first != second)
    one, two = KeyedHash({1: first}).digest(text)[3:], KeyedHash({1: second}).digest(text)[3:]
    assert one != two
    assert not {one[place : place + 6] for place in range(27)} & {
        two[place : place + 6] for place in range(27)
    }


@given(KEYS, st.text(max_size=40), st.randoms())
def test_a_look_up_finds_what_any_process_of_a_rotation_wrote(
    keys: dict[int, bytes], text: str, random: Any
) -> None:
    """Rings with the same keys in another order find each other's hashes, and agree on whom to wait for."""
    order = list(keys)
    random.shuffle(order)
    mine, theirs = KeyedHash(keys), KeyedHash({number: keys[number] for number in order})
    assert theirs.digest(text) in mine.digests(text) and mine.digest(text) in theirs.digests(text)
    assert mine.oldest(text) == theirs.oldest(text) == KeyedHash({min(keys): keys[min(keys)]}).digest(text)


@given(KEYS)
def test_keys_are_read_as_they_are_written(keys: dict[int, bytes]) -> None:
    """Number and 64 hexadecimal digits, in their order, with spaces around a comma."""
    assume(len(set(keys.values())) == len(keys))
    text = " , ".join(f"{number}:{key.hex()}" for number, key in keys.items())
    assert list(parse_keys(text).items()) == list(keys.items())
    assert parse_keys("") == parse_keys("  ") == {}


GOOD = "ab" * 32


@pytest.mark.parametrize(
    "text",
    [
        GOOD, f"0:{GOOD}", f"-1:{GOOD}", f"65536:{GOOD}", f"1:{GOOD[:-2]}", f"1:{GOOD}00", f"1:{'zz' * 32}",
        f"1:{GOOD},1:{'cd' * 32}", f"1:{GOOD},2:{GOOD}", f"1:{GOOD},", f"1:{GOOD};2:{'cd' * 32}", f"１:{GOOD}",
    ],
)  # fmt: skip
def test_keys_that_cannot_be_are_refused_without_being_said(text: str) -> None:
    """Wrong form, a number out of range, twice the same number or key: the sentence holds no key."""
    with pytest.raises(ValueError, match="key") as wrong:
        parse_keys(text)
    said = str(wrong.value)
    assert GOOD[:12] not in said and "cdcd" not in said and "zz" not in said


def test_sealing_and_hashing_never_share_a_key() -> None:
    """One key in both lists is refused; nothing that is printed shows a key."""
    key = bytes(range(32))
    with pytest.raises(ValueError, match="differ"):
        Keys.of({1: key}, {2: key})
    shown = repr(Keys.of({3: key}, {1: b"h" * 32}))
    assert "3" in shown and key.hex() not in shown and not set(repr(key)) - set(string.printable)
    assert repr(key)[2:12] not in shown
