"""Retentions over HTTP: refused with what is missing, released once, replayed, never doubled."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from shared.clients.settlement import SettlementClient
from shared.schemas.settlement import Forfeit
from tests.support.lives import CODES, audit, funding, measure, past_year
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
LATER = date(2027, 3, 1)


async def pending(tenant: Tenant, contract_id: object) -> dict[str, int]:
    """What is pending on each account of a contract, in cents."""
    accounts = (await tenant.ask("settlement", "GET", f"/accounts?contractId={contract_id}")).json()["items"]
    return {one["code"]: one["pendingCents"] for one in accounts}


async def test_the_list_is_empty_at_first(tenant: Tenant) -> None:
    """A tenant without contracts has no retentions."""
    answer = await tenant.ask("settlement", "GET", "/retentions")
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"items": [], "next": None}


async def test_an_unknown_retention_is_not_found(tenant: Tenant) -> None:
    """What is not there answers 404 with a problem that says so."""
    answer = await tenant.ask("settlement", "GET", "/retentions/0198c5a0-0000-7000-8000-000000000001")
    assert answer.status_code == 404, answer.text
    assert answer.json()["code"] == "retention-not-found"


@pytest.mark.rule("R-S03")
@pytest.mark.rule("R-X02")
async def test_all_met_and_recorded_releases_the_whole_retention(tenant_on: TenantOn) -> None:
    """Agreements met and an audit statement on processes and all KPIs: 350,000.00 is released, and says why."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    before = await pending(tenant, contract.id)
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["state"], found["releasedCents"]) == ("released", 35_000_000)
    assert found["verdictId"] and found["auditStatementId"]
    steps = (await tenant.ask("settlement", "GET", f"/retentions/{retention}/derivation")).json()["steps"]
    assert [step["rule"] for step in steps] == ["R-S03", "R-O28", "R-S03"]
    assert found["verdictId"] in steps[0]["sentence"]
    assert steps[2]["sentence"] == "De hele inhouding komt vrij: € 350.000,00."
    after = await pending(tenant, contract.id)
    assert after["retained"] - before["retained"] == 35_000_000
    assert sum(after.values()) == 0


@pytest.mark.rule("R-S03")
async def test_the_same_key_replays_and_another_key_is_refused(tenant_on: TenantOn) -> None:
    """A retry with the same key gets the same answer; a second release is refused as already released."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    path = f"/retentions/{retention}/release"
    first = await tenant.ask("settlement", "POST", path, key="once")
    again = await tenant.ask("settlement", "POST", path, key="once")
    other = await tenant.ask("settlement", "POST", path, key="twice")
    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 409)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.json()["code"], other.json()["rule"]) == ("retention-already-released", "R-S03")


@pytest.mark.rule("R-S03")
async def test_met_without_a_statement_waits(tenant_on: TenantOn) -> None:
    """All met but not recorded by an accountant: nothing is released, and the answer says what is missing."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-S03")
    assert [error["code"] for error in answer.json()["errors"]] == ["audit-missing"]
    still = (await tenant.ask("settlement", "GET", f"/retentions/{retention}")).json()
    assert (still["state"], still["releasedCents"]) == ("withheld", 0)


@pytest.mark.rule("R-S03")
@pytest.mark.rule("R-O28")
async def test_a_statement_that_leaves_out_a_kpi_does_not_release(tenant_on: TenantOn) -> None:
    """A KPI that the statement does not cover is a gap, and the refusal names it."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id, covered=CODES[:1])
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert answer.status_code == 409
    (error,) = answer.json()["errors"]
    assert error["code"] == "audit-incomplete"
    assert CODES[1] in error["detail"]


@pytest.mark.rule("R-S03")
async def test_not_met_releases_nothing(tenant_on: TenantOn) -> None:
    """A grade of 6.9 against 7.0 is not met: 0 is released, whatever the accountant says."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id, grades="6.9")
    await audit(tenant, contract.id)
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert answer.status_code == 409
    assert [error["code"] for error in answer.json()["errors"]] == ["agreements-not-met"]


@pytest.mark.rule("R-S03")
async def test_asked_too_early_it_is_refused_with_all_that_is_missing(tenant_on: TenantOn) -> None:
    """During the year the refusal names the year, the instalments, the verdict and the statement, in both languages."""
    tenant = await tenant_on(date(2026, 11, 5))
    _, retention = await past_year(tenant)
    path = f"/retentions/{retention}/release"
    dutch = (await tenant.ask("settlement", "POST", path)).json()
    english = (await tenant.ask("settlement", "POST", path, headers={"Accept-Language": "en"})).json()
    codes = [error["code"] for error in dutch["errors"]]
    assert codes[:2] == ["year-not-over", "instalments-open"]
    assert "audit-missing" in codes
    assert dutch["errors"][0]["detail"] == "Het jaar 2026 is nog niet voorbij."
    assert english["errors"][0]["detail"] == "The year 2026 is not over yet."
    assert dutch["mend"] and english["mend"]


async def test_a_dry_run_shows_and_writes_nothing(tenant_on: TenantOn) -> None:
    """dryRun=true answers as the release would, and the retention stays withheld."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release?dryRun=true")
    assert (answer.status_code, answer.json()["state"]) == (200, "released")
    assert (await tenant.ask("settlement", "GET", f"/retentions/{retention}")).json()["state"] == "withheld"


async def test_a_provider_may_read_but_not_release(tenant_on: TenantOn) -> None:
    """The payee sees its retention; releasing is the purchaser's."""
    tenant = await tenant_on(LATER)
    _, retention = await past_year(tenant)
    lead = tenant.providers[0]
    assert (await tenant.ask("settlement", "GET", f"/retentions/{retention}", oin=lead)).status_code == 200
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release", oin=lead)
    assert (answer.status_code, answer.json()["code"]) == (403, "purchaser-only")


