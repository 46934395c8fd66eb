"""Findings in the graph: fields of a contract in a constant number of statements, drafts assessed, tests entered once per key."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import Circumstances
from tests.services.contracts.conftest import Ready
from tests.services.contracts.findings.drafts import PRODUCTION, known, sound
from tests.support.statements import counted

CONTRACT = """query ($id: UUID!) { contract(id: $id) {
  findings(severity: warning) { code rule severity where reason { nl en } countermeasure { en } clears { nl } }
  unassessed { rule where }
  incentiveProfile { dimensions { dimension pullsApart arguments { row tendency case text { en } } } conflicts { code } }
  definitionTest { score deviations versions { version } derivation { steps { rule } } }
} }"""
ALL = """{ contracts { nodes { id findings { code } unassessed { rule } incentiveProfile { forms { form } }
  definitionTest { score } } } }"""
ASSESS = """query ($new: NewContract!, $context: NewCircumstances) { assessContract(new: $new, context: $context) {
  assessedOn findings { code severity } incentiveProfile { conflicts { code } } } }"""
TEST = """mutation ($id: UUID!, $new: NewDefinitionTest!, $v: Int) {
  setDefinitionTest(contractId: $id, new: $new, version: $v) { id version score deviations } }"""
KNOW = """mutation ($id: UUID!, $new: NewCircumstances!) {
  setCircumstances(contractId: $id, new: $new) { version facts { poolMember limits { shortTermMonths } } } }"""
LISTS = """{ sourceTexts(row: "N-86") { row number tendency } fundingForms(basicForm: supplement) { form mandatoryFields }
  findingKinds(severity: error) { code } subsidyChecks { nodes { number } } definitionTests(score: 5) { nodes { id } } }"""
ORDER = (
    "fixedAmount",
    "basedOnCharacteristics",
    "predeterminedResults",
    "freedomOfSpending",
    "accountability",
)


def criteria(*deviations: int) -> dict[str, Any]:
    """The five criteria, all met but for the deviations."""
    return {
        "criteria": [
            {"criterion": name, "met": number not in deviations, "evidence": "Bijlage 3", "source": "001"}
            for number, name in enumerate(ORDER, 1)
        ]
    }


@pytest.mark.rule("R-C02")
@pytest.mark.rule("R-C30")
async def test_a_contract_tells_its_findings_profile_and_test(ready: Ready) -> None:
    """Warnings with their reason, the profile by dimension, and the test with its versions, in one request."""
    contract = await ready.draft(acceptanceDuty=False)
    made = await ready.graph(TEST, id=str(contract.id), new=criteria(3))
    assert made["data"]["setDefinitionTest"]["score"] == 4, made
    answer = await ready.graph(CONTRACT, id=str(contract.id))
    found = answer["data"]["contract"]
    assert "fixed-budget-without-acceptance-duty" in [one["code"] for one in found["findings"]]
    assert {one["severity"] for one in found["findings"]} == {"warning"}
    assert {"rule": "R-C59", "where": "#/context/poolMember"} in found["unassessed"]
    volume = found["incentiveProfile"]["dimensions"][1]
    assert volume["dimension"] == "volume" and "N-88" in [one["row"] for one in volume["arguments"]]
    assert (found["definitionTest"]["score"], found["definitionTest"]["deviations"]) == (4, [3])
    assert found["definitionTest"]["versions"] == [{"version": 1}]
    assert len(found["definitionTest"]["derivation"]["steps"]) == 6


async def test_a_page_of_contracts_costs_the_same_statements_however_long(ready: Ready) -> None:
    """One contract and four: as many statements for their findings, profiles and tests."""
    seen = []
    for numbers in (("A-1",), ("A-2", "A-3", "A-4")):
        for number in numbers:
            contract = await ready.draft(number=number)
            await ready.client().set_circumstances(contract.id, Circumstances(pool_member=False))
        async with counted(ready.tenant.house, "contracts") as statements:
            answer = await ready.graph(ALL)
        assert all(one["findings"] for one in answer["data"]["contracts"]["nodes"]), answer
        seen.append(len(statements))
    assert seen[0] == seen[1] <= 17, seen


async def test_a_draft_is_assessed_in_the_graph(ready: Ready) -> None:
    """The same findings as over REST; with nothing known around it nothing is presumed."""
    draft = {
        name: value
        for name, value in sound().items()
        if name not in ("context", "fundingAgreements", "agreements")
    }
    draft["fundingAgreements"] = [
        {"production": {name: value for name, value in PRODUCTION.items() if name != "form"}}
    ]
    bare = await ready.graph(ASSESS, new=draft)
    assert bare["data"]["assessContract"]["findings"] == [
        {"code": "no-prevention-in-performance-funding", "severity": "information"}
    ], bare
    told = await ready.graph(ASSESS, new=draft, context=known(poolMember=False))
    assert "no-risk-policy" in [one["code"] for one in told["data"]["assessContract"]["findings"]]


async def test_entering_over_the_graph_happens_once_per_key(ready: Ready) -> None:
    """The same key gives the same answer; a version that is not the newest is refused."""
    contract = await ready.draft()
    first = await ready.graph(TEST, id=str(contract.id), new=criteria(2), key="once")
    assert first == await ready.graph(TEST, id=str(contract.id), new=criteria(2), key="once")
    late = await ready.graph(TEST, id=str(contract.id), new=criteria(), v=7, key="late")
    assert late["errors"][0]["extensions"]["code"] == "if-match-outdated"
    entered = await ready.graph(KNOW, id=str(contract.id), new={"poolMember": True}, key="know")
    assert entered["data"]["setCircumstances"]["facts"] == {
        "poolMember": True,
        "limits": {"shortTermMonths": 12},
    }


async def test_the_lists_of_the_sources_are_in_the_graph(ready: Ready) -> None:
    """Texts, forms with their mandatory fields, kinds and subsidies."""
    answer = (await ready.graph(LISTS))["data"]
    assert [one["tendency"] for one in answer["sourceTexts"]] == ["more", "less", "less"]
    assert {one["form"] for one in answer["fundingForms"]} == {
        "performanceSurcharge", "incentivePool", "sharedSavings", "gainShare",
    }  # fmt: skip
    assert {"code": "subsidy-consequence"} in answer["findingKinds"]
    assert answer["subsidyChecks"]["nodes"] == [] == answer["definitionTests"]["nodes"]


async def test_a_provider_sees_findings_without_what_is_confidential(ready: Ready) -> None:
    """A party sees what the terms raise, not what the purchaser's circumstances raise."""
    contract = await ready.draft()
    await ready.client().set_circumstances(contract.id, Circumstances(pool_member=False))
    own = await ready.graph(CONTRACT, id=str(contract.id))
    theirs = await ready.graph(CONTRACT, id=str(contract.id), oin=ready.lead, key="p")
    told = [{one["code"] for one in each["data"]["contract"]["findings"]} for each in (own, theirs)]
    assert told[0] - told[1] == {"no-risk-policy"}
