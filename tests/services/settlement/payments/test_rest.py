"""Bank accounts, payment batches and bank statements over HTTP."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

import httpx
import pytest
from lxml import etree

from shared.clients.settlement import SettlementClient
from shared.kit.sepa import Booking
from tests.services.settlement import given
from tests.support.tenants import Tenant

XML = {"Content-Type": "application/xml"}
NEW_YEAR = date(2026, 1, 1)


async def propose(tenant: Tenant, **change: object) -> httpx.Response:
    """Propose the first provider's account as a.bakker."""
    body = {
        "organisation": tenant.providers[0],
        "holderName": "De Rijnoever",
        "iban": given.iban(2),
        **change,
    }
    return await tenant.ask("settlement", "POST", "/bank-accounts", json=body, end_user="a.bakker")


async def confirm(tenant: Tenant, account_id: str, end_user: str = "b.visser") -> httpx.Response:
    """Confirm an account."""
    return await tenant.ask(
        "settlement", "POST", f"/bank-accounts/{account_id}/confirmation", end_user=end_user
    )


async def test_two_persons_register_an_account(tenant: Tenant) -> None:
    """One proposes, another confirms; only the last four characters of the IBAN are ever shown."""
    made = await propose(tenant)
    assert made.status_code == 201, made.text
    told = made.json()
    assert made.headers["Location"] == f"/v1/bank-accounts/{told['id']}" and made.headers["ETag"] == '"1"'
    assert told["confirmed"] is False and told["usableFrom"] is None and told["ibanEnd"] == "0002"
    done = await confirm(tenant, told["id"])
    assert done.status_code == 200, done.text
    assert done.json()["confirmed"] is True and done.json()["usableFrom"] == "2026-01-01"
    listed = await tenant.ask(
        "settlement", "GET", "/bank-accounts", params={"organisation": tenant.providers[0]}
    )
    assert [one["id"] for one in listed.json()["items"]] == [told["id"]]
    read = await tenant.ask("settlement", "GET", f"/bank-accounts/{told['id']}")
    assert read.json() == done.json()
    for answer in (made, done, listed, read):
        assert given.iban(2) not in answer.text and "BDLG" not in answer.text


async def test_the_same_person_does_not_confirm(tenant: Tenant) -> None:
    """Four eyes: who proposed is refused with what would clear it."""
    made = await propose(tenant)
    refused = await confirm(tenant, made.json()["id"], "a.bakker")
    assert refused.status_code == 409 and refused.json()["code"] == "four-eyes-missing", refused.text
    assert "tweede persoon" in refused.json()["title"]


async def test_an_account_names_the_person_behind_it(tenant: Tenant) -> None:
    """A token without an end user can neither propose nor confirm."""
    body = {"organisation": tenant.providers[0], "holderName": "De Rijnoever", "iban": given.iban(2)}
    refused = await tenant.ask("settlement", "POST", "/bank-accounts", json=body, end_user=None)
    assert refused.status_code == 403 and refused.json()["code"] == "end-user-missing", refused.text


@pytest.mark.parametrize(
    ("change", "location", "code"),
    [
        ({"iban": "NL91BDLG0000000002"}, "#/iban", "iban"),
        ({"holderName": "???"}, "#/holderName", "name"),
        ({"iban": "nl"}, "#/iban", "string.pattern"),
    ],
)
async def test_an_account_that_a_bank_refuses_is_refused(
    tenant: Tenant, change: dict[str, str], location: str, code: str
) -> None:
    """A wrong check digit, an unreadable name and no IBAN at all are 400, without repeating the number."""
    refused = await propose(tenant, **change)
    assert refused.status_code == 400, refused.text
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [(location, code)]
    assert "BDLG" not in refused.text


async def test_a_change_waits_five_days_and_can_be_stopped(tenant: Tenant) -> None:
    """A second account takes over after the cooling time; until then it may be withdrawn, and a third must wait."""
    await given.account(tenant, tenant.providers[0], 2)
    second = (await propose(tenant, iban=given.iban(3))).json()
    third = (await propose(tenant, iban=given.iban(4))).json()
    assert (await confirm(tenant, second["id"])).json()["usableFrom"] == "2026-01-06"
    refused = await confirm(tenant, third["id"])
    assert refused.status_code == 409 and refused.json()["code"] == "bank-account-change-pending"
    path = f"/bank-accounts/{second['id']}/withdrawal"
    stopped = await tenant.ask("settlement", "POST", path)
    assert stopped.status_code == 200 and stopped.json()["withdrawnOn"] == "2026-01-01", stopped.text
    again = await tenant.ask("settlement", "POST", path)
    assert again.status_code == 409 and again.json()["code"] == "bank-account-withdrawn"
    assert (await confirm(tenant, third["id"])).status_code == 200


