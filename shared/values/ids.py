"""Identifiers: our own (UUIDv7), and those of organisations, providers, municipalities and citizens."""

from __future__ import annotations

import os
import re
import time
from threading import Lock
from uuid import UUID

_OIN = re.compile(r"[0-9]{20}")
_AGB = re.compile(r"[0-9]{8}")
_KVK = re.compile(r"[0-9]{8}")
_MUNICIPALITY = re.compile(r"[0-9]{4}")
_BSN = re.compile(r"[0-9]{9}")
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
# Nine digits with at most one separator between any two: without these there is no BSN, however it is written.
_PERHAPS = re.compile(r"[0-9](?:[. -]?[0-9]){8}")
_DAY = r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}(?:-[0-9]{1,2}-|\.[0-9]{1,2}\.)[0-9]{4})"
_DATE = re.compile(rf"(?<![0-9]){_DAY}(?![0-9])")
_GROUPS = re.compile(r"(?<![0-9A-Za-z])[0-9]+(?:[. -][0-9]+)+(?![0-9A-Za-z])")
_GROUP = re.compile(r"[0-9]+")
# A number that a machine drew: a UUID, with or without dashes, or a digest. One UUID in 750 holds nine digits that pass by chance.
_DRAWN = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}))"
    r"(?![0-9A-Za-z])"
)
# How people write a BSN in groups, seen also between other numbers.
_WRITTEN = ((4, 2, 3), (3, 3, 3))
_NUMBERED = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{5}")  # a number within a year, such as 2026-00017
_MONEY_BEFORE = re.compile(r"(?:€|\beur|\beuro) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r",(?:[0-9]|-)| ?(?:€|eur\b|euro\b)", re.IGNORECASE)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_OIN_OF_RSIN, _OIN_OF_KVK = "00000001", "00000003"

_VERSION_7 = 7 << 76
_VARIANT = 0b10 << 62
_RANDOM_BITS = (1 << 62) - 1
_LAST_GROUP = (1 << 48) - 1


class _Sequence:
    """Millisecond and 12-bit counter of the last id: always rising, also when the clock steps back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._millisecond = 0
        self._counter = 0

    def next(self) -> tuple[int, int]:
        """The next pair; a full counter borrows the next millisecond (RFC 9562 § 6.2, method 1)."""
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._millisecond:
                self._millisecond = now
                # Half of the counter's range is kept free, so that a millisecond has room for 2,048 more ids.
                self._counter = int.from_bytes(os.urandom(2)) & 0x7FF
            elif self._counter < 0xFFF:
                self._counter += 1
            else:
                self._millisecond += 1
                self._counter = 0
            return self._millisecond, self._counter


_SEQUENCE = _Sequence()


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): sorts by the moment it was made, strictly rising within a process.

    Its text never holds nine digits that could be a BSN: left to chance one id in hundreds would, and each is
    a false alarm for whoever looks for BSNs in logs, addresses and tables.
    """
    millisecond, counter = _SEQUENCE.next()
    tail = _random_tail()
    while holds_bsn(f"{tail & _LAST_GROUP:012x}"):
        tail = _random_tail()
    return UUID(int=millisecond << 80 | _VERSION_7 | counter << 64 | _VARIANT | tail)


def _random_tail() -> int:
    return int.from_bytes(os.urandom(8)) & _RANDOM_BITS


def is_oin(text: str) -> bool:
    """Whether the text has the form of an OIN (organisatie-identificatienummer): 20 digits."""
    return _OIN.fullmatch(text) is not None


def is_sound_oin(text: str) -> bool:
    """Whether the text is an OIN whose number can exist: behind 00000001 an RSIN, behind 00000003 a KvK number.

    Of the other registers (such as 00000006, and 00000099 for tests) the form is all that can be told (OIN-Stelsel, ch. 6).
    """
    if not is_oin(text):
        return False
    if text.startswith(_OIN_OF_RSIN):
        return is_rsin(text[8:17])
    return not text.startswith(_OIN_OF_KVK) or is_kvk(text[8:16])


def is_rsin(text: str) -> bool:
    """Whether the text is a possible RSIN of a legal person: 9 digits, not all 0, that pass the 11-proef."""
    return _passes_eleven(text)


def is_kvk(text: str) -> bool:
    """Whether the text has the form of a number of the trade register (KvK-nummer): 8 digits, not all 0."""
    return _KVK.fullmatch(text) is not None and text != "00000000"


def is_agb(text: str) -> bool:
    """Whether the text has the form of an AGB code of a provider: 8 digits (LDT_AgbCode)."""
    return _AGB.fullmatch(text) is not None


def is_municipality_code(text: str) -> bool:
    """Whether the text has the form of a CBS municipality code: 4 digits (LDT_Gemeente)."""
    return _MUNICIPALITY.fullmatch(text) is not None


def is_bsn(text: str) -> bool:
    """Whether the text is a possible BSN: 9 digits, not all 0, that pass the 11-proef.

    (9a+8b+7c+6d+5e+4f+3g+2h-i) mod 11 = 0 (iStandaarden CS002).
    """
    return _passes_eleven(text)


def _passes_eleven(text: str) -> bool:
    if _BSN.fullmatch(text) is None or text == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, text, strict=True)) % 11 == 0


