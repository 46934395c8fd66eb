"""Teams over HTTP: registered with their areas, and asked which one handles a question."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewTeam, TeamChange, TeamQuestion
from shared.values.access_policies import TeamKind
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal

SINCE = date(2026, 1, 1)


@pytest.mark.rule("R-A50")
async def test_the_youth_team_of_the_neighbourhood_handles_who_is_17(agreed: Any) -> None:
    """17 years in WIJK-12 is Youth, a parent's own question too, 18 is Social; an area has one team of a kind; one door."""
    client = agreed.client()
    new = NewTeam(
        external_reference="team/1", code="JEUGD-NOORD", kind=TeamKind.YOUTH, name="Jeugd Noord",
        areas=["WIJK-11", "WIJK-12"], valid_from=SINCE,
    )  # fmt: skip
    assert (await client.register_team(new, dry_run=True)).code == "JEUGD-NOORD"
    youth = await client.register_team(new)
    assert await client.put_team("team/1", new) == youth
    social = await client.register_team(
        NewTeam(code="SOC", kind=TeamKind.SOCIAL, name="Sociaal", areas=["WIJK-12"], valid_from=SINCE)
    )
    taken = NewTeam(code="SOC", kind=TeamKind.YOUTH, name="Nog een", areas=["WIJK-11"], valid_from=SINCE)
    assert codes(await refusal(client.register_team(taken))) == ["code-taken", "area-taken"]
    for born_on, own, team in (
        (date(2008, 4, 21), False, youth),
        (date(2008, 4, 20), False, social),
        (date(1985, 1, 1), True, youth),
    ):
        asked = TeamQuestion(law=Law.JEUGDWET, born_on=born_on, area="WIJK-12", own_question=own)
        found = await client.assign_team(asked)
        assert (found.kind, found.team) == (team.kind, team)
        assert {step.rule for step in found.steps} == {"R-A50"}
    nowhere = await client.assign_team(TeamQuestion(law=Law.WMO_2015, area="WIJK-99"))
    assert (nowhere.kind, nowhere.team) == (TeamKind.SOCIAL, None)
    changed = await client.change_team(youth.id, 1, TeamChange(areas=["WIJK-12", "WIJK-13"]))
    assert (changed.version, changed.areas, changed.name) == (2, ["WIJK-12", "WIJK-13"], "Jeugd Noord")
    assert await client.list_teams(kind="youth") == [await client.get_team(youth.id)]
    facts = await agreed.facts("team-registered", "team-changed")
    assert [fact.data["code"] for fact in facts] == ["JEUGD-NOORD", "SOC", "JEUGD-NOORD"]
    provider = agreed.client(agreed.tenant.providers[0])
    for call in (provider.get_team(youth.id), provider.assign_team(TeamQuestion(law=Law.WMO_2015))):
        assert (await refusal(call)).status == 403
    assert (await refusal(client.get_team(agreed.contract.id))).code == "team-not-found"
