"""What contracts tells its siblings: one fact per operation, with the whole version of its subject."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import Contract, NewAmendment
from tests.services.contracts.conftest import Ready
from tests.support.facts import as_told


async def facts(ready: Ready, oin: str | None = None) -> list[dict[str, Any]]:
    """Everything in the feed that an organisation may see, in order."""
    answer = await ready.ask("GET", "/events?limit=500", oin=oin)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


def what(fact: dict[str, Any]) -> str:
    """The kind of a fact."""
    kind: str = fact["type"].split(".")[3]
    return kind


@pytest.mark.rule("R-C08")
async def test_every_operation_is_one_fact_in_order(ready: Ready) -> None:
    """From the consortium to the amendment in force; the second signature's fact is about the contract."""
    contract = await ready.active()
    new = NewAmendment.model_validate(
        {
            "reason": "tightening",
            "motivation": "Hoger",
            "effectiveOn": "2026-07-01",
            "agreementChanges": [{"number": 9, "norm": "7.5"}],
        }
    )
    amendment = await ready.client().decide_amendment(contract.id, new)
    await ready.client().sign_amendment(amendment.id)
    await ready.client(ready.lead).sign_amendment(amendment.id)
    found = await facts(ready)
    assert [(what(one), one["subjectversion"]) for one in found] == [
        ("consortium-registered", 1),
        ("population-registered", 1),
        ("contract-drafted", 1),
        ("contract-signed", 2),
        ("contract-signed", 3),
        ("contract-activated", 4),
        ("amendment-decided", 1),
        ("amendment-signed", 2),
        ("contract-amended", 5),
    ]
    told = {what(one): one["data"] for one in found}
    amended = await ready.client().contract(contract.id)
    for kind, version in (("contract-activated", contract), ("contract-amended", amended)):
        assert told[kind] == as_told(Contract, version.model_dump(mode="json", by_alias=True))
    assert {one["eventday"] for one in found} == {"2026-01-01"}


async def test_a_member_follows_its_own_contracts_and_a_stranger_nothing(
    ready: Ready, tenant_on: Any
) -> None:
    """Parties see the facts of what they are a party to; another purchaser's feed holds none of them."""
    contract = await ready.active()
    for oin in (ready.tenant.providers[1], ready.tenant.auditor):
        seen = await facts(ready, oin)
        assert what(seen[-1]) == "contract-activated"
        assert seen[-1]["subject"] == str(contract.id)
    stranger = await tenant_on(ready.tenant.today)
    answer = await stranger.ask("contracts", "GET", "/events")
    assert answer.json()["events"] == []


async def test_a_refused_or_dry_write_leaves_no_fact(ready: Ready) -> None:
    """No change, no record."""
    before = await facts(ready)
    refused = await ready.ask("POST", "/contracts", json=ready.body(legalForm="subsidy"))
    dry = await ready.ask("POST", "/contracts?dryRun=true", json=ready.body())
    assert (refused.status_code, dry.status_code) == (409, 201)
    assert await facts(ready) == before
