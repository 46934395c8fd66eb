"""Work lists in the graph: the same answer as over REST, with the same limits."""

from typing import Any

ASK = """query ($mine: Boolean!, $perList: Int!) { workLists(mine: $mine, perList: $perList, until: "2026-05-31", team: "TEAM-NOORD") {
  on until mine team policyVersion leftOut { workList reason }
  lists { workList count narrowed items {
    id kind state law citizenId requestId since dueOn daysLeft nextTerm urgency acute label reviewerRole severity provider
    position usedBasisPoints href } } } }"""


async def test_the_graph_tells_what_rest_tells(agreed: Any) -> None:
    """One request of the team, acute: field by field the same; 51 of a list is refused."""
    await agreed.report("spoed", acute=True, team="TEAM-NOORD")
    await agreed.report("elders", team="TEAM-ZUID")
    told = await agreed.graph(ASK, mine=True, perList=5)
    assert "errors" not in told, told
    plain = await agreed.get("/work-lists?mine=true&perList=5&until=2026-05-31&team=TEAM-NOORD")
    assert told["data"]["workLists"] == plain.json()
    [first] = [one for one in plain.json()["lists"] if one["workList"] == "openRequests"]
    assert (first["count"], first["items"][0]["label"]) == (1, "acute")
    refused = await agreed.graph(ASK, mine=False, perList=51)
    assert refused["errors"][0]["extensions"]["status"] == 400
