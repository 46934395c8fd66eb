"""The SQL on population contracts beside others: five statements, and none where no contract is asked that has a population's budget."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Text,
    bindparam,
    exists,
    func,
    select,
    true,
)
from sqlalchemy.sql.base import Executable

from services.contracts.consortia.store import CONSORTIA
from services.contracts.contracts.rules import Contract, basic_form
from services.contracts.contracts.rules.forms import BASIC
from services.contracts.coverages.store import COVERAGES
from services.contracts.findings.rules.beside import Beside, Neighbour, held, populations_of
from services.contracts.findings.store.around import RUNNING, party
from services.contracts.populations.store import POPULATIONS
from services.contracts.tables import contract_forms, contracts
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read
from shared.values.agreements import BasicForm
from shared.values.terms import MemberRole

_FORMS = [form for form, basic in BASIC.items() if basic is BasicForm.POPULATION]
# Of one contract so many neighbours: enough to say that there is one, however many there are.
MOST = 25


@statement
def _others(by: str) -> Executable:
    asked, other, form = contracts.alias("asked"), contracts.alias("other"), contract_forms.c
    alike: ColumnElement[bool] = other.c[by] == asked.c[by]
    if by != "population_id":
        alike &= other.c.population_id.is_distinct_from(asked.c.population_id)
    found = (
        select(other)
        .where(
            other.c.owner == asked.c.owner,
            alike,
            other.c.state == func.any(bindparam("states", type_=ARRAY(Text))),
            party(other) != party(asked),
            exists().where(
                form.owner == other.c.owner,
                form.contract_id == other.c.id,
                form.held,
                form.form == func.any(bindparam("forms", type_=ARRAY(Text))),
            ),
        )
        .limit(MOST)
        .correlate(asked)
        .lateral("found")
    )
    return (
        select(asked.c.id.label("asked_id"), found)
        .select_from(asked.join(found, true()))
        .where(among(asked.c.owner, "organisations"), among(asked.c.id, "ids"))
    )


async def _neighbours(connection: Connection, ids: list[UUID]) -> dict[UUID, list[Contract]]:
    found: dict[UUID, list[Contract]] = {one: [] for one in ids}
    for by in ("population_id", "municipality_code"):
        rows = await connection.fetch(
            _others(by), organisations=connection.organisations, ids=ids, states=RUNNING, forms=_FORMS
        )
        for row in rows:
            found[row["asked_id"]].append(read(row, Contract))
    return {one: sorted(others, key=lambda each: each.id) for one, others in found.items()}


async def read_beside(connection: Connection, found: list[Contract]) -> dict[UUID, Beside]:
    """Of each of a purchaser's own contracts with a population's budget which others stand beside it (R-C11, R-C12)."""
    asking = [
        one
        for one in found
        if one.owner in connection.organisations
        and any(basic_form(each) is BasicForm.POPULATION for each in one.funding_agreements)
    ]
    if not asking:
        return {}
    others = await _neighbours(connection, [one.id for one in asking])
    every = [*asking, *(one for listed in others.values() for one in listed)]
    named = sorted(populations_of(every))
    people = {one.id: one for one in await POPULATIONS.list_by(connection, "id", named)}
    coverages = await COVERAGES.list_by(connection, "population_id", named)
    ids = sorted({one.consortium_id for one in every if one.consortium_id is not None})
    consortia = {one.id: one for one in await CONSORTIA.list_by(connection, "id", ids)}

    def mains(contract: Contract) -> frozenset[str]:
        known = consortia.get(contract.consortium_id) if contract.consortium_id is not None else None
        if known is None:
            return frozenset([contract.provider] if contract.provider is not None else [])
        return frozenset(one.oin for one in known.members if one.role is MemberRole.MAIN)

    stands = {
        one.id: held(one, people.get(one.population_id) if one.population_id else None, mains(one), coverages)
        for one in every
    }
    return {
        one.id: Beside(
            held=stands[one.id],
            neighbours=[Neighbour(contract=each, held=stands[each.id]) for each in others[one.id]],
        )
        for one in asking
    }
