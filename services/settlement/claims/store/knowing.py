"""What lines are judged by: a piece of the file with its allocations in one statement, and what was agreed and spent, in sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Integer,
    Text,
    and_,
    any_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.sql.base import Executable

from services.settlement.claims.rules import Allocated, Contract, Debit, Funding, Line, Spent, Tariff
from services.settlement.tables import (
    allocations,
    claims,
    funding_agreements,
    known_contracts,
    staged_claims,
    tariffs,
)
from shared.kit.database import Connection, among, statement
from shared.values.agreements import FundingForm
from shared.values.claiming import ClaimState, PartialApproval

_LINE = tuple(Line.__slots__)
_ALLOCATED = tuple(Allocated.__slots__)
_DEBIT = tuple(name for name in Debit.__slots__ if name not in ("credited", "allocation"))
_PAID = (ClaimState.APPROVED.value, ClaimState.PARTIAL.value)


@statement
def _serves() -> Executable:
    columns = known_contracts.c
    party = columns.parties.overlap(bindparam("providers", type_=ARRAY(Text)))
    return select(exists().where(columns.owner == bindparam("of_owner", type_=Text), party))


async def serves(connection: Connection, owner: str, providers: Sequence[str]) -> bool:
    """Whether one of these is a party to a contract of the purchaser."""
    return bool(await connection.fetch_value(_serves(), of_owner=owner, providers=list(providers)))


@statement
def _contracts() -> Executable:
    columns = known_contracts.c
    return select(known_contracts).where(
        columns.owner == bindparam("of_owner", type_=Text),
        columns.parties.overlap(bindparam("providers", type_=ARRAY(Text))),
        columns.start_date.isnot(None),
    )


@statement
def _funding() -> Executable:
    columns = funding_agreements.c
    return select(funding_agreements).where(
        columns.owner == bindparam("of_owner", type_=Text),
        among(columns.contract_id, "contracts"),
        ~columns.withdrawn,
    )


async def list_contracts(
    connection: Connection, owner: str, providers: Sequence[str]
) -> dict[UUID, Contract]:
    """The purchaser's contracts of a provider with their funding agreements, by id; two statements."""
    rows = await connection.fetch(_contracts(), of_owner=owner, providers=list(providers))
    agreed: dict[UUID, list[Funding]] = {}
    for one in await connection.fetch(_funding(), of_owner=owner, contracts=[row["id"] for row in rows]):
        agreed.setdefault(one["contract_id"], []).append(
            Funding(
                one["contract_id"], one["number"], FundingForm(one["form"]), one["product_codes"], one["valid_from"],
                one["valid_until"], one["terms"],
            )
        )  # fmt: skip
    return {
        row["id"]: Contract(
            row["id"], row["version"], row["number"], row["payee"], row["start_date"], row["end_date"], row["rests_from"],
            row["rests_until"], PartialApproval(row["partial_approval"] or PartialApproval.SPLIT), row["guarantee_months"],
            row["population_id"],
            agreed.get(row["id"], []),
        )
        for row in rows
    }  # fmt: skip


@statement
def _tariffs() -> Executable:
    columns = tariffs.c
    return select(tariffs).where(
        columns.owner == bindparam("of_owner", type_=Text),
        among(columns.product_code, "products"),
        or_(columns.contract_id.is_(None), among(columns.contract_id, "contracts")),
        or_(
            columns.provider.is_(None),
            columns.provider == any_(bindparam("providers", type_=ARRAY(Text))),
        ),
    )


async def list_tariffs(
    connection: Connection,
    owner: str,
    products: Sequence[str],
    contracts: Iterable[UUID],
    providers: Sequence[str],
) -> dict[str, list[Tariff]]:
    """Every tariff that may price these products of these contracts for the provider, by product."""
    rows = await connection.fetch(
        _tariffs(),
        of_owner=owner,
        products=list(products),
        contracts=list(contracts),
        providers=list(providers),
    )
    found: dict[str, list[Tariff]] = {}
    for row in rows:
        amounts = [
            (date.fromisoformat(one["valid_from"]), _day(one["valid_until"]), one["amount"])
            for one in row["amounts"]
        ]
        tiers = [(one["threshold"], int(one["amount_cents"])) for one in row["tiers"]]
        found.setdefault(row["product_code"], []).append(
            Tariff(
                row["id"], row["version"], row["product_code"], row["contract_id"], row["provider"], row["unit"],
                row["valid_from"], row["valid_until"], amounts, tiers,
            )
        )  # fmt: skip
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@statement
def _next() -> Executable:
    """Credits of earlier files first, then in the order of delivery, a credit of this file right behind the line it takes back.

    So what is taken back makes room for what is sent again.
    """
    lines, known = staged_claims.c, allocations.c
    named = (
        select(*(known[name].label(f"a_{name}") for name in _ALLOCATED))
        .where(
            known.owner == bindparam("of_owner", type_=Text),
            known.law == lines.law,
            known.allocation_number == lines.allocation_number,
        )
        .order_by(known.deleted, known.allocation_version.desc(), known.id)
        .limit(literal(1, Integer))
        .lateral("named")
    )
    debit = staged_claims.alias("debit")
    both = staged_claims.outerjoin(debit, debit.c.external_reference == lines.credit_of)
    return (
        select(*(lines[name] for name in _LINE), named)
        .select_from(both.outerjoin(named, true()))
        .order_by(
            or_(lines.credit_of.is_(None), debit.c.line.isnot(None)),
            func.coalesce(debit.c.period_end, lines.period_end),
            func.coalesce(debit.c.line, lines.line),
            lines.credit_of.isnot(None),
            lines.line,
        )
        .limit(bindparam("most", type_=Integer))
        .offset(bindparam("after", type_=Integer))
    )


