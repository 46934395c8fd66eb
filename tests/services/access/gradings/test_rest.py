"""Gradings over HTTP: by the municipality and at the provider's intake, compared, and withdrawn as a mistake."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewGrading
from shared.values.legal_frames import (
    GraderRole,
    GradingDirection,
    GradingFactor,
    GradingSide,
    GradingState,
)
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.support.persons import neighbour

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def new_grading(request_id: Any, role: GraderRole, intensity: int, **other: Any) -> NewGrading:
    """How heavy somebody found the need, on 15 April."""
    given = {
        "request_id": request_id, "role": role, "intensity": intensity, "product_category": "02",
        "factors": [GradingFactor.COMPLEXITY], "graded_on": date(2026, 4, 15),
    }  # fmt: skip
    return NewGrading(**{**given, **other})


@pytest.mark.rule("R-A46")
@pytest.mark.rule("E-05")
@pytest.mark.rule("N-135")
@pytest.mark.rule("D-33")
async def test_assessors_are_compared(agreed: Any) -> None:
    """Alike, higher at intake, and higher than the old system; the newest grade counts, a withdrawn one does not."""
    client, oin = agreed.client(), agreed.tenant.providers[0]
    provider = agreed.client(oin)
    first, second = [await agreed.decided(citizen) for citizen in ("inwoner-1", "inwoner-2")]
    worker, intake = GraderRole.ACCESS_WORKER, GraderRole.PROVIDER_INTAKE
    new = new_grading(
        first.request_id, worker, 3, external_reference="zwaarte/1", old_system="ZZP", old_code="3C",
        old_intensity=2, note="Alleenstaand.",
    )  # fmt: skip
    made = await client.register_grading(new)
    assert (made.assessor, made.factors, made.parties) == ("j.jansen", [GradingFactor.COMPLEXITY], [])
    assert await client.put_grading("zwaarte/1", new) == made
    wrong = await client.register_grading(new_grading(second.request_id, worker, 9))
    await client.register_grading(new_grading(second.request_id, worker, 2))
    assert (await client.withdraw_grading(wrong.id)).state is GradingState.WITHDRAWN
    assert (await refusal(client.withdraw_grading(wrong.id))).code == "grading-withdrawn"
    await provider.register_grading(new_grading(first.request_id, intake, 1, graded_on=date(2026, 4, 14)))
    own = [await provider.register_grading(new_grading(one.request_id, intake, 3)) for one in (first, second)]
    assert own[0].provider == oin
    found = await client.compare_gradings(*YEAR)
    assert (found.total.cases, found.total.equal, found.total.second_higher) == (2, 1, 1)
    assert (found.total.agreement_basis_points, found.total.direction) == (
        5_000,
        GradingDirection.SECOND_HIGHER,
    )
    (group,) = found.groups
    assert (group.provider, group.product_category, group.cases, group.suppressed) == (oin, "02", 2, False)
    old = await client.compare_gradings(*YEAR, first=GradingSide.OLD_SYSTEM, second=GradingSide.ACCESS_WORKER)
    assert (old.total.cases, old.total.direction) == (1, GradingDirection.SECOND_HIGHER)
    none = await client.compare_gradings(
        date(2025, 1, 1), date(2025, 12, 31), provider=oin, product_category="02"
    )
    assert (none.total.cases, none.groups) == (0, [])
    assert await provider.list_gradings(role="providerIntake", requestId=str(second.request_id)) == [own[1]]
    assert len(await provider.list_gradings()) == 3
    assert (await refusal(provider.get_grading(made.id))).code == "grading-not-found"
    assert "Alleenstaand" not in str([fact.data for fact in await agreed.facts("grading-recorded")])
    assert len((await client.explain_grading(made.id)).steps) == 2


@pytest.mark.rule("R-A46")
async def test_nobody_grades_for_another(agreed: Any) -> None:
    """A provider only at its own intake and on what was handed to it; the comparison is the municipality's."""
    decision, request = await agreed.decided(), await agreed.report("inwoner-2")
    provider, stranger = (agreed.client(oin) for oin in agreed.tenant.providers[:2])
    role = new_grading(decision.request_id, GraderRole.SWITCH_TEAM, 3)
    assert codes(await refusal(provider.register_grading(role))) == ["role-of-municipality"]
    intake = new_grading(decision.request_id, GraderRole.PROVIDER_INTAKE, 3)
    assert (await refusal(stranger.register_grading(intake))).code == "request-not-found"
    loose = new_grading(request.id, GraderRole.PROVIDER_INTAKE, 3)
    assert (await refusal(provider.register_grading(loose))).code == "request-not-found"
    assert codes(await refusal(agreed.client().register_grading(loose))) == ["provider-missing"]
    assert (await refusal(provider.compare_gradings(*YEAR))).status == 403
    made = await provider.register_grading(intake)
    other = await neighbour(agreed.tenant)
    assert (await other.ask("access", "GET", f"/gradings/{made.id}")).status_code == 404
    named = {"requestId": str(request.id), "role": "switchTeam", "productCategory": "02", "intensity": 0}
    assert (await agreed.post("/gradings", named | {"gradedOn": "2026-04-15"}, key="nul")).status_code == 400
