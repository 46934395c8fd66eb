"""Findings over HTTP: of one contract and of all, for the purchaser and for a party, with the purchaser's own limits."""

from __future__ import annotations

from datetime import date

import pytest

from shared.clients.base import Refusal
from shared.schemas.outcomes import IndicatorLimits, LibraryToImport, NewDefinitionAgreement
from shared.values.findings import FindingSeverity
from tests.services.contracts.findings.drafts import LUMP_SUM, RESULT
from tests.services.outcomes.conftest import Measured, a_contract, agreement, counted
from tests.support.house import House
from tests.support.tenants import new_tenant


@pytest.mark.rule("R-O21")
@pytest.mark.rule("R-O22")
@pytest.mark.rule("R-O23")
@pytest.mark.rule("E-54")
async def test_findings_follow_what_is_agreed_and_measured(measured: Measured) -> None:
    """Undefined until a library is taken over, without consensus until all agreed, incomplete until measured, too many by policy."""
    client, of = measured.client(), measured.contract.id
    first = await client.indicator_findings(of)
    assert (first.contract_number, first.assessed_on) == ("ALP-2026-01", date(2026, 8, 10))
    codes = {one.code: one for one in first.findings}
    assert codes["indicator-undefined"].indicators == ["survey", "client-satisfaction"]
    assert codes["incomplete-measurements"].derivation[-1].inputs["due"] == 4
    assert {"weak-outcome", "no-baseline", "no-internal-benchmark"} <= codes.keys()
    assert codes["weak-outcome"].reason.en.startswith("Of the 2 indicators only 2 are outcomes")
    taken = LibraryToImport(valid_from=date(2026, 1, 1), codes=["client-satisfaction"])
    (item,) = (await client.import_indicator_library("alphen", taken)).items
    told = {one.code: one for one in (await client.indicator_findings(of)).findings}
    assert told["indicator-undefined"].indicators == ["survey"]
    missing = told["definition-without-consensus"].derivation[-1].inputs["missing"]
    assert missing == [measured.tenant.owner, *sorted(measured.tenant.providers)]
    for oin in (None, *measured.tenant.providers):
        await measured.client(oin).agree_indicator_definition(
            item.definition_id, NewDefinitionAgreement(number=1)
        )
    for quarter in ("2026-Q1", "2026-Q2"):
        await measured.measure(quarter, "7.4")
        survey = measured.new(quarter, "8.0", indicator="survey", source="clientSurvey")
        await client.register_measurement(survey)
    after = {one.code: one for one in (await client.indicator_findings(of)).findings}
    assert not {"definition-without-consensus", "incomplete-measurements"} & after.keys()
    assert after["late-registrations"].derivation[-1].inputs["late"] == 2, (
        "that of the first quarter, in August"
    )
    assert "too-many-indicators" not in after
    policy = await client.indicator_policy()
    assert (policy.version, policy.limits.most_indicators) == (1, 12)
    set_to = await client.set_indicator_policy(1, IndicatorLimits(most_indicators=1, late_days=200))
    assert await client.set_indicator_policy(2, set_to.limits) == await client.indicator_policy() == set_to
    tight = await client.indicator_findings(of, severity=FindingSeverity.WARNING.value)
    assert {one.severity for one in tight.findings} == {FindingSeverity.WARNING}
    assert "too-many-indicators" in {one.code for one in tight.findings}
    assert "late-registrations" not in {one.code for one in tight.findings}


@pytest.mark.rule("E-39")
async def test_all_contracts_are_looked_at_in_as_many_statements_as_one(
    measured: Measured, monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    """Two contracts mirror each other and take no more statements than one; a party sees its own, a stranger none, an insurer nothing."""
    client = measured.client()
    with counted(monkeypatch) as of_one:
        (alone,) = await client.all_indicator_findings()
    assert "no-internal-benchmark" in {one.code for one in alone.findings}
    other = a_contract(measured.tenant, number="ALP-2026-02")
    await measured.tell("contracts", "contract-activated", other)
    with counted(monkeypatch) as of_two:
        both = await client.all_indicator_findings()
    assert len(of_two) == len(of_one) <= 16
    assert [one.contract_id for one in both] == sorted([measured.contract.id, other.id])
    assert not any(found.code == "no-internal-benchmark" for one in both for found in one.findings)
    page = (await measured.get("/indicator-findings?limit=1")).json()
    rest = (await measured.get(f"/indicator-findings?limit=1&cursor={page['next']}")).json()
    assert [one["contractId"] for one in (*page["items"], *rest["items"])] == [
        str(one.contract_id) for one in both
    ]
    seen = await measured.client(measured.lead).indicator_findings(other.id)
    assert {one.code for one in seen.not_assessed} >= {"no-internal-benchmark", "indicator-undefined"}
    kinds = await client.indicator_finding_kinds()
    assert {"E-16", "E-39", "R-O08"} <= {one.rule for one in kinds}
    stranger = await new_tenant(house, measured.tenant.today, providers=1)
    unseen = await stranger.ask("outcomes", "GET", f"/contracts/{other.id}/indicator-findings")
    assert (unseen.status_code, unseen.json()["code"]) == (404, "outcomes-contract-not-found")
    with pytest.raises(Refusal) as met:
        await measured.client(measured.lead).indicator_policy()
    assert (met.value.status, met.value.code) == (403, "purchaser-only")
    for oin, most, status in ((measured.lead, 1, 403), (None, 0, 400)):
        refused = await measured.tenant.ask(
            "outcomes",
            "PUT",
            "/indicator-policy",
            oin=oin,
            json={"mostIndicators": most},
            headers={"If-Match": '"1"'},
        )
        assert refused.status_code == status


@pytest.mark.rule("R-O08")
@pytest.mark.rule("R-O35")
async def test_the_funding_says_which_indicators_are_wanted(measured: Measured) -> None:
    """An area's budget with client indicators alone, and payment by results without satisfaction: a warning each, not both."""
    reached = agreement(code="goal-attainment", name="Doelbereik")
    codes = {}
    for name, form, agreed in (("area", LUMP_SUM, agreement()), ("results", RESULT, reached)):
        made = a_contract(
            measured.tenant, number=f"FU-{name}", funding_agreements=[form], agreements=[agreed]
        )
        await measured.tell("contracts", "contract-activated", made)
        found = (await measured.client().indicator_findings(made.id)).findings
        codes[name] = {one.code: (one.rule, one.severity) for one in found}
    warning = FindingSeverity.WARNING
    assert codes["area"]["client-indicators-only"] == ("R-O08", warning)
    assert codes["results"]["no-satisfaction-indicator"] == ("R-O35", warning)
    assert (
        "no-satisfaction-indicator" not in codes["area"] and "client-indicators-only" not in codes["results"]
    )
