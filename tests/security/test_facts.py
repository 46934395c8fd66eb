"""What the logbook tells of anything holds no personal data: ids, surrogates, codes, dates and amounts (architecture § 3, F-06)."""

import importlib
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from deploy.postgres import Cluster
from shared.clients.contracts import ContractsClient
from shared.kit.logbook import EventType
from shared.schemas import contracts as agreed
from shared.values.terms import AmendmentReason, Law
from tests.security.scanning import places
from tests.support import lives
from tests.support.deciding import in_json
from tests.support.house import House
from tests.support.tenants import Tenant
from tests.wire.life import iban

# Strings without a form of their own that a fact may hold, by the last word of their place, and why.
_SAFE = {
    "externalReference": "the client's own reference: a limited alphabet, no BSN; not told of what touches a person",
    "number": "the number of a contract",
    "contractNumber": "the number of a contract",
    "name": "of an organisation, consortium, population, contract or indicator: never of a person",
    "description": "of a population",
    "unit": "in which a thing is counted",
    "holder": "the user id of a mandate, as in the token: access needs it to know who may decide",
    "role": "the office of who holds a mandate",
    "productCategory": "an iStandaard code",
    "productCode": "an iStandaard code",
    "frequency": "an iStandaard code",
    "messageId": "made by settlement",
    "endToEndId": "made by settlement",
    "sha256": "a hash",
    "documentSha256": "a hash",
    "contentSha256": "a hash",
    "pageNlSha256": "a hash",
    "pageEnSha256": "a hash",
    "subject": "instalment or retention",
    "source": "the law and the article behind a term, as shipped",
    "statementId": "the bank's number of a statement",
    "sourceSystem": "the code of the system that a file was taken over from: letters, digits and hyphens",
    "state": "a code",
    "kind": "a code",
    "auditGaps": "codes",
    "gaps": "codes",
    "ground": "a code",
    "scopes": "what a token may do",
    "area": "the code of an area: letters and digits, no spaces",
    "areaCode": "the code of an area",
    "controlAreaCode": "the code of an area",
    "rollOutAreas": "codes of areas",
    "alternativeProduct": "an iStandaard code",
    "areas": "codes of areas",
    "argument": "why purchasers work together: the choice of organisations",
    "code": "a code",
    "decisionNumber": "the number of a subsidy's decision",
    "decree": "the name of a royal decree, as published",
    "demand": "what a procurement asks of bidders, published",
    "detail": "of which part of a characteristic a number is",
    "diagnosis": "what bounds a target group, of nobody in particular",
    "domains": "codes of the domains of life of a method",
    "edition": "the code of an edition of a method",
    "escalationRoute": "what happens when a provider cannot deliver, as agreed",
    "exemptCareTypes": "kinds of care",
    "issuedBy": "the body that recognises a provider",
    "coreTeam": "the name of a team of the municipality",
    "team": "the name of a team of the municipality",
    "failure": "a code: of the model, or of the task that was lost",
    "feed": "the name of a service",
    "group": "the name of a group of partners, of nobody in particular",
    "level": "a class of a characteristic, from a closed list",
    "separated": "classes of characteristics, from closed lists",
    "method": "the code of a method of talking, from the policy of the municipality",
    "nameEn": "of a thing in a list",
    "nameNl": "of a thing in a list",
    "oldCode": "a code of a scale that was in force before",
    "oldSystem": "the code of a scale that was in force before",
    "option": "which option of a measure was chosen",
    "preventionMeasures": "what is done for a whole population",
    "referrerCode": "the AGB code of who referred: eight digits, of a practice or a professional",
    "region": "the name of a region",
    "rule": "the id of a rule",
    "scopeRemovals": "names of kinds of support",
    "total": "a sum, as text",
    "title": "of a document of a contract",
    "value": "a number, or a dot where it is suppressed",
    "warnings": "codes: what a plan lacks",
}
_WORD = "kanarie"


