"""Population contracts beside each other, over HTTP: the same inhabitants twice (R-C12), the same members twice (R-C11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import Contract, Finding, NewConsortium, NewPopulation
from tests.services.contracts.conftest import Ready
from tests.support.statements import counted

LUMP_SUM = {"number": 1, "form": "lumpSum", "annualAmountCents": 100_000_000, "instalmentCount": 12}


def another(ready: Ready, **changes: Any) -> dict[str, Any]:
    """A second provider's lump sum for the same population, beside the consortium's."""
    told = {
        "number": "ALP-2",
        "consortiumId": None,
        "provider": ready.tenant.providers[1],
        "fundingAgreements": [LUMP_SUM],
    }
    return {**told, **changes}


async def found(ready: Ready, contract: Contract, *codes: str) -> list[Finding]:
    """What is found about a contract of these kinds."""
    return [one for one in (await ready.client().findings(contract.id)).findings if one.code in codes]


async def concluded(ready: Ready, **changes: Any) -> Contract:
    """That second contract, signed by both and in force."""
    draft = await ready.draft(**another(ready, **changes))
    await ready.client().sign(draft.id, "wethouder zorg")
    await ready.client(draft.provider or ready.lead).sign(draft.id, "bestuurder")
    return await ready.client().activate(draft.id)


async def population(ready: Ready, **changes: Any) -> UUID:
    """Another population of the same municipality."""
    told = {
        "name": "Inwoners", "municipalityCode": "0484", "laws": ["wmo2015"], "description": "Wie hulp vraagt",
        "inhabitants": 110_000, "inhabitantsOn": "2026-01-01",
    }  # fmt: skip
    made = await ready.client().register_population(NewPopulation.model_validate({**told, **changes}))
    return made.id


@pytest.mark.rule("R-C12")
async def test_the_same_population_does_not_go_to_two_providers(ready: Ready) -> None:
    """Found on the draft as an error that names the other contract, and its activation is refused."""
    first = await ready.active()
    draft = await ready.draft(**another(ready))
    (error,) = await found(ready, draft, "population-covered-twice")
    assert (error.severity, error.rule, error.where) == ("error", "R-C12", "#/populationId")
    assert first.number in error.reason.nl and "2026" in error.reason.nl
    assert error.countermeasure is not None and "dekking" in error.countermeasure.nl
    with pytest.raises(Refusal) as refused:
        await ready.client().sign(draft.id, "wethouder zorg")
    assert refused.value.code == "contract-errors-found"
    assert [(one["code"], one["rule"]) for one in refused.value.problem["errors"]] == [
        ("population-covered-twice", "R-C12")
    ]


@pytest.mark.rule("R-C12")
async def test_what_was_signed_before_the_other_ran_is_not_activated_either(ready: Ready) -> None:
    """Both are signed, a warning that can be heeded; the first goes into force, and the second meets the error."""
    draft = await ready.draft(**another(ready))
    await ready.client().sign(draft.id, "wethouder zorg")
    await ready.client(ready.tenant.providers[1]).sign(draft.id, "bestuurder")
    first = await ready.signed()
    (warned,) = await found(ready, first, "population-covered-twice", "inhabitants-covered-twice")
    assert (warned.code, warned.severity) == ("inhabitants-covered-twice", "warning")
    await ready.client().activate(first.id)
    with pytest.raises(Refusal) as refused:
        await ready.client().activate(draft.id)
    assert [one["code"] for one in refused.value.problem["errors"]] == ["population-covered-twice"]


@pytest.mark.rule("R-C12")
async def test_a_coverage_that_divides_the_areas_clears_it(ready: Ready) -> None:
    """Six areas in Emmen: once both providers have their coverage the second contract goes into force."""
    areas = {"areaCodes": ["WK048401", "WK048402"]}
    for code in areas["areaCodes"]:
        told = {
            "code": code,
            "name": code,
            "municipalityCode": "0484",
            "level": "district",
            "validFrom": "2026-01-01",
        }
        assert (await ready.ask("POST", "/areas", json=told, key=code)).status_code == 201
    people = str(await population(ready, **areas))
    first = await ready.active(populationId=people)
    draft = await ready.draft(**another(ready, populationId=people))
    assert await found(ready, draft, "population-covered-twice")
    for contract, provider, code in (
        (first, ready.lead, "WK048401"),
        (draft, ready.tenant.providers[1], "WK048402"),
    ):
        coverage = {
            "populationId": people, "contractId": str(contract.id), "provider": provider, "areaCodes": [code],
            "validFrom": "2026-01-01",
        }  # fmt: skip
        answer = await ready.ask("POST", "/coverages", json=coverage, key=f"cover-{code}")
        assert answer.status_code == 201, answer.text
    assert await found(ready, draft, "population-covered-twice", "inhabitants-covered-twice") == []
    await ready.client().sign(draft.id, "wethouder zorg")
    await ready.client(ready.tenant.providers[1]).sign(draft.id, "bestuurder")
    assert (await ready.client().activate(draft.id)).state == "active"


@pytest.mark.rule("R-C12")
async def test_what_may_stand_beside_it_goes_into_force(ready: Ready) -> None:
    """The next period, and, where both name one, another target group or other areas: no finding, and active."""
    await ready.active()
    after = await concluded(ready, startDate="2030-01-01", number="ALP-LATER")
    assert await found(ready, after, "population-covered-twice", "inhabitants-covered-twice") == []
    people = str(await population(ready, municipalityCode="0505"))
    for number, group in enumerate(("Diabetes", "COPD")):
        funding = {
            **LUMP_SUM,
            "form": "populationTargetGroup",
            "targetGroup": group,
            "entryCondition": "de diagnose",
        }
        made = await concluded(
            ready,
            number=f"ALP-{group}",
            populationId=people,
            provider=ready.tenant.providers[number],
            fundingAgreements=[funding],
        )
        assert await found(ready, made, "population-covered-twice", "inhabitants-covered-twice") == []
    people = str(await population(ready, municipalityCode="0513"))
    for number, code in enumerate(("WK048401", "WK048402")):
        provider = ready.tenant.providers[number]
        area = {"areaCode": code, "provider": provider, "annualAmountCents": 100_000_000}
        funding = {"number": 1, "form": "populationArea", "areas": [area], "instalmentCount": 12}
        told = {"number": f"ALP-{code}", "populationId": people, "provider": provider}
        made = await concluded(ready, **told, fundingAgreements=[funding])
        assert await found(ready, made, "population-covered-twice", "inhabitants-covered-twice") == []


@pytest.mark.rule("R-C12")
async def test_a_group_beside_the_whole_and_overlapping_populations_are_warned_of(ready: Ready) -> None:
    """Diabetes beside everybody, and a second population of the same municipality and law: warnings, and both may run."""
    await ready.active()
    funding = {
        **LUMP_SUM,
        "form": "populationTargetGroup",
        "targetGroup": "Diabetes",
        "entryCondition": "de diagnose",
    }
    group = await concluded(ready, fundingAgreements=[funding])
    assert [one.severity for one in await found(ready, group, "inhabitants-covered-twice")] == ["warning"]
    for laws, warned in ((["wmo2015"], True), (["jeugdwet"], False)):
        people = str(await population(ready, laws=laws))
        beside = await ready.draft(**another(ready, number=f"ALP-{laws[0]}", populationId=people))
        told = await found(ready, beside, "population-covered-twice", "inhabitants-covered-twice")
        assert [one.code for one in told if "ALP-2026-01" in one.reason.en] == [
            "inhabitants-covered-twice"
        ] * warned


@pytest.mark.rule("R-C11")
async def test_the_same_members_twice_are_two_lump_sums_in_one_municipality(ready: Ready) -> None:
    """Registered again under another name: a warning that names the other contract; elsewhere or later there is none."""
    first = await ready.active()
    members = [
        {"oin": oin, "role": "sub" if number else "main", "paymentLead": not number}
        for number, oin in enumerate(ready.tenant.providers)
    ]
    again = await ready.client().register_consortium(
        NewConsortium.model_validate({"name": "Nog Sterker", "startDate": "2026-01-01", "members": members})
    )
    people = str(await population(ready, laws=["jeugdwet"]))
    told = {"number": "ALP-3", "provider": None, "consortiumId": str(again.id), "populationId": people}
    twice = await ready.draft(**told)
    (warned,) = await found(ready, twice, "consortium-registered-twice")
    assert (warned.severity, warned.rule, warned.where) == ("warning", "R-C11", "#/consortiumId")
    assert first.number in warned.reason.nl
    for changes in ({"municipalityCode": "0505"}, {"startDate": "2030-01-01"}):
        other = await ready.draft(
            **{**told, "number": f"ALP-4-{len(changes)}{next(iter(changes))}", **changes}
        )
        assert await found(ready, other, "consortium-registered-twice") == []


@pytest.mark.rule("R-C12")
async def test_the_other_party_does_not_read_who_stands_beside_it(ready: Ready) -> None:
    """What the purchaser agreed with another is not told to a provider; and it costs as much for one as for many."""
    await ready.active()
    draft = await ready.draft(**another(ready))
    theirs = await ready.client(ready.tenant.providers[1]).findings(draft.id)
    assert "population-covered-twice" not in {one.code for one in theirs.findings}
    seen = []
    for number in range(2):
        async with counted(ready.tenant.house, "contracts") as statements:
            await ready.graph("{ contracts { nodes { findings { code } } } }", key=f"graph-{number}")
        seen.append(len(statements))
        for each in range(3):
            await ready.draft(**another(ready, number=f"ALP-{number}-{each}"))
    assert seen[0] == seen[1], seen