async def next_lines(
    connection: Connection, owner: str, after: int, most: int
) -> list[tuple[Line, Allocated | None]]:
    """The next piece of the file with the allocation that each line names, in the order of judging; one statement."""
    rows = await connection.fetch(_next(), of_owner=owner, after=after, most=most)
    found: dict[UUID, Allocated] = {}
    piece: list[tuple[Line, Allocated | None]] = []
    width = len(_LINE)
    for row in rows:
        values = tuple(row.values())
        id_ = values[width]
        if id_ is not None and id_ not in found:
            found[id_] = Allocated(*values[width:])
        piece.append((Line(*values[:width]), None if id_ is None else found[id_]))
    return piece


@statement
def _spent() -> Executable:
    columns = claims.c
    volume, cents = func.sum(columns.paid_volume), func.sum(columns.paid_cents)
    key = (
        columns.allocation_id,
        columns.product_code,
        columns.unit,
        columns.period_start,
        columns.period_end,
    )
    return (
        select(*key, volume.label("volume"), cents.label("cents"))
        .where(columns.owner == bindparam("of_owner", type_=Text), among(columns.allocation_id, "ids"))
        .group_by(*key)
        .having(or_(volume != literal(0, Integer), cents != literal(0, Integer)))
    )


async def list_spent(
    connection: Connection, owner: str, allocation_ids: Iterable[UUID]
) -> dict[UUID, list[Spent]]:
    """What was paid under these allocations, credits taken off; one statement."""
    found: dict[UUID, list[Spent]] = {}
    for row in await connection.fetch(_spent(), of_owner=owner, ids=list(allocation_ids)):
        one = Spent(
            row["product_code"], row["unit"], row["period_start"], row["period_end"], int(row["volume"]), int(row["cents"])
        )  # fmt: skip
        found.setdefault(row["allocation_id"], []).append(one)
    return found


@statement
def _debits() -> Executable:
    columns, later, known = claims.c, claims.alias("later").c, allocations.c
    taken = exists().where(
        later.owner == columns.owner,
        later.provider == columns.provider,
        later.credit_of == columns.external_reference,
        later.state == literal(ClaimState.CREDITED.value, Text),
    )
    chosen = (
        columns.external_reference,
        *(columns[name] for name in _DEBIT),
        taken.label("credited"),
        *(known[name].label(f"a_{name}") for name in _ALLOCATED),
    )
    under = and_(known.owner == columns.owner, known.id == columns.allocation_id)
    return (
        select(*chosen)
        .select_from(claims.join(allocations, under))
        .where(
            columns.owner == bindparam("of_owner", type_=Text),
            columns.provider == bindparam("provider", type_=Text),
            among(columns.external_reference, "references"),
            columns.state.in_([literal(one, Text) for one in _PAID]),
        )
    )


async def list_debits(
    connection: Connection, owner: str, provider: str, references: Iterable[str]
) -> dict[str, Debit]:
    """What a provider's lines of these references were paid, by reference; one statement, none without credits."""
    wanted = list(references)
    if not wanted:
        return {}
    rows = await connection.fetch(_debits(), of_owner=owner, provider=provider, references=wanted)
    width = len(_DEBIT) + 2
    found = {}
    for row in rows:
        values = list(row.values())
        above = {UUID(id_): cents for id_, cents in (row["exceptions"] or {}).items()}
        one = Debit(*(*values[1:width], Allocated(*values[width:])))
        found[row["external_reference"]] = replace(one, exceptions=above)
    return found


__all__ = [
    "list_contracts", "list_debits", "list_spent", "list_tariffs", "next_lines", "serves",
]  # fmt: skip
