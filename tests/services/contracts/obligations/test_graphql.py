"""Obligations and the reciprocity report in the graph."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.obligations.test_rest import guaranteeing

AGREE = "mutation ($new: NewReciprocalObligation!) { agreeObligation(new: $new) { id kind party state } }"
STEP = """mutation ($id: UUID!, $state: ObligationState!) { advanceObligation(id: $id, state: $state) {
  state version derivation { steps { rule } } } }"""
REPORT = """{ reciprocityReport { nodes { number open guaranteed { year guaranteedCents }
  obligations { kind state } warnings { code } } } }"""
LIST = '{ obligations(kind: socialPlan, dueDateTo: "2026-12-31") { nodes { id } } }'


@pytest.mark.rule("R-C50")
async def test_an_obligation_is_agreed_carried_out_and_reported(ready: Ready) -> None:
    """With what is guaranteed beside it; the enumerations have the names of REST."""
    contract = await guaranteeing(ready)
    bare = (await ready.graph(REPORT))["data"]["reciprocityReport"]["nodes"]
    assert [one["warnings"] for one in bare] == [[{"code": "social-plan-missing"}]]
    new = {
        "contractId": str(contract.id),
        "kind": "socialPlan",
        "description": "Sector",
        "dueOn": "2026-06-30",
    }
    made = (await ready.graph(AGREE, key="a", new=new))["data"]["agreeObligation"]
    assert (made["kind"], made["party"], made["state"]) == ("socialPlan", ready.lead, "agreed")
    way = (await ready.graph(STEP, key="w", oin=ready.lead, id=made["id"], state="underWay"))["data"]
    assert way["advanceObligation"] == {
        "state": "underWay",
        "version": 2,
        "derivation": {"steps": [{"rule": "R-C50"}]},
    }
    (line,) = (await ready.graph(REPORT, oin=ready.lead))["data"]["reciprocityReport"]["nodes"]
    assert line["obligations"] == [{"kind": "socialPlan", "state": "underWay"}] and line["warnings"] == []
    assert [one["guaranteedCents"] for one in line["guaranteed"]] == [100_000_000, 90_000_000, 80_000_000]
    assert (await ready.graph(LIST))["data"]["obligations"]["nodes"] == [{"id": made["id"]}]
    denied = await given.refusal(
        ready.tenant, STEP, key="d", oin=ready.lead, id=made["id"], state="fulfilled"
    )
    assert (denied["code"], denied["status"]) == ("obligation-step-of-other", 403)
    wrong = await given.refusal(ready.tenant, STEP, key="e", id=made["id"], state="agreed")
    assert wrong["code"] == "request-invalid"