async def test_a_version_in_hand_is_respected(tenant: Tenant) -> None:
    """An act takes If-Match when it is sent: another version than the newest is 412."""
    told = (await propose(tenant)).json()
    path = f"/bank-accounts/{told['id']}/withdrawal"
    outdated = await tenant.ask("settlement", "POST", path, headers={"If-Match": '"7"'})
    assert outdated.status_code == 412, outdated.text
    assert (await tenant.ask("settlement", "POST", path, headers={"If-Match": '"1"'})).status_code == 200


async def test_a_reference_means_one_account(tenant: Tenant) -> None:
    """The same reference and contents under a new key give the same account; other contents are refused."""
    first = await propose(tenant, externalReference="crediteur-17")
    again = await propose(tenant, externalReference="crediteur-17")
    assert again.json() == first.json() and again.headers["Idempotent-Replayed"] == "true"
    other = await propose(tenant, externalReference="crediteur-17", iban=given.iban(3))
    assert other.status_code == 409 and other.json()["code"] == "external-reference-used"
    assert [one["location"] for one in other.json()["errors"]] == ["#/iban"]
    assert "BDLG" not in other.text
    found = await tenant.ask(
        "settlement", "GET", "/bank-accounts", params={"externalReference": "crediteur-17"}
    )
    assert [one["id"] for one in found.json()["items"]] == [first.json()["id"]]


async def test_only_the_purchaser_sees_and_moves_accounts(tenant: Tenant) -> None:
    """A provider gets 404 for its own account at the purchaser, an empty list, and 403 for a write."""
    made = (await propose(tenant)).json()
    provider = tenant.providers[0]
    read = await tenant.ask("settlement", "GET", f"/bank-accounts/{made['id']}", oin=provider)
    assert read.status_code == 404 and read.json()["code"] == "bank-account-not-found"
    assert (await tenant.ask("settlement", "GET", "/bank-accounts", oin=provider)).json()["items"] == []
    body = {"organisation": provider, "holderName": "De Rijnoever", "iban": given.iban(2)}
    refused = await tenant.ask("settlement", "POST", "/bank-accounts", json=body, oin=provider)
    assert refused.status_code == 403, refused.text


async def order(tenant: Tenant, day: date = NEW_YEAR, **more: object) -> httpx.Response:
    """Order all that is payable."""
    body = {"executionDate": day.isoformat(), **more}
    return await tenant.ask("settlement", "POST", "/payment-batches", json=body)


async def test_a_batch_and_its_file(tenant: Tenant) -> None:
    """The posted instalment leaves in a pain.001 file with its digest; batch and events hold no IBAN."""
    schedule = await given.contract_year(tenant, number="ALP-2026-01")
    await given.accounts(tenant)
    made = await order(tenant)
    assert made.status_code == 201, made.text
    told = made.json()
    assert made.headers["Location"] == f"/v1/payment-batches/{told['id']}"
    assert (told["totalCents"], told["count"], told["executionDate"]) == (55_416_667, 1, "2026-01-01")
    assert told["payments"][0] | {"id": "", "endToEndId": ""} == {
        "id": "",
        "endToEndId": "",
        "subject": "instalment",
        "subjectId": str(schedule.instalments[0].id),
        "contractId": str(schedule.contract_id),
        "year": 2026,
        "payee": tenant.providers[0],
        "amountCents": 55_416_667,
        "state": "ordered",
        "paidOn": None,
    }
    file = await tenant.ask("settlement", "GET", f"/payment-batches/{told['id']}/file")
    assert file.status_code == 200 and file.headers["Content-Type"] == "application/xml", file.text
    assert file.headers["Content-Disposition"] == f'attachment; filename="{told["messageId"]}.xml"'
    digest = hashlib.sha256(file.content)
    assert told["sha256"] == digest.hexdigest()
    assert file.headers["Content-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    texts = {node.tag.rpartition("}")[2]: node.text for node in etree.fromstring(file.content).iter()}
    assert texts["InstdAmt"] == "554166.67" and texts["EndToEndId"] == told["payments"][0]["endToEndId"]
    assert texts["Ustrd"] == "ALP-2026-01 2026 termijn 1" and texts["CreDtTm"] == "2026-01-01T11:00:00Z"
    assert given.iban(1) in file.text and given.iban(2) in file.text
    events = await tenant.ask("settlement", "GET", "/events", params={"limit": 500})
    assert "payments-ordered" in events.text and "BDLG" not in made.text + events.text
    listed = await tenant.ask("settlement", "GET", "/payment-batches")
    assert listed.json()["items"] == [told]


