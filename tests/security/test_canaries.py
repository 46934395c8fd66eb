"""Check 14: a BSN that someone sends by mistake is refused, and stays out of answers, logs, feeds and tables.

The canary is a number of the RvIG's test range. It is sent in every text of every body, in addresses, in files and in
the graph; an ordinary word sent along shows that the search would have found it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.postgres import Cluster
from shared.kit import meta
from tests.security.asking import Asker
from tests.security.listening import kept
from tests.support import lives
from tests.support.house import House
from tests.support.tenants import Tenant
from tests.wire.documents import Document, operations, published, resolved
from tests.wire.life import CLIENTS, iban

pytestmark = pytest.mark.xdist_group("published")

BSN = "999900006"
END_USER = "999900018"
WORD = "kanarie-inwoner"
DECIMAL = re.compile(r"\^\(?(-\?)?\[0-9\]\{1,\d+\}(\(\\\.\[0-9\]\{1,\d+\}\)\?)?(\|\\\.\))?\$")


def texts(
    document: Document, schema: Document, value: Any, trail: tuple[Any, ...] = ()
) -> Iterator[tuple[Any, ...]]:
    """Where a text may stand in a value of a schema; decimal numbers as text are no place for a person's number.

    A BSN's own field is the one place where it may come in (test_persons.py).
    """
    schema = resolved(document, schema)
    if schema.get("x-istandaard") == "Bsn":
        return
    for one in schema.get("anyOf", ()):
        yield from texts(document, one, value, trail)
    kind = schema.get("type", ())
    number = DECIMAL.fullmatch(schema.get("pattern", ""))
    if "string" in kind and not schema.keys() & {"enum", "format"} and number is None:
        yield trail
    if "object" in kind:
        given = value if isinstance(value, dict) else {}
        for name, inner in schema.get("properties", {}).items():
            if isinstance(value, dict) and (name in given or not trail):
                yield from texts(document, inner, given.get(name), (*trail, name))
    if "array" in kind and isinstance(value, list) and value:
        yield from texts(document, schema.get("items", {}), value[0], (*trail, 0))


def planted(value: Any, trail: tuple[Any, ...], text: str) -> Any:
    """The value with a text at a place."""
    if not trail:
        return text
    if isinstance(value, list):
        return [
            planted(one, trail[1:], text) if place == trail[0] else one for place, one in enumerate(value)
        ]
    return {**value, trail[0]: planted(value.get(trail[0]), trail[1:], text)}


async def test_check_14_no_body_brings_a_bsn_in(
    cluster: Cluster, house: House, tenant: Tenant, service: str, document: Document, heard: Any
) -> None:
    """Every text of every body refuses it by name (400), and no answer, log or table holds the number."""
    asker = Asker(tenant, service)
    await asker.prepare()
    asked = 0
    for one in operations(service, document):
        if not one.is_json or one.path.startswith("/sandbox"):
            continue
        schema = one.content["application/json"]["schema"]
        for trail in texts(document, schema, one.example):
            body = planted(one.example, trail, BSN)
            headers = {"Idempotency-Key": f"kanarie-{asked}", "If-Match": "*"}
            answer = await asker.send(one.method, one.address(), asker.token_for(one), headers, json=body)
            assert answer.status_code == 400 and BSN not in answer.text, f"{one} {trail}: {answer.text}"
            location = "#/" + "/".join(str(part) for part in trail)
            assert location in {fault["location"] for fault in answer.json()["errors"]}, (
                f"{one} {trail}: {answer.text}"
            )
            asked += 1
    assert asked >= 3
    said = heard()
    assert '"route":' in said and BSN not in said
    assert await kept(cluster, house, BSN) == []


async def test_check_14_no_address_brings_a_bsn_in(
    cluster: Cluster, house: House, tenant: Tenant, service: str, document: Document, heard: Any
) -> None:
    """In a path or a query the number is refused or finds nothing; what is answered and noted shows two digits at most."""
    asker = Asker(tenant, service)
    await asker.prepare()
    reader = await tenant.token(tenant.owner, scope="events:read")
    masked = 0
    for one in operations(service, document):
        if "{reference}" in one.path:
            path, body = one.address(reference=BSN), {"json": one.example}
            for token in (asker.token_for(one), reader):
                answer = await asker.send(one.method, path, token, **body)
                assert answer.status_code in (400, 403) and BSN not in answer.text, f"{one}: {answer.text}"
                masked += answer.json()["instance"].endswith("*******06")
        for name in one.names("query") if one.method == "GET" and one.scope is not None else ():
            answer = await asker.send("GET", one.address(), asker.token_for(one), params={name: BSN})
            assert answer.status_code < 500 and BSN not in answer.text, f"{one} {name}: {answer.text}"
        answer = await asker.send(one.method, f"{one.address()}?{BSN}=1", asker.token_for(one))
        assert BSN not in answer.text, f"{one}: {answer.text}"
    has_references = any("{reference}" in path for path in document["paths"])
    assert (masked > 0) == has_references
    assert BSN not in heard()
    assert await kept(cluster, house, BSN) == []


async def test_check_14_no_file_brings_a_bsn_in(
    cluster: Cluster, house: House, tenant: Tenant, heard: Any
) -> None:
    """A line of a file that holds it comes back by its number, and a bank's text keeps two digits; good lines enter."""
    contract = await lives.active_contract(tenant)
    good = {
        "contractId": str(contract.id),
        "indicator": lives.CODES[0],
        "quarter": "2026-Q1",
        "value": "7.4",
        "source": "provider",
    }
    lines = [
        {**good, "narrative": f"Inwoner {BSN} is tevreden."},
        {**good, "externalReference": f"cliënt/{BSN}".replace("ë", "e")},
        {**good, "narrative": f"Inwoner {WORD} is tevreden."},
    ]
    lead = {"oin": tenant.providers[0]}
    for media, content in (
        ("application/x-ndjson", "\n".join(map(json.dumps, lines))),
        ("text/csv", _csv(lines)),
    ):
        sent = {"content": content.encode(), "headers": {"Content-Type": media}}
        answer = await tenant.ask("outcomes", "POST", "/measurement-batches", **sent, **lead)
        assert answer.status_code == 202 and BSN not in answer.text, answer.text
        assert (answer.json()["accepted"], answer.json()["rejected"]) == (1, 2), answer.text
        assert {error["code"] for error in answer.json()["errors"]} == {"bsn-refused"}, answer.text
        errors = await tenant.ask("outcomes", "GET", f"/batches/{answer.json()['id']}/errors", **lead)
        assert errors.status_code == 200 and BSN not in errors.text
    assert BSN not in heard()
    assert await kept(cluster, house, BSN) == []
    assert "outcomes.measurements" in await kept(cluster, house, WORD)