def mask_bsn(text: str) -> str:
    """The text with every possible BSN in it reduced to its last two digits: `*******06` (DON leidraad 7.1)."""
    masked, end = "", 0
    for start, until in _places(text):
        if start >= end:
            masked, end = f"{masked}{text[end:start]}*******{text[until - 2 : until]}", until
    return masked + text[end:] if end else text


def holds_bsn(text: str) -> bool:
    """Whether somewhere in the text nine digits pass the 11-proef (see `is_bsn`): a run, or groups with `.`, `-` or a space
    between them that are no date, amount, decimal, number within a year, UUID or digest.
    """
    return bool(_places(text))


def _places(text: str) -> list[tuple[int, int]]:
    """From where to where the text holds a possible BSN, in order."""
    if _PERHAPS.search(text) is None:
        return []
    text = _DRAWN.sub(lambda drawn: "|" * len(drawn[0]), text)
    found = [run.span() for run in _NINE_DIGITS.finditer(text) if is_bsn(run[0])]
    undated = _DATE.sub(lambda day: "|" * len(day[0]), text)
    for run in _GROUPS.finditer(undated):
        groups = [group.span() for group in _GROUP.finditer(undated, *run.span())]
        found += [place for place in _windows(undated, groups) if _is_grouped_bsn(undated, *place)]
    return sorted(found)


def _windows(text: str, groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which groups of digits side by side make nine: all that there are, all with one separator, or grouped as people do."""
    found = []
    for first in range(len(groups)):
        sizes: list[int] = []
        for last in range(first, len(groups)):
            sizes.append(groups[last][1] - groups[last][0])
            if sum(sizes) >= len("999900006"):
                break
        if sum(sizes) != len("999900006") or len(sizes) == 1:
            continue
        marks = {text[end] for _, end in groups[first:last]}
        beside = {text[groups[first - 1][1]]} if first else set()
        beside |= {text[groups[last][1]]} if last + 1 < len(groups) else set()
        alone = not beside or (len(sizes) > 2 and len(marks) == 1 and not beside & marks)
        if alone or (len(marks) == 1 and tuple(sizes) in _WRITTEN):
            found.append((groups[first][0], groups[last][1]))
    return found


def _is_grouped_bsn(text: str, start: int, end: int) -> bool:
    written = text[start:end]
    sizes = [len(group) for group in _GROUP.findall(written)]
    if not is_bsn("".join(_GROUP.findall(written))):
        return False
    if len(sizes) == 2 and ("." in written or _NUMBERED.fullmatch(written)):
        return False  # a decimal number, or one within a year
    thousands = all(size == 3 for size in sizes[1:])
    return not (thousands and (_MONEY_BEFORE.search(text[:start]) or _MONEY_AFTER.match(text[end:])))