async def test_the_file_asks_for_the_right_to_pay(tenant: Tenant) -> None:
    """A token that may only read settlement sees batches, but no file and no order."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    batch = (await order(tenant)).json()
    reader = await tenant.token(tenant.owner, scope="settlement:read")
    base = f"{tenant.house.urls['settlement']}/v1/payment-batches"
    headers = {"Authorization": f"Bearer {reader}", "Idempotency-Key": "k1"}
    seen = await tenant.house.http.get(f"{base}/{batch['id']}", headers=headers)
    assert seen.status_code == 200
    refused = await tenant.house.http.get(f"{base}/{batch['id']}/file", headers=headers)
    assert refused.status_code == 403 and refused.json()["code"] == "scope-missing"
    refused = await tenant.house.http.post(base, json={"executionDate": "2026-01-01"}, headers=headers)
    assert refused.status_code == 403


async def test_what_hinders_a_batch_is_said(tenant: Tenant) -> None:
    """No accounts, a passed day and nothing payable are 409, each with its own code."""
    refused = await order(tenant)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing-to-pay"), refused.text
    await given.contract_year(tenant)
    refused = await order(tenant)
    assert (refused.status_code, refused.json()["code"]) == (409, "bank-accounts-missing"), refused.text
    missing = sorted([f"/{tenant.owner}", f"/{tenant.providers[0]}"])
    assert [one["location"] for one in refused.json()["errors"]] == missing
    await given.accounts(tenant)
    refused = await order(tenant, date(2025, 12, 31))
    assert (refused.status_code, refused.json()["code"]) == (409, "execution-date-in-past"), refused.text
    tried = await tenant.ask(
        "settlement",
        "POST",
        "/payment-batches",
        json={"executionDate": "2026-01-01"},
        params={"dryRun": "true"},
    )
    assert tried.status_code == 201 and tried.json()["count"] == 1
    assert (await order(tenant)).status_code == 201
    assert (await order(tenant)).json()["code"] == "nothing-to-pay"


async def test_an_order_is_safe_to_repeat(tenant: Tenant) -> None:
    """The same key gives the same batch; so does the same reference under a new key, but not for another day."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    body = {"executionDate": "2026-01-01", "externalReference": "run-1"}
    first = await tenant.ask("settlement", "POST", "/payment-batches", json=body, key="k-1")
    same = await tenant.ask("settlement", "POST", "/payment-batches", json=body, key="k-1")
    other = await tenant.ask("settlement", "POST", "/payment-batches", json=body, key="k-2")
    assert first.status_code == 201 and first.json() == same.json() == other.json()
    assert same.headers["Location"] == first.headers["Location"]
    changed = await order(tenant, date(2026, 1, 2), externalReference="run-1")
    assert changed.status_code == 409 and changed.json()["code"] == "external-reference-used"


async def book(tenant: Tenant, xml: bytes, key: str | None = None, **more: str) -> httpx.Response:
    """Send a statement."""
    return await tenant.ask(
        "settlement", "POST", "/bank-statements", content=xml, key=key, headers=XML | more
    )


async def test_a_statement_pays_the_instalment(tenant: Tenant) -> None:
    """From posted over ordered to paid: the schedule, the batch and the ledger follow the bank, in order."""
    schedule = await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    seen = (await client.schedules(schedule.contract_id))[0]
    assert seen.instalments[0].state == "ordered" and seen.version == schedule.version + 1
    made = await book(tenant, given.statement(given.debits(batch, date(2026, 1, 2))))
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["bookedCount"], told["matchedCount"], told["paidCents"]) == (1, 1, 55_416_667)
    assert told["unmatched"] == [] and told["statementId"] == "2026-001"
    paid = (await client.schedules(schedule.contract_id))[0]
    assert (paid.instalments[0].state, paid.instalments[0].paid_on) == ("paid", date(2026, 1, 2))
    assert paid.version == seen.version + 1
    renewed = await client.payment_batch(batch.id)
    assert renewed.version == 2 and renewed.payments[0].state == "paid"
    assert renewed.payments[0].paid_on == date(2026, 1, 2)
    balances = {one.code: one.balance_cents for one in await client.accounts(schedule.contract_id)}
    assert balances == {
        "programme-costs": 55_416_667, "payable": 0, "retained": 0, "bank": -55_416_667, "receivable": 0,
        "commitment": 644_583_333, "committed": -644_583_333, "suspense": 0, "opening": 0,
    }  # fmt: skip
    read = await tenant.ask("settlement", "GET", f"/bank-statements/{told['id']}")
    assert read.json() == told
    assert (await tenant.ask("settlement", "GET", "/bank-statements")).json()["items"] == [told]