def _csv(lines: list[dict[str, str]]) -> str:
    names = list(dict.fromkeys(name for line in lines for name in line))
    return "\n".join([",".join(names), *(",".join(line.get(name, "") for name in names) for line in lines)])


async def test_check_14_the_graph_says_no_bsn_back(
    house: House, tenant: Tenant, service: str, heard: Any
) -> None:
    """An argument that is refused, literal or variable, is not quoted with the number in it."""
    asked = [
        {
            "query": f'{{ node: _entities(representations: [{{__typename: "{BSN}", id: "{BSN}"}}]) {{ __typename }} }}'
        },
        {"query": f"{{ bestaat{BSN} }}"},
        {"query": f'query ($id: UUID!) {{ __typename @include(if: "{BSN}") }}', "variables": {"id": BSN}},
        {"query": f'"{BSN}'},
        {"query": "{ __typename }", "operationName": BSN},
    ]
    for body in asked:
        answer = await tenant.ask(service, "POST", "/graphql", json=body)
        assert (answer.status_code == 400 or answer.json()["errors"]) and BSN not in answer.text, answer.text
    assert BSN not in heard()


async def test_check_14_a_bank_s_text_keeps_two_digits(
    cluster: Cluster, house: House, tenant: Tenant, heard: Any
) -> None:
    """References that a bank built from a person's number are shown, told and kept with two digits of it."""
    settlement = tenant.client(CLIENTS["settlement"], end_user="a.bakker")
    told = await settlement.register_bank_account(tenant.owner, "Gemeente Voorbeeld", iban(1))  # type: ignore[attr-defined]
    await tenant.client(CLIENTS["settlement"], end_user="b.visser").confirm_bank_account(told.id)  # type: ignore[attr-defined]
    document = await published(house.http, house.urls["settlement"])
    example = next(
        one
        for one in operations("settlement", document)
        if "application/xml" in one.content and one.method == "POST"
    )
    xml = example.example.replace("NL91ABNA0417164300", iban(1)).replace(
        "<NtryRef>N1<", f"<NtryRef>REF/{BSN}<"
    )
    answer = await tenant.ask(
        "settlement",
        "POST",
        "/bank-statements",
        content=xml.encode(),
        headers={"Content-Type": "application/xml"},
    )
    assert answer.status_code == 201 and BSN not in answer.text, answer.text
    assert answer.json()["unmatched"] == ["REF/*******06"]
    assert BSN not in heard()
    assert await kept(cluster, house, BSN) == []


