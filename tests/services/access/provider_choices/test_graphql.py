"""Choices of a provider in the graph, with their request and what is done with them."""

from typing import Any

import pytest


@pytest.mark.rule("R-A40")
async def test_a_choice_lives_in_the_graph(agreed: Any) -> None:
    """Offered, chosen, withdrawn; read with its request and its reasons; nobody is assigned while the term runs."""
    request = await agreed.report()
    one, two = agreed.tenant.providers[:2]
    new = {"requestId": str(request.id), "offered": [one, two], "productCategory": "02"}
    register = "mutation ($new: NewProviderChoice!) { done: registerProviderChoice(new: $new) { id state request { id } } }"
    made = (await agreed.graph(register, new=new))["data"]["done"]
    assert (made["state"], made["request"]["id"]) == ("offered", str(request.id))
    early = await agreed.graph("mutation ($id: UUID!) { assignProvider(id: $id) { state } }", id=made["id"])
    assert early["errors"][0]["extensions"]["code"] == "provider-choice-refused"
    choose = """mutation ($id: UUID!, $to: String!) { done: recordChoice(id: $id, given: {provider: $to}, version: 1) {
      chosen origin derivation { steps { rule } } } }"""
    chosen = (await agreed.graph(choose, id=made["id"], to=two))["data"]["done"]
    assert (chosen["chosen"], chosen["origin"]) == (two, "client")
    assert [step["rule"] for step in chosen["derivation"]["steps"]] == ["R-A40", "R-C43", "R-A40"]
    gone = await agreed.graph(
        "mutation ($id: UUID!) { withdrawProviderChoice(id: $id) { state } }", id=made["id"]
    )
    assert gone["data"]["withdrawProviderChoice"]["state"] == "withdrawn"
    listed = await agreed.graph("{ providerChoices(state: withdrawn) { nodes { id } } }")
    assert listed["data"]["providerChoices"]["nodes"] == [{"id": made["id"]}]