async def test_the_same_statement_is_booked_once(tenant: Tenant) -> None:
    """The same file under another key gives what is there; other contents under the bank's id are refused."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    batch = await tenant.client(SettlementClient).order_payments(NEW_YEAR)
    xml = given.statement(given.debits(batch, NEW_YEAR))
    first, again = await book(tenant, xml, "s-1"), await book(tenant, xml, "s-2")
    assert again.status_code == 200 and again.json() == first.json(), again.text
    assert again.headers["Idempotent-Replayed"] == "true"
    reused = await book(tenant, given.statement([], id_="2026-002"), "s-1")
    assert reused.status_code == 422, reused.text
    changed = await book(tenant, given.statement([]))
    assert changed.status_code == 409 and changed.json()["code"] == "bank-statement-changed", changed.text


async def test_what_does_not_match_is_listed(tenant: Tenant) -> None:
    """Another amount, an unknown reference, income and a reversal pay nothing; a person sees their references."""
    schedule = await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    sent, cents = batch.payments[0].end_to_end_id, batch.payments[0].amount_cents
    lines = [
        Booking(-cents + 1, NEW_YEAR, sent, given.iban(2), "LESS", False),
        Booking(-500, NEW_YEAR, "something-else", given.iban(2), "OTHER", False),
        Booking(500, NEW_YEAR, None, given.iban(2), "INCOME", False),
        Booking(cents, NEW_YEAR, sent, given.iban(2), "BACK", True),
    ]
    told = await client.book_statement(given.statement(lines))
    assert (told.booked_count, told.matched_count, told.paid_cents) == (4, 0, 0)
    assert told.unmatched == ["LESS", "OTHER", "INCOME", "BACK"]
    assert (await client.schedules(schedule.contract_id))[0].instalments[0].state == "ordered"


async def test_a_statement_of_another_account_is_refused(tenant: Tenant) -> None:
    """Only the purchaser's own confirmed account counts; the problem does not repeat the number."""
    await given.accounts(tenant)
    refused = await book(tenant, given.statement([], of=given.iban(2)))
    assert refused.status_code == 409 and refused.json()["code"] == "bank-statement-of-other-account", (
        refused.text
    )
    assert "BDLG" not in refused.text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: xml.replace(b"</Document>", b""), "not-xml"),
        (lambda xml: xml.replace(b"CRDT", b"DBIT", 1), "balance"),
        (lambda xml: xml.replace(b"camt.053.001.08", b"camt.054.001.08"), "version"),
        (lambda xml: xml.replace(b"EUR", b"USD"), "currency"),
    ],
)
async def test_a_file_that_is_no_statement_says_why(
    tenant: Tenant, change: Callable[[bytes], bytes], code: str
) -> None:
    """Broken XML, amounts that do not add up, another message and another currency are 400 with the place and the reason."""
    await given.accounts(tenant)
    refused = await book(tenant, change(given.statement([])))
    assert refused.status_code == 400, refused.text
    told = refused.json()
    assert told["code"] == "bank-statement-invalid" and [one["code"] for one in told["errors"]] == [code]
    assert told["errors"][0]["detail"] and "…" not in told["errors"][0]["detail"]


async def test_a_statement_is_xml_of_at_most_20_mb(tenant: Tenant) -> None:
    """JSON is 415, nothing at all 400, and a larger file 413 before it is read."""
    refused = await tenant.ask("settlement", "POST", "/bank-statements", json={})
    assert refused.status_code == 415, refused.text
    assert (await book(tenant, b"")).status_code == 400
    assert (await book(tenant, b" " * 20_000_001)).status_code == 413


async def test_unknown_resources_are_not_found(tenant: Tenant) -> None:
    """Accounts, batches, files and statements that are not there answer 404."""
    unknown = UUID(int=1)
    for path in (
        f"/bank-accounts/{unknown}",
        f"/payment-batches/{unknown}",
        f"/payment-batches/{unknown}/file",
        f"/bank-statements/{unknown}",
    ):
        assert (await tenant.ask("settlement", "GET", path)).status_code == 404, path
    for path in (f"/bank-accounts/{unknown}/confirmation", f"/bank-accounts/{unknown}/withdrawal"):
        assert (await tenant.ask("settlement", "POST", path)).status_code == 404, path


async def test_another_purchaser_sees_nothing(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Accounts, batches, files and statements of one municipality do not exist for another."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    told = await client.book_statement(given.statement(given.debits(batch, NEW_YEAR)))
    account = (await client.bank_accounts())[0]
    stranger = await tenant_on(NEW_YEAR)
    for path in (
        f"/bank-accounts/{account.id}",
        f"/payment-batches/{batch.id}",
        f"/payment-batches/{batch.id}/file",
        f"/bank-statements/{told.id}",
    ):
        assert (await stranger.ask("settlement", "GET", path)).status_code == 404, path
    for path in ("/bank-accounts", "/payment-batches", "/bank-statements"):
        assert (await stranger.ask("settlement", "GET", path)).json()["items"] == [], path
