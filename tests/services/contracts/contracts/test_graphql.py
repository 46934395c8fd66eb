"""A contract in the graph, with what stands around it."""

from __future__ import annotations

from typing import Any

import pytest

from shared.kit.database import Connection, Record, Statement
from tests.services.contracts.conftest import SATISFACTION, Ready

CONTRACT = """
query ($id: UUID!) {
  contract(id: $id) {
    number version state endDate
    fundingAgreements { ... on LumpSumRetention { number form annualAmountCents advanceBasisPoints } }
    yearlyFunding { advanceCents retentionCents effectiveOn }
    agreements { number norm operator validFrom }
    agreementsOn(day: "2026-06-30") { norm }
    members { oin role paymentLead }
    consortium { name organisations { oin name } }
    population { name laws inhabitants }
    payeeOrganisation { name }
    amendments { number state }
    signatures { side endUser }
    derivation { version steps { rule } }
  }
}
"""


def graph_body(ready: Ready, **changes: Any) -> dict[str, Any]:
    """The same contract as an input object: each funding agreement under the name of its form (@oneOf)."""
    body = ready.body(**changes)
    given = [dict(one) for one in body["fundingAgreements"]]
    return {**body, "fundingAgreements": [{one.pop("form"): one} for one in given]}


async def test_one_query_shows_a_contract_with_all_that_stands_around_it(ready: Ready) -> None:
    """Consortium, population, organisations, amendments and derivation, each through its loader."""
    registered = await ready.ask(
        "POST", "/organisations", json={"oin": ready.lead, "kind": "provider", "name": "De Rijnoever"}
    )
    assert registered.status_code == 201, registered.text
    contract = await ready.active()
    answer = await ready.graph(CONTRACT, id=str(contract.id))
    assert "errors" not in answer, answer
    shown = answer["data"]["contract"]
    assert (shown["state"], shown["endDate"]) == ("active", "2029-12-31")
    assert shown["yearlyFunding"] == [
        {"advanceCents": 665_000_000, "retentionCents": 35_000_000, "effectiveOn": "2026-01-01"}
    ]
    assert shown["fundingAgreements"] == [
        {
            "number": 1,
            "form": "lumpSumRetention",
            "annualAmountCents": 700_000_000,
            "advanceBasisPoints": 9_500,
        }
    ]
    assert shown["agreements"] == [{"number": 9, "norm": "7.0", "operator": "min", "validFrom": None}]
    assert shown["agreementsOn"] == [{"norm": "7.0"}]
    assert shown["consortium"]["organisations"] == [{"oin": ready.lead, "name": "De Rijnoever"}]
    assert shown["population"]["laws"] == ["wmo2015"]
    assert shown["payeeOrganisation"] == {"name": "De Rijnoever"}
    assert shown["amendments"] == []
    assert [step["rule"] for step in shown["derivation"]["steps"]][:2] == ["R-C01", "R-C11"]


async def test_a_member_sees_its_contract_and_the_auditor_not_the_consortium(ready: Ready) -> None:
    """The graph has no eyes of its own: each party sees what it would see over REST."""
    contract = await ready.active()
    member = await ready.graph(CONTRACT, id=str(contract.id), oin=ready.tenant.providers[1])
    assert member["data"]["contract"]["consortium"]["name"] == "Samen Sterk"
    assert member["data"]["contract"]["population"]["inhabitants"] == 110_000
    auditor = await ready.graph(CONTRACT, id=str(contract.id), oin=ready.tenant.auditor)
    assert auditor["data"]["contract"]["consortium"] is None


async def test_contracts_come_in_pages(ready: Ready) -> None:
    """A connection with the cursor of the next page."""
    for number in ("A", "B"):
        await ready.draft(number=number)
    query = """query ($after: String) {
      contracts(first: 1, after: $after, state: draft) { nodes { number } pageInfo { hasNextPage endCursor } }
    }"""
    first = (await ready.graph(query))["data"]["contracts"]
    assert (first["nodes"], first["pageInfo"]["hasNextPage"]) == ([{"number": "A"}], True)
    second = (await ready.graph(query, after=first["pageInfo"]["endCursor"]))["data"]["contracts"]
    assert (second["nodes"], second["pageInfo"]["hasNextPage"]) == ([{"number": "B"}], False)


async def test_a_contract_is_drafted_signed_and_activated_over_the_graph(ready: Ready) -> None:
    """The same operations, keys and refusals as over REST."""
    draft = """mutation ($new: NewContract!) { draftContract(new: $new) { id version state number } }"""
    made = await ready.graph(draft, key="d", new=graph_body(ready))
    assert "errors" not in made, made
    contract = made["data"]["draftContract"]
    assert contract["number"] == "ALP-2026-01"
    assert await ready.graph(draft, key="d", new=graph_body(ready)) == made
    both = """mutation ($id: UUID!) { signContract(id: $id) { state } activateContract(id: $id) { state } }"""
    refused = await ready.graph(both, key="s", id=contract["id"])
    assert refused["errors"][0]["extensions"]["code"] == "contract-not-signed"
    sign = """mutation ($id: UUID!) { signContract(id: $id, signedBy: "bestuurder") { state } }"""
    assert (await ready.graph(sign, key="l", id=contract["id"], oin=ready.lead))["data"] == {
        "signContract": {"state": "signed"}
    }
    activate = """mutation ($id: UUID!, $v: Int) { activateContract(id: $id, version: $v) { state payee } }"""
    outdated = await ready.graph(activate, key="a1", id=contract["id"], v=1)
    assert outdated["errors"][0]["extensions"]["status"] == 412
    done = await ready.graph(activate, key="a2", id=contract["id"], v=3)
    assert done["data"] == {"activateContract": {"state": "active", "payee": ready.lead}}


@pytest.mark.rule("R-C09")
async def test_the_graph_refuses_with_the_same_rule_and_the_same_faults(ready: Ready) -> None:
    """A subsidy with a retention names R-C09; a norm off its scale is refused as input."""
    draft = """mutation ($new: NewContract!) { draftContract(new: $new) { id } }"""
    subsidy = await ready.graph(draft, key="1", new=graph_body(ready, legalForm="subsidy"))
    assert subsidy["errors"][0]["extensions"]["rule"] == "R-C09"
    off_scale = graph_body(ready, agreements=[{**SATISFACTION, "norm": "11"}])
    invalid = await ready.graph(draft, key="2", new=off_scale)
    [fault] = invalid["errors"][0]["extensions"]["errors"]
    assert fault["location"] == "#/agreements/0"
    assert fault["detail"].startswith("De norm ligt niet tussen")


async def test_many_contracts_cost_as_many_statements_as_one(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Consortium, population and amendments come by loader: the number of statements does not grow with the rows."""
    sent: list[str] = []
    fetch = Connection.fetch

    async def counted(self: Connection, statement: Statement, **values: Any) -> list[Record]:
        sent.append(statement.sql)
        return await fetch(self, statement, **values)

    monkeypatch.setattr(Connection, "fetch", counted)
    query = "{ contracts { nodes { consortium { name } population { name } amendments { number } } } }"
    counts = []
    for numbers in (["A"], ["B", "C", "D"]):
        for number in numbers:
            await ready.draft(number=number)
        sent.clear()
        answer = await ready.graph(query)
        assert answer["data"]["contracts"]["nodes"][-1]["population"] is not None
        counts.append(len(sent))
    assert counts == [4, 4]
