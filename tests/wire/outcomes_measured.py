"""The part of a purchaser's life in which what was measured is broken down, asked of clients, counted and overseen."""

from uuid import UUID

from shared.clients.outcomes import OutcomesClient
from shared.schemas.outcomes import NewSurvey
from shared.values.measuring import SurveySource
from tests.support.tenants import Tenant


async def survey(tenant: Tenant, contract_id: UUID) -> None:
    """A survey by hand and one under a reference, their series, who took part, how complete the year is, what the audit covers."""
    client, member = tenant.client(OutcomesClient), tenant.providers[0]
    asked = NewSurvey.model_validate(
        {
            "contractId": str(contract_id), "source": "independent", "provider": member, "heldOn": tenant.today.isoformat(),
            "invited": 500, "responses": 212, "mean": "7.3", "standardDeviation": "1.2",
        }
    )  # fmt: skip
    made = await client.register_survey(asked)
    again = await client.put_survey("ceo/1", asked)
    assert await client.put_survey("ceo/1", asked) == again
    assert await client.get_survey(made.id) == made
    listed = await client.surveys(contract_id=contract_id, source=SurveySource.INDEPENDENT)
    assert [one.id for one in listed] == [made.id, again.id]
    assert [step.rule for step in (await client.explain_survey(made.id)).steps] == ["R-O30", "R-O10", "R-O13"]
    year = tenant.today.year
    (series,) = (await client.survey_series(contract_id, year)).series
    assert (series.surveys, series.responses, series.mean) == (2, 424, "7.3")
    took = await tenant.client(OutcomesClient, member).survey_participation(contract_id, year)
    assert member not in took.missing
    (complete,) = await client.completeness(2026, contract_id)
    assert complete.registered == complete.due > 0
    overview = await client.audit_overview(contract_id, 2026)
    assert [one.covered for one in overview.indicators].count(True) >= 1
