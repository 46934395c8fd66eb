"""Retention terms over HTTP."""

import pytest

from tests.support.tenants import Tenant


@pytest.mark.rule("F-37")
async def test_the_terms_with_value_source_and_since_when(tenant: Tenant) -> None:
    """Four on one page; one by its name, with an ETag; after a policy since when and why."""
    items = (await tenant.ask("access", "GET", "/retention-terms")).json()["items"]
    assert [(one["category"], one["years"], one["since"]) for one in items] == [
        ("youthFile", 20, None), ("wmoFile", 15, None), ("claimsAndBooks", 7, None), ("accessLog", 5, None),
    ]  # fmt: skip
    one = await tenant.ask("access", "GET", "/retention-terms/youthFile")
    assert (one.json(), one.headers["ETag"]) == (items[0], '"1"')
    body = {"years": 25, "reason": "Besluit informatiebeheer"}
    kept = await tenant.ask(
        "access", "PUT", "/retention-terms/youthFile", json=body, headers={"If-Match": '"1"'}
    )
    shown = kept.json()
    assert (kept.status_code, shown["years"], shown["legalYears"], shown["source"]) == (
        200, 25, 20, "Jeugdwet art. 7.3.8",
    )  # fmt: skip
    assert (shown["since"], shown["reason"]) == ("2026-01-01", "Besluit informatiebeheer")


async def test_what_is_refused(tenant: Tenant) -> None:
    """No version: 428; no reason: 400; an unknown category: 400; a provider: 403; a dry run changes nothing."""
    body, path = {"years": 25, "reason": "beleid"}, "/retention-terms/youthFile"
    star = {"headers": {"If-Match": "*"}}
    answers = [
        await tenant.ask("access", "PUT", path, json=body),
        await tenant.ask("access", "PUT", path, json={"years": 25}, **star),
        await tenant.ask("access", "GET", "/retention-terms/kladblok"),
        await tenant.ask("access", "GET", path, oin=tenant.providers[0]),
        await tenant.ask("access", "PUT", path, json=body, oin=tenant.providers[0], **star),
        await tenant.ask("access", "PUT", f"{path}?dryRun=true", json=body, **star),
    ]
    assert [one.status_code for one in answers] == [428, 400, 400, 403, 403, 200]
    assert (await tenant.ask("access", "GET", path)).json()["years"] == 20


@pytest.mark.rule("F-37")
async def test_a_longer_term_for_the_log_is_not_promised(tenant: Tenant) -> None:
    """409 that says why and whom to ask; the law's term stays; going on with it is no change."""
    path, star = "/retention-terms/accessLog", {"headers": {"If-Match": "*"}}
    refused = await tenant.ask("access", "PUT", path, json={"years": 10, "reason": "beleid"}, **star)
    assert (refused.status_code, refused.json()["code"], refused.json()["rule"]) == (
        409,
        "retention-term-fixed",
        "F-37",
    )
    assert "BEDOELING_PROCESSING_YEARS" in refused.json()["mend"]
    assert (await tenant.ask("access", "GET", path)).json()["years"] == 5
    same = await tenant.ask("access", "PUT", path, json={"years": 5, "reason": "de wet"}, **star)
    assert same.status_code == 200
