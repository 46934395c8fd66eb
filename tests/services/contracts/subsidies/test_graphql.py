"""Subsidies in the graph: the same life, the same refusals."""

from __future__ import annotations

import pytest

from tests.services.contracts.conftest import Ready
from tests.services.contracts.subsidies.conftest import body, subsidised, told

GRANT = "mutation ($new: NewSubsidy!) { grantSubsidy(new: $new) { id version state advanceCents } }"
ACCOUNT = """mutation ($id: UUID!, $account: NewSubsidyAccount!) {
  accountForSubsidy(id: $id, account: $account, version: 1) { state renewalNotes { agreed scored } }
}"""
DETERMINE = """mutation ($id: UUID!, $determination: NewSubsidyDetermination!) {
  determineSubsidy(id: $id, determination: $determination) { state settlementCents derivation { steps { rule } } }
}"""
RECOVER = """mutation ($id: UUID!, $recovery: NewSubsidyRecovery!) {
  recoverSubsidy(id: $id, recovery: $recovery) { recoveredCents recoveries { amountCents } }
}"""
READ = """query ($id: UUID!) {
  subsidy(id: $id) {
    activities { number amountCents }
    determinationOptions { options { ground available lowestCents } }
  }
  subsidies(state: accounted) { nodes { id } }
}"""


@pytest.mark.rule("R-C09")
async def test_the_whole_life_in_the_graph(later: Ready) -> None:
    """Granted, accounted for with a note, refused on a score, determined on activities, recovered."""
    contract = await subsidised(later)
    made = await later.graph(GRANT, key="g", new=body(contract))
    assert await later.graph(GRANT, key="g", new=body(contract)) == made
    one = made["data"]["grantSubsidy"]
    assert one == {"id": one["id"], "version": 1, "state": "granted", "advanceCents": 100_300_000}
    accounted = await later.graph(ACCOUNT, key="a", id=one["id"], account=told(10_000, 0, scored="7"))
    assert accounted["data"]["accountForSubsidy"]["renewalNotes"] == [{"agreed": "8", "scored": "7"}]
    read = (await later.graph(READ, id=one["id"]))["data"]
    assert read["subsidies"]["nodes"] == [{"id": one["id"]}]
    assert read["subsidy"]["determinationOptions"]["options"][0] == {
        "ground": "activitiesNotDone", "available": True, "lowestCents": 50_150_000,
    }  # fmt: skip
    asked = {
        "determinedCents": 50_150_000, "grounds": ["resultScore"], "advancesPaidCents": 100_300_000,
        "motivation": "De helft.",
    }  # fmt: skip
    refused = await later.graph(DETERMINE, key="d1", id=one["id"], determination=asked)
    assert refused["errors"][0]["extensions"]["code"] == "subsidy-result-no-ground"
    done = await later.graph(
        DETERMINE, key="d2", id=one["id"], determination={**asked, "grounds": ["activitiesNotDone"]}
    )
    determined = done["data"]["determineSubsidy"]
    assert (determined["state"], determined["settlementCents"]) == ("determined", -50_150_000)
    assert [step["rule"] for step in determined["derivation"]["steps"]] == ["R-C09", "Awb 4:95", "Awb 4:57"]
    back = await later.graph(RECOVER, key="r", id=one["id"], recovery={"amountCents": 50_150_000})
    assert back["data"]["recoverSubsidy"] == {
        "recoveredCents": 50_150_000, "recoveries": [{"amountCents": 50_150_000}],
    }  # fmt: skip