@pytest.mark.rule("R-S03")
@pytest.mark.rule("R-O28")
async def test_a_correction_after_the_statement_releases_nothing_until_the_accountant_states_anew(
    tenant_on: TenantOn,
) -> None:
    """Not met when the accountant stated it, corrected to met afterwards: refused until a statement that saw it."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id, grades="6.9")
    await audit(tenant, contract.id)
    corrected = {
        "contractId": str(contract.id),
        "indicator": CODES[0],
        "quarter": "2026-Q4",
        "value": "7.4",
        "source": "provider",
    }
    registered = await tenant.ask(
        "outcomes", "POST", "/measurements", json=corrected, oin=tenant.providers[0]
    )
    assert registered.status_code == 201, registered.text
    refused = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert refused.status_code == 409, refused.text
    (error,) = refused.json()["errors"]
    assert error["code"] == "audit-incomplete"
    assert f"({CODES[0]}), 2026-Q4: gemeten na de verklaring" in error["detail"]
    await audit(tenant, contract.id)
    released = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert released.json()["releasedCents"] == 35_000_000


async def agreed(tenant: Tenant, rule: str) -> tuple[object, object]:
    """A contract of 2026 that releases by this rule, with one of its two agreements met, recorded by the accountant."""
    contract, retention = await past_year(tenant, funding_agreements=[funding(release_rule=rule)])
    await measure(tenant, contract.id, relapse="12")
    await audit(tenant, contract.id)
    return contract.id, retention


@pytest.mark.rule("R-S03")
async def test_pro_rata_releases_what_is_met_and_forfeits_the_rest(tenant_on: TenantOn) -> None:
    """One of two agreements met, pro rata agreed: 175,000.00 is paid, 175,000.00 forfeited; nothing is left pending or committed."""
    tenant = await tenant_on(LATER)
    contract, retention = await agreed(tenant, "proRata")
    refused = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert [one["code"] for one in refused.json()["errors"]] == ["agreements-not-met"]
    why, before = {"motivation": "De norm voor terugval is niet gehaald."}, await pending(tenant, contract)
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/forfeit", json=why)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["state"], found["releasedCents"], found["forfeitedCents"]) == (
        "released",
        17_500_000,
        17_500_000,
    )
    assert found["motivation"] == why["motivation"] and found["releaseRule"] == "proRata"
    steps = (await tenant.ask("settlement", "GET", f"/retentions/{retention}/derivation")).json()["steps"]
    assert steps[0]["sentence"] == (
        "Van de 2 afspraken over 2026 zijn er 1 gehaald; naar rato komt vrij: € 175.000,00."
    )
    after = await pending(tenant, contract)
    assert after["retained"] - before["retained"] == 35_000_000 and sum(after.values()) == 0
    entries = (await tenant.ask("settlement", "GET", "/entries?limit=100")).json()["items"]
    sums = {"release": 0, "forfeit": 0, "commitment": 0, "instalment": 0}
    for one in entries:
        for line in one["lines"]:
            if line["account"] == "commitment" and line["kind"] == "posted":
                sums[one["cause"]] += line["amountCents"]
    assert (sums["release"], sums["forfeit"]) == (-17_500_000, -17_500_000)
    again = await tenant.ask("settlement", "POST", f"/retentions/{retention}/forfeit", json=why)
    assert (again.status_code, again.json()["code"]) == (409, "retention-already-released")


@pytest.mark.rule("R-S03")
async def test_all_or_nothing_forfeits_the_whole_once(tenant_on: TenantOn) -> None:
    """One of two agreements met and nothing agreed on parts: 350,000.00 is forfeited, and never released after it."""
    tenant = await tenant_on(LATER)
    contract, retention = await agreed(tenant, "allOrNothing")
    client, before = tenant.client(SettlementClient), await pending(tenant, contract)
    found = await client.forfeit(retention, Forfeit(motivation="De norm voor terugval is niet gehaald."))
    assert (found.state, found.released_cents, found.forfeited_cents) == ("forfeited", 0, 35_000_000)
    after = await pending(tenant, contract)
    assert after["retained"] - before["retained"] == 35_000_000 and sum(after.values()) == 0
    for path in ("release", "forfeit"):
        body = {"motivation": "Nog eens."} if path == "forfeit" else None
        again = await tenant.ask("settlement", "POST", f"/retentions/{retention}/{path}", json=body)
        assert (again.status_code, again.json()["code"]) == (409, "retention-already-forfeited")
    feed = (await tenant.ask("settlement", "GET", "/events?limit=500")).json()["events"]
    [fact] = [one for one in feed if ".retention-" in one["type"]]
    assert fact["type"].endswith("retention-forfeited.v1") and not fact["data"].get("motivation")


@pytest.mark.rule("R-S03")
async def test_nothing_is_forfeited_while_all_is_met_or_unjudged(tenant_on: TenantOn) -> None:
    """Without measurements, and with all agreements met, forfeiting is refused with what speaks against it."""
    tenant = await tenant_on(LATER)
    contract, retention = await past_year(tenant)
    path, why = f"/retentions/{retention}/forfeit", {"motivation": "Te vroeg."}
    early = await tenant.ask("settlement", "POST", path, json=why)
    assert (early.status_code, early.json()["code"]) == (409, "retention-not-forfeitable")
    assert "audit-missing" in [one["code"] for one in early.json()["errors"]]
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    met = await tenant.ask("settlement", "POST", path, json=why)
    assert [one["code"] for one in met.json()["errors"]] == ["agreements-met"]
    bare = await tenant.ask("settlement", "POST", path, json={})
    assert bare.status_code == 400 and "motivation" in str(bare.json()["errors"])