def strings(document: Any, schema: Any, trail: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every string in a JSON Schema, with its place."""
    if "$ref" in schema:
        schema = document["$defs"][schema["$ref"].rpartition("/")[2]]
    for one in schema.get("anyOf", ()):
        yield from strings(document, one, trail)
    if schema.get("type") == "string":
        yield trail, schema
    for name, inner in schema.get("properties", {}).items():
        yield from strings(document, inner, (*trail, name))
    if "items" in schema:
        yield from strings(document, schema["items"], trail)


def facts_of(service: str) -> dict[str, EventType]:
    """The facts that a service tells."""
    found: dict[str, EventType] = importlib.import_module(f"services.{service}.events").EVENTS
    return found


@pytest.mark.rule("F-06")
def test_no_fact_has_room_for_free_text(service: str) -> None:
    """Each string in the schema of each fact is an enum, a date, an id, of a fixed form, or listed with the reason."""
    for what, event in facts_of(service).items():
        document = event.told.model_json_schema()
        for trail, schema in strings(document, document):
            formed = schema.keys() & {"enum", "const", "pattern", "format"}
            assert formed or trail[-1] in _SAFE, f"{what}: {'/'.join(trail)} may hold anything"


@pytest.mark.rule("F-06")
def test_what_touches_a_person_tells_no_reference(service: str) -> None:
    """A reference that a client chose for what is about a person leads back to that person: no fact has it."""
    for what, event in facts_of(service).items():
        fields = event.told.model_fields
        person = fields.get("citizen_id")
        # An authorisation may name one case; it is about who may act, not about that person.
        assert person is None or person.annotation is not UUID or "external_reference" not in fields, what


def test_a_retry_gets_back_what_the_fact_left_out(service: str) -> None:
    """Each fact that leaves something out says how its subject is read again."""
    for what, event in facts_of(service).items():
        # A verdict is the service's own work: nobody asks for it with a key; what was just imported has no note yet.
        exempt = what in ("verdict-given", "measures-imported")
        assert event.told is event.model or event.read is not None or exempt, what


async def _twice(tenant: Tenant, service: str, path: str, body: Any, **more: Any) -> Any:
    """A POST and its retry: the same answer both times, marked the second time."""
    first = await tenant.ask(service, "POST", path, key="eens", json=body, **more)
    second = await tenant.ask(service, "POST", path, key="eens", json=body, **more)
    assert first.status_code < 300, first.text
    assert second.headers["Idempotent-Replayed"] == "true"
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    return first.json()


async def _sign(tenant: Tenant) -> Any:
    """A contract that both sides signed in a named office, with an amendment that says why."""
    client = tenant.client(ContractsClient)
    draft = await lives.draft_contract(tenant)
    for oin in (tenant.owner, tenant.providers[0]):
        signed = {"signedBy": f"{_WORD} wethouder"}
        found = await _twice(tenant, "contracts", f"/contracts/{draft.id}/signatures", signed, oin=oin)
        assert found["signatures"][-1]["signedBy"] == f"{_WORD} wethouder"
    holder = {"holder": "j.jansen", "role": "consultant", "law": "wmo2015", "validFrom": "2026-01-01"}
    await _twice(tenant, "contracts", "/mandates", holder)
    active = await client.activate(draft.id)
    change = agreed.NewAmendment(
        reason=AmendmentReason.TIGHTENING, motivation=f"{_WORD} motivering", effective_on=date(2027, 4, 1),
        agreement_changes=[agreed.AgreementChange(number=1, norm="7.2")],
    )  # fmt: skip
    path = f"/contracts/{draft.id}/amendments"
    body = change.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert (await _twice(tenant, "contracts", path, body))["motivation"] == f"{_WORD} motivering"
    await tenant.drain()
    return active


async def _help(tenant: Tenant, contract: Any) -> None:
    """A citizen whose support was decided, and one whom a provider refused."""
    provider = {"oin": tenant.providers[0]}
    asked = {"contractId": str(contract.id), "law": Law.WMO_2015, "contactOn": "2027-01-11"}
    made = []
    for number in (1, 2):
        body = {
            **asked,
            "citizenReference": f"inwoner-{number}",
            "externalReference": f"{_WORD}-melding-{number}",
        }
        made.append(await tenant.ask("access", "POST", "/requests", key=f"melding-{number}", json=body))
        again = await tenant.ask("access", "POST", "/requests", key=f"melding-{number}", json=body)
        assert (
            again.json() == made[-1].json()
            and again.json()["externalReference"] == f"{_WORD}-melding-{number}"
        )
    decision = {
        "productCategory": "02", "productCode": "02A03", "provider": tenant.providers[0], "startDate": "2027-01-15", "volume": 4, "unit": "04",
        "frequency": "4", "motivation": f"{_WORD} motivering", "externalReference": f"{_WORD}-besluit",
        **in_json(date(2027, 1, 15)),
    }  # fmt: skip
    granted = await _twice(tenant, "access", f"/requests/{made[0].json()['id']}/decisions", decision)
    assert (granted["decidedBy"], granted["externalReference"]) == ("j.jansen", f"{_WORD}-besluit")
    path, body = f"/requests/{made[1].json()['id']}/referrals", {"provider": tenant.providers[0]}
    referral = await _twice(tenant, "access", path, body)
    path = f"/referrals/{referral['id']}/refusal"
    refused = await _twice(tenant, "access", path, {"reason": f"{_WORD} is te druk"}, **provider)
    assert refused["refusalReason"] == f"{_WORD} is te druk"
    again = await tenant.ask(
        "access", "POST", f"/requests/{made[1].json()['id']}/referrals", key="eens", json=body
    )
    assert (again.json()["state"], again.json()["refusalReason"]) == ("made", None)


async def _measure(tenant: Tenant, contract: Any) -> None:
    """A measurement with a story, a file with a line that came back, and the accountant's statement."""
    lead, about = {"oin": tenant.providers[0]}, {"contractId": str(contract.id)}
    story = {**about, "indicator": lives.CODES[0], "quarter": "2026-Q1", "value": "7.4", "source": "provider"}
    told = await _twice(
        tenant, "outcomes", "/measurements", {**story, "narrative": f"{_WORD} is blij"}, **lead
    )
    assert told["narrative"] == f"{_WORD} is blij"
    statement = {
        **about, "year": 2026, "opinion": "unqualified", "statedOn": "2027-01-15", "coversProcesses": True,
        "coveredIndicators": [], "documentSha256": "0" * 64, "statedBy": f"{_WORD} accountant",
    }  # fmt: skip
    found = await _twice(tenant, "outcomes", "/audit-statements", statement, oin=tenant.auditor)
    assert found["statedBy"] == f"{_WORD} accountant"
    lines, csv = f"contractId,{_WORD}\n{contract.id},1\n", {"Content-Type": "text/csv"}
    await tenant.ask("outcomes", "POST", "/measurement-batches", content=lines.encode(), headers=csv, **lead)


@pytest.mark.rule("F-06")
async def test_texts_are_answered_again_and_never_told(
    cluster: Cluster, house: House, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """What people wrote comes back to who sends its key again, and stands in no logbook, feed or waiting fact."""
    tenant = await tenant_on(date(2027, 1, 15))
    contract = await _sign(tenant)
    await _help(tenant, contract)
    await _measure(tenant, contract)
    account = {"organisation": tenant.owner, "holderName": f"{_WORD} en zoon", "iban": iban(1)}
    named = await _twice(tenant, "settlement", "/bank-accounts", account)
    assert named["holderName"] == f"{_WORD} en zoon"
    await tenant.drain()
    where = set((await places(cluster, house, _WORD))[_WORD])
    assert {"access.decisions", "outcomes.measurements", "settlement.bank_accounts"} <= where
    assert not any(one.endswith(("logbook", "parked", "deliveries")) for one in where), where
    for service in house.urls:
        page = await tenant.ask(service, "GET", "/events?limit=500")
        assert page.status_code == 200 and page.json()["events"] and _WORD not in page.text


async def test_an_old_version_of_a_contract_still_says_who_signed(tenant: Tenant) -> None:
    """The versions come from the logbook; the signatures that still stand say who set them, lapsed ones only which side."""
    client = tenant.client(ContractsClient)
    draft = await lives.draft_contract(tenant)
    await client.sign(draft.id, "wethouder zorg")
    await client.change_draft(draft.id, 2, agreed.ContractChange(name="Anders"))
    await client.sign(draft.id, "burgemeester")
    lapsed, standing = [await client.contract_version(draft.id, number) for number in (2, 4)]
    assert [(one.side, one.signed_by, one.end_user) for one in lapsed.signatures] == [
        ("purchaser", None, None)
    ]
    assert [(one.side, one.signed_by) for one in standing.signatures] == [("purchaser", "burgemeester")]
