"""Completeness over REST: of one contract, with its baselines; nothing for strangers."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.outcomes.tables import assessments, cases
from shared.values.terms import ActorKind, HolderRole
from tests.services.outcomes.assessments.helping import assess, client, select
from tests.services.outcomes.conftest import Measured
from tests.support.tenants import new_tenant


@pytest.mark.rule("R-O32")
@pytest.mark.rule("R-O11")
async def test_what_is_due_and_what_is_there(measured: Measured) -> None:
    """On 10 August two quarters of two indicators are due, and one of the four is there; a baseline of one of the two."""
    await measured.measure("2026-Q1")
    await measured.measure("2026-Q3")
    await measured.measure("2025-Q4", moment="baseline")
    (found,) = await measured.client(measured.lead).completeness(2026, measured.contract.id)
    assert (found.due, found.registered, found.share_basis_points) == (4, 1, 2_500)
    assert {one.indicator: [at.registered for at in one.periods] for one in found.indicators} == {
        "survey": [0, 0], "client-satisfaction": [1, 0],
    }  # fmt: skip
    assert (found.number, found.without_baseline) == ("ALP-2026-01", ["survey"])
    stranger = await new_tenant(measured.tenant.house, today=measured.tenant.today)
    path = f"/completeness?year=2026&contractId={measured.contract.id}"
    answer = await stranger.ask("outcomes", "GET", path)
    assert (answer.status_code, answer.json()["items"]) == (200, [])
    assert (await measured.get("/completeness")).status_code == 400


_COPY = """
with care as (
    insert into cases ({names}) select {copied} from cases, generate_series(1, {count}) as n where id = $1
    returning decision_id as grant_id
)
insert into assessments ({others}) select {taken} from assessments join (
    select grant_id, row_number() over () as n from care
) as made on n <= {scored} where assessments.id = $2
"""


async def _copy(measured: Measured, case_id: UUID, assessment_id: UUID, count: int, scored: int) -> None:
    """So many more clients in care like this one, so many of them scored like it."""
    care = {"id": "gen_random_uuid()", "decision_id": "gen_random_uuid()", "external_reference": "null"}
    taken = {"id": "gen_random_uuid()", "case_id": "grant_id", "external_reference": "null"}
    names, others = ([one.name for one in table.c] for table in (cases, assessments))
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.begin() as connection:
        await connection.raw.execute(
            _COPY.format(
                names=", ".join(names), copied=", ".join(care.get(one, one) for one in names), count=count,
                others=", ".join(others), taken=", ".join(taken.get(one, f"assessments.{one}") for one in others),
                scored=scored,
            ),
            case_id, assessment_id,
        )  # fmt: skip
        connection.recorded = True


@pytest.mark.rule("R-O32")
@pytest.mark.rule("F-08")
async def test_85_of_100_cases_scored(measured: Measured) -> None:
    """85 % where scores are asked, nothing where not; of one client a researcher sees no figures."""
    tenant, contract = measured.tenant, measured.contract.id
    guest = await tenant.actor(ActorKind.RESEARCHER, ["outcomes:read"])
    await tenant.authorise(guest, HolderRole.RESEARCHER, ["outcomes:read"])

    async def seen(year: int = 2026, **more: Any) -> Any:
        answer = await tenant.ask(
            "outcomes", "GET", f"/completeness?year={year}&contractId={contract}", **more
        )
        line = answer.json()["items"][0]["selfSufficiency"]
        return line and (line["due"], line["scored"], line["shareBasisPoints"], line["suppressed"])

    as_guest: dict[str, Any] = {"oin": guest, "acting_for": tenant.owner}
    care = await client(measured)
    assert await seen() is None
    await select(measured, "day-activities")
    first = await assess(measured, date(2026, 6, 1))
    assert (await seen(), await seen(**as_guest)) == ((1, 1, 10_000, False), (None, None, None, True))
    await _copy(measured, care.id, first.id, count=99, scored=84)
    assert await seen() == await seen(oin=measured.lead) == await seen(**as_guest) == (100, 85, 8_500, False)
    assert await seen(2025) is None
