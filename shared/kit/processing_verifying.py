"""Recomputing the seals on the processing log: which month, which seal, and what was done to the lines below it."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.kit.processing_chain import LINES, SEALS, Seal, declare, seal_of
from shared.kit.processing_months import bounds, following

_MONTHS = "select date_trunc('month', min(created_at) at time zone 'UTC')::date from processing_log where created_at >= $1"
_BEYOND = "select count(*) from processing_log where created_at >= $1 and created_at < $2 and id > $3"
_LONG_AGO = date(1, 1, 1)
_LOWEST = -(2**63)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: in which month, under which seal (None: under none), and what happened."""

    month: date
    number: int | None
    what: str

    def __str__(self) -> str:
        place = f"seal {self.number}" if self.number is not None else "outside every seal"
        return f"{self.month:%Y-%m}, {place}: {self.what}"


@dataclass
class Verdict:
    """What a verification saw: how much of it, the newest seal, and every finding in order."""

    seals: int = 0
    lines: int = 0
    unsealed: int = 0
    destroyed: list[date] = field(default_factory=list)
    newest: Seal | None = None
    findings: list[Finding] = field(default_factory=list)


async def verify(connection: Any, keys: Sequence[bytes], anchor: str | None = None) -> Verdict:
    """Recompute every seal as a role that sees all lines; `keys` are the present key and former ones.

    `anchor` is the hash of a seal that was kept elsewhere: it must be there still.
    """
    verdict = Verdict()
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        seals = [Seal(*row) for row in await connection.fetch(SEALS)]
        chains: dict[date, list[Seal]] = {}
        for one in seals:
            chains.setdefault(one.month, []).append(one)
        months = {*chains, *[month async for month in _months(connection)]}
        previous = b""
        for month in sorted(months):
            chain = chains.get(month, [])
            is_last = not any(later > month for later in chains)
            previous = await _verify_month(connection, keys, verdict, month, chain, previous, is_last=is_last)
    verdict.seals = len(seals)
    if anchor is not None and anchor not in {one.hash.hex() for one in seals}:
        month = verdict.newest.month if verdict.newest is not None else _LONG_AGO
        verdict.findings.append(Finding(month, None, "the seal that was kept elsewhere is gone"))
    return verdict


async def _months(connection: Any) -> AsyncIterator[date]:
    """The months that have lines."""
    month = _LONG_AGO
    while (found := await connection.fetchval(_MONTHS, bounds(month)[0])) is not None:
        yield found
        month = following(found)


async def _verify_month(
    connection: Any,
    keys: Sequence[bytes],
    verdict: Verdict,
    month: date,
    chain: list[Seal],
    previous: bytes,
    *,
    is_last: bool,
) -> bytes:
    """Verify the chain of a month; the hash on which the next month builds."""
    declaration = chain[-1] if chain and chain[-1].declared_by is not None else None
    sealed = chain[:-1] if declaration is not None else chain
    if declaration is not None:
        _verify_declaration(keys, verdict, sealed, declaration)
    after, expected = _LOWEST, 1
    for one in sealed:
        if one.number != expected:
            verdict.findings.append(Finding(month, expected, "the seal is missing"))
        rows = [] if declaration else await connection.fetch(LINES, *bounds(month), after, one.last_id, None)
        if declaration is None:
            what = _wrong_with(keys, previous, one, rows)
            verdict.findings += [Finding(month, one.number, what)] if what else []
            verdict.lines += len(rows)
        verdict.newest = one
        after, expected, previous = one.last_id, one.number + 1, one.hash
    # In a month that was destroyed every line is one too many, whatever number it was given.
    beyond = await connection.fetchval(_BEYOND, *bounds(month), _LOWEST if declaration else after)
    if beyond and (declaration is not None or not is_last):
        # A later month is sealed, or this one was destroyed: nothing was added to it by the service any more.
        verdict.findings.append(Finding(month, None, f"{beyond} lines were inserted"))
    elif beyond:
        verdict.unsealed += beyond
    return previous


def _wrong_with(keys: Sequence[bytes], previous: bytes, one: Seal, rows: list[Any]) -> str | None:
    for key in keys:
        made = seal_of(key, previous, one.month, one.number, rows)
        if hmac.compare_digest(made.hash, one.hash) and made[:5] == one[:5]:
            return None
    lacking = one.lines - len(rows)
    where = f"lines {one.first_id} to {one.last_id}"
    if lacking > 0:
        return f"{lacking} of {where} were deleted"
    if lacking < 0:
        return f"{-lacking} lines were inserted among {where}"
    return f"a line among {where} was changed, or the seal itself was"


def _verify_declaration(keys: Sequence[bytes], verdict: Verdict, sealed: list[Seal], told: Seal) -> None:
    made = [declare(key, sealed, told.declared_by or "").row for key in keys] if sealed else []
    if not any(one[:5] == told[:5] and hmac.compare_digest(one.hash, told.hash) for one in made):
        verdict.findings.append(
            Finding(told.month, told.number, "the declaration of destruction is not genuine")
        )
    verdict.destroyed.append(told.month)


__all__ = ["Finding", "Verdict", "verify"]
