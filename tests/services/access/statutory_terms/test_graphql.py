"""Terms of the law in the graph: read with their explanation, moved, and their penalty."""

from datetime import date
from typing import Any

import pytest


@pytest.mark.rule("R-A55")
async def test_a_term_lives_in_the_graph(agreed: Any) -> None:
    """Found by its request, suspended, resumed, extended; an inquiry has no notice of default and no penalty."""
    await agreed.on(date(2026, 5, 4))
    request = await agreed.report(contact_on=date(2026, 5, 4))
    listed = """query ($id: UUID!) { statutoryTerms(requestId: $id, kind: inquiry) { nodes {
      id dueOn state derivation { steps { rule } } } } }"""
    (node,) = (await agreed.graph(listed, id=str(request.id)))["data"]["statutoryTerms"]["nodes"]
    assert (node["dueOn"], node["state"]) == ("2026-06-15", "running")
    assert node["derivation"]["steps"] == [{"rule": "R-A55"}]
    acts = [
        ('suspendStatutoryTerm(id: $id, given: {on: "2026-05-04", ground: forceMajeure})', "suspended"),
        ('resumeStatutoryTerm(id: $id, given: {on: "2026-05-04"})', "running"),
        ('extendStatutoryTerm(id: $id, given: {until: "2026-07-01"})', "running"),
    ]
    for act, state in acts:
        text = "mutation ($id: UUID!) { done: " + act + " { state dueOn } }"
        done = (await agreed.graph(text, id=node["id"]))["data"]["done"]
        assert done == {"state": state, "dueOn": "2026-06-15"}
    text = 'mutation ($id: UUID!) { giveNoticeOfDefault(id: $id, given: {on: "2026-05-04"}) { id } }'
    (error,) = (await agreed.graph(text, id=node["id"]))["errors"]
    assert error["extensions"]["code"] == "statutory-term-refused"
    penalty = "query ($id: UUID!) { statutoryTermPenalty(id: $id) { days totalCents steps { rule } } }"
    found = (await agreed.graph(penalty, id=node["id"]))["data"]["statutoryTermPenalty"]
    assert found == {"days": 0, "totalCents": 0, "steps": [{"rule": "R-A55"}]}