async def test_a_fault_is_logged_without_the_number(
    house: House, service: str, monkeypatch: pytest.MonkeyPatch, heard: Any
) -> None:
    """What a fault quotes is masked before it reaches the log, where its place and trace stand."""

    async def broken() -> Any:
        raise RuntimeError(f"citizen {BSN}")

    monkeypatch.setattr(meta, "READY_SECONDS", 0)
    monkeypatch.setattr(house.services[service], "health", broken)
    answer = await house.http.get(f"{house.urls[service]}/v1/health/ready")
    said = heard()
    assert answer.status_code == 500 and "citizen *******06" in said and BSN not in said
    assert answer.json()["traceId"] in said


async def test_check_14_an_end_user_with_a_bsn_is_masked_everywhere(
    cluster: Cluster, house: House, tenant: Tenant, service: str, heard: Any
) -> None:
    """A portal that names its citizen by number leaves two digits of it: in the security log, the logs, and every table."""
    asked = {"end_user": END_USER, "oin": tenant.providers[0]}
    refused = await tenant.ask(service, "GET", "/processing-log?activity=exchange", **asked)
    assert refused.status_code == 403 and END_USER not in refused.text, refused.text
    rows = await house.services[service].database.worker.fetch(
        "select end_user from security_log where trace_id = $1", refused.headers["traceparent"].split("-")[1]
    )
    assert [row["end_user"] for row in rows] == ["*******18"]
    assert END_USER not in heard()
    assert await kept(cluster, house, END_USER) == []


async def test_check_14_a_dossier_asks_the_siblings_under_a_masked_end_user(
    cluster: Cluster, house: House, tenant: Tenant, heard: Any
) -> None:
    """What access asks elsewhere for a person names two digits: at the issuer, in its own cache of tokens, at the siblings."""
    new = {"citizenReference": "inwoner-1", "law": "wmo2015", "contactOn": tenant.today.isoformat()}
    made = await tenant.ask("access", "POST", "/requests", json=new, end_user=END_USER)
    assert made.status_code == 201, made.text
    await tenant.drain()
    path = f"/citizens/{made.json()['citizenId']}/dossier"
    answer = await tenant.ask("access", "GET", path, end_user=END_USER)
    assert answer.status_code == 200 and END_USER not in answer.text, answer.text
    assert END_USER not in str(vars(house.services["access"].tokens))
    trace = answer.headers["traceparent"].split("-")[1]
    for name in ("access", "settlement", "outcomes"):
        rows = await house.services[name].database.worker.fetch(
            "select end_user from processing_log where trace_id = $1", trace
        )
        assert {row["end_user"] for row in rows} == {"*******18"}, name
    assert END_USER not in heard()
    assert await kept(cluster, house, END_USER) == []


async def test_check_14_a_problem_says_no_bsn_back(house: House, service: str, heard: Any) -> None:
    """What a path names is masked in detail and mend too, also at the addresses that are open to all."""
    for path in (
        f"/rights-versions/{BSN}",
        f"/processing-activities/{BSN}",
        "/processing-activities/9999.00.006",
    ):
        answer = await house.http.get(f"{house.urls[service]}/v1{path}")
        told = answer.json()
        assert answer.status_code == 404 and "*******06" in told["detail"], answer.text
        assert BSN not in answer.text and "9999.00.006" not in answer.text, answer.text
    assert BSN not in heard()


async def test_check_14_an_event_by_a_bsn_says_it_not_back(tenant: Tenant, service: str) -> None:
    """An event that is not there is not named by a number of a person."""
    answer = await tenant.ask(service, "GET", f"/events/{BSN}")
    assert answer.status_code == 404 and BSN not in answer.text and "*******06" in answer.json()["detail"]
