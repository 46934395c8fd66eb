"""Citizens in the graph: the surrogate and what is filled, beside their requests; no personal data at all."""

from typing import Any
from uuid import UUID

import pytest

from tests.support.persons import BSN, MAIL, NAME, OTHER_BSN, person, processed, registered
from tests.support.statements import counted

TREE = "{ requests(first: 50) { nodes { id citizen { id maskedBsn fields purposes { field purpose } } } } }"


@pytest.mark.rule("F-06")
async def test_a_citizen_is_read_without_the_data(agreed: Any) -> None:
    """By id, in a page and by reference of another subgraph: masked, with purposes."""
    made = await registered(agreed.tenant)
    query = "query ($id: UUID!) { citizen(id: $id) { id version owner maskedBsn fields purposes { field purpose } movedOn } }"
    answer = await agreed.graph(query, id=made["id"])
    found = answer["data"]["citizen"]
    assert (found["maskedBsn"], found["fields"], found["movedOn"]) == ("*******06", made["fields"], None)
    assert found["purposes"] == made["purposes"] and found["owner"] == agreed.tenant.owner
    page = await agreed.graph("{ citizens { nodes { id maskedBsn } pageInfo { hasNextPage } } }")
    assert page["data"]["citizens"]["nodes"] == [{"id": made["id"], "maskedBsn": "*******06"}]
    entity = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { maskedBsn } } }"
    named = await agreed.graph(entity, r=[{"__typename": "Citizen", "id": made["id"]}])
    assert named["data"]["_entities"] == [{"maskedBsn": "*******06"}]
    assert not any(text in str((answer, page, named)) for text in (BSN, NAME, MAIL))


@pytest.mark.rule("F-06")
async def test_the_graph_has_no_field_for_personal_data(agreed: Any) -> None:
    """No type of the schema offers a name, an address or a whole BSN, and no mutation takes one."""
    sdl = (await agreed.graph("{ _service { sdl } }"))["data"]["_service"]["sdl"]
    lines = [
        line.split(":")[0].strip()
        for line in sdl.splitlines()
        if ":" in line and not line.lstrip().startswith('"')
    ]
    personal = {
        "bsn",
        "bornOn",
        "sex",
        "familyName",
        "givenNames",
        "address",
        "email",
        "phone",
        "citizenNumber",
    }
    assert not personal & {line.split("(")[0] for line in lines}
    assert "registerCitizen" not in sdl and "PersonalData" not in sdl


@pytest.mark.rule("F-06")
async def test_a_request_shows_its_citizen_to_the_municipality_alone(agreed: Any) -> None:
    """One more statement for any number of requests; a provider gets the request and a refusal for its citizen."""
    tenant = agreed.tenant
    made = await registered(tenant)
    other = await registered(tenant, person("inwoner-2", bsn=OTHER_BSN))
    for citizen in (made, other, made):
        await agreed.report(None, citizen_id=UUID(citizen["id"]))
    async with counted(tenant.house, "access") as ran:
        nodes = (await agreed.graph(TREE))["data"]["requests"]["nodes"]
    assert [node["citizen"]["maskedBsn"] for node in nodes] == ["*******06", "*******18", "*******06"]
    assert len([query for query in ran if "citizens" in query]) == 1
    lines = {
        str(subject)
        for _, name, subject, _ in await processed(tenant, tenant.house)
        if "list_citizens" in name
    }
    assert lines == {made["id"], other["id"]}
    decided = await agreed.report("inwoner-1")
    await agreed.client().take_decision(decided.id, agreed.new_decision())
    theirs = await agreed.graph(TREE, oin=tenant.providers[0])
    assert [node["citizen"] for node in theirs["data"]["requests"]["nodes"]] == [None]
    assert {error["extensions"]["code"] for error in theirs["errors"]} == {"purchaser-only"}
