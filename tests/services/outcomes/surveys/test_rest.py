"""Surveys over REST: registered by who may, found, corrected, in series, and who took part."""

import pytest

from shared.clients.base import Refusal
from shared.values.measuring import SurveyAudience, SurveySource
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.surveys.asking import survey


@pytest.mark.rule("R-O13")
@pytest.mark.rule("R-O30")
async def test_a_year_of_surveys(measured: Measured) -> None:
    """Team 7.8 and independent 7.3 side by side; the provider that did not take part is named; a correction takes its place."""
    client, lead = measured.client(), measured.client(measured.lead)
    first = await client.register_survey(survey(measured, mean="7.1"), key="one")
    assert await client.register_survey(survey(measured, mean="7.1"), key="one") == first
    made = await client.put_survey("ceo/2026", survey(measured, corrects_id=first.id))
    assert await client.put_survey("ceo/2026", survey(measured, corrects_id=first.id)) == made
    with pytest.raises(Refusal) as caught:
        await client.register_survey(survey(measured, corrects_id=first.id))
    assert [one["code"] for one in caught.value.problem["errors"]] == ["correction-superseded"]
    team = await lead.register_survey(survey(measured, source="team", mean="7.8"))
    with pytest.raises(Refusal) as caught:
        await lead.register_survey(survey(measured))
    assert (caught.value.status, [one["rule"] for one in caught.value.problem["errors"]]) == (409, ["R-O13"])
    await client.register_survey(survey(measured, audience="partners", group="huisartsen", provider=None))
    assert await lead.get_survey(team.id) == team
    assert [
        one.id for one in await client.surveys(contract_id=measured.contract.id, source=SurveySource.TEAM)
    ] == [team.id]
    assert [one.id for one in await client.surveys(external_reference="ceo/2026")] == [made.id]
    found = await client.survey_series(measured.contract.id, 2026)
    assert [(one.source, one.mean, one.surveys) for one in found.series] == [
        (SurveySource.INDEPENDENT, "7.3", 1), (SurveySource.TEAM, "7.8", 1),
    ]  # fmt: skip
    partners = await client.survey_series(measured.contract.id, 2026, SurveyAudience.PARTNERS)
    assert [one.group for one in partners.series] == ["huisartsen"]
    took = await lead.survey_participation(measured.contract.id, 2026)
    assert took.missing == sorted(set(measured.tenant.providers) - {measured.lead})
    steps = (await client.explain_survey(made.id)).steps
    assert [one.rule for one in steps] == ["R-O30", "R-O10", "R-O13"]
