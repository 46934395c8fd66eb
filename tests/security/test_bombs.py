"""Bombs against what is read: JSON, addresses and headers, bank statements, files. Each is a clear refusal, in little memory and time."""

import asyncio
import json
import resource
import time
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import pytest_asyncio

from shared.kit import batches
from tests.security.protecting import MEGABYTE, PATIENCE, ROOT, touches
from tests.support import lives
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.life import TODAY


@pytest_asyncio.fixture(scope="session")
async def hostile(house: House) -> Tenant:
    """A purchaser whose client sends bombs."""
    return await new_tenant(house, TODAY, providers=1)


REST_BOMBS: dict[str, tuple[bytes, str]] = {
    "brackets": (b"[" * 999_999, "json.too-deep"),
    "objects": (b'{"a":' * 150_000, "json.too-deep"),
    "just too deep": (b'{"contractId":' + b"[" * 40 + b"]" * 40 + b"}", "json.too-deep"),
    "a hundred thousand names": (
        b"{" + b",".join(b'"k%d":1' % number for number in range(80_000)) + b"}", "json.too-many",
    ),
    "lists": (b"[" + b"[]," * 300_000 + b"[]]", "json.too-many"),
    "a number of a megabyte": (b'{"respondents":' + b"9" * 900_000 + b"}", "body.unreadable"),
    "an infinite number": (b'{"respondents":1e999999}', "finite-number"),
    "no number": (b'{"respondents":NaN}', "finite-number"),
    "a name of a megabyte": (b'{"' + b"a" * 900_000 + b'":1}', "unknown"),
    "half a character": (b'{"narrative":"\\ud800"}', "text-unreadable"),
    "nothing": (b"\x00" * 900_000, "json.syntax"),
}  # fmt: skip


@pytest.mark.parametrize("name", REST_BOMBS)
async def test_a_json_bomb_is_refused_before_any_sql(house: House, hostile: Tenant, name: str) -> None:
    """400 with what is wrong, quickly, small, and without a statement."""
    body, code = REST_BOMBS[name]
    with touches(house.services["outcomes"]) as sql:
        began = time.process_time()
        answer = await hostile.ask(
            "outcomes", "POST", "/measurements", content=body, headers={"Content-Type": "application/json"}
        )
        seconds = time.process_time() - began
    assert answer.status_code == 400, answer.text[:300]
    assert code in {error["code"] for error in answer.json()["errors"]}, answer.text[:500]
    assert sql == [] and seconds < PATIENCE and len(answer.content) < 20_000


async def test_an_endless_address_or_head_is_refused_before_any_sql(
    house: House, hostile: Tenant, service: str
) -> None:
    """414 and 431, with a valid token and a real route, on REST and on the graph."""
    path = f"/{ROOT[service]}"
    with touches(house.services[service]) as sql:
        for asked, headers, status in (
            (f"{path}?externalReference={'a' * 5_000}", {}, 414),
            (f"{path}/{'a' * 9_000}", {}, 414),
            (f"{path}?" + "&".join(f"x{n}=1" for n in range(101)), {}, 400),
            (path, {"X-Long": "a" * 40_000}, 431),
            (path, {f"X-{n}": "1" for n in range(100)}, 431),
        ):
            answer = await hostile.ask(service, "GET", asked, headers=headers)
            assert (answer.status_code, answer.json()["status"]) == (status, status), answer.text
            assert answer.json()["mend"] and answer.headers["API-Version"]
        graph = await hostile.ask(service, "POST", "/graphql", json={}, headers={"X-Long": "a" * 40_000})
    assert graph.status_code == 431 and sql == []


def document(inner: str, before: str = "") -> str:
    """A camt.053 document with anything in it."""
    return f'{before}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">{inner}</Document>'


def statement(inner: str) -> str:
    """One with a statement whose balances agree."""
    balances = "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
        for code in ("OPBD", "CLBD")
    )
    account = "<Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    return document(f"<BkToCstmrStmt><Stmt><Id>1</Id>{account}{balances}{inner}</Stmt></BkToCstmrStmt>")


def named(count: int, prefix: str = "a") -> str:
    """An element with so many attributes, or namespaces."""
    return "<a " + " ".join(f'{prefix}{number}="1"' for number in range(count)) + "/>"


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    '<!ENTITY a{} "{}">'.format(number, f"&a{number - 1};" * 10) for number in range(1, 10)
)
XML_BOMBS: dict[str, tuple[Callable[[], str], str]] = {
    "a billion laughs": (lambda: document("&a9;", f"<!DOCTYPE Document [{LAUGHS}]>"), "document-type"),
    "a quadratic blowup": (
        lambda: document("&a;" * 50_000, '<!DOCTYPE Document [<!ENTITY a "' + "a" * 50_000 + '">]>'), "document-type",
    ),
    "a file of ours": (
        lambda: document("&a;", '<!DOCTYPE Document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "document-type",
    ),
    "an address inside": (
        lambda: document("", '<!DOCTYPE Document SYSTEM "http://127.0.0.1:1/x.dtd">'), "document-type",
    ),
    "a document type alone": (lambda: document("", "<!DOCTYPE Document>"), "document-type"),
    "an unknown entity": (lambda: document("&a9;"), "not-xml"),
    "included": (
        lambda: document('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
        "missing",
    ),
    "depth": (lambda: document("<a>" * 300_000 + "</a>" * 300_000), "not-xml"),
    "two million elements": (lambda: document("<a/>" * 2_400_000), "too-large"),
    "as many elements as may be": (lambda: document("<a/>" * 690_000), "missing"),
    "entries": (lambda: statement("<Ntry/>" * 690_000), "missing"),
    "balances": (lambda: document("<BkToCstmrStmt><Stmt>" + "<Bal/>" * 690_000 + "</Stmt></BkToCstmrStmt>"), "missing"),
    "statements": (lambda: document("<BkToCstmrStmt>" + "<Stmt/>" * 690_000 + "</BkToCstmrStmt>"), "several"),
    "attributes": (lambda: document(named(190_000)), "missing"),
    "a million attributes": (lambda: document(named(1_000_000)), "too-large"),
    "namespaces": (lambda: document(named(100_000, "xmlns:a")), "missing"),
    "a text of nineteen megabytes": (lambda: document("a" * 19_000_000), "not-xml"),
    "a name of ten megabytes": (lambda: document("<" + "a" * 10_000_000 + "/>"), "not-xml"),
    "an amount of a megabyte": (lambda: statement("").replace("1.00", "1" * MEGABYTE), "amount"),
    "no end": (lambda: document("<![CDATA[" + "a" * MEGABYTE).removesuffix("</Document>"), "not-xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", XML_BOMBS)
async def test_an_xml_bomb_is_refused_before_any_sql(house: House, hostile: Tenant, name: str) -> None:
    """400 with what is wrong, no statement, no file or address of ours read; others are served meanwhile."""
    make, code = XML_BOMBS[name]
    body = make().encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with touches(house.services["settlement"]) as sql:
        began = time.process_time()
        sending = asyncio.create_task(
            hostile.ask(
                "settlement", "POST", "/bank-statements", content=body, headers={"Content-Type": "application/xml"}
            )
        )  # fmt: skip
        waited = 0.0
        while not sending.done():
            asked = time.perf_counter()
            live = await house.http.get(f"{house.urls['settlement']}/v1/health/live")
            waited = max(waited, time.perf_counter() - asked)
            assert live.status_code == 200
        answer = await sending
        seconds = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert answer.status_code == 400, answer.text[:300]
    assert (answer.json()["code"], answer.json()["errors"][0]["code"]) == ("bank-statement-invalid", code), (
        answer.text
    )
    assert "root:" not in answer.text and sql == []
    # The sender's copies of the file are among what grew: this process is both sides.
    assert seconds < 2 * PATIENCE and waited < 10 and grown < 200 + 4 * len(body) / MEGABYTE


async def test_a_statement_over_twenty_megabytes_is_413(house: House, hostile: Tenant) -> None:
    """As soon as that is known: announced, or while it comes."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(21):
            yield b" " * MEGABYTE

    with touches(house.services["settlement"]) as sql:
        for content in (b" " * (20 * MEGABYTE + 1), pieces()):
            answer = await hostile.ask(
                "settlement", "POST", "/bank-statements", content=content, headers={"Content-Type": "application/xml"}
            )  # fmt: skip
            assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert sql == []


def lines_of(contract: str) -> dict[str, str]:
    """A good line."""
    return {
        "contractId": contract,
        "indicator": lives.CODES[0],
        "quarter": "2026-Q1",
        "value": "7.4",
        "source": "provider",
    }


HEADER = b"contractId,indicator,quarter,value,source,narrative\n"
CSV_BOMBS: dict[str, tuple[Callable[[], Iterator[bytes]], str]] = {
    "a million columns": (lambda: iter([b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n"]), "batch-header-invalid"),
    "a million commas": (lambda: iter([b"," * 60_000 + b"\n"]), "batch-header-invalid"),
    "a column of sixty kilobytes": (lambda: iter([b"a" * 60_000 + b"\n"]), "batch-header-invalid"),
    "a header without an end": (lambda: (b"a" * MEGABYTE for _ in range(60)), "batch-header-invalid"),
    "a header in two": (lambda: iter([b"contractId,indi\rcator\n"]), "batch-header-invalid"),
    "nothing but NUL": (lambda: iter([b"\0" * MEGABYTE]), "batch-header-invalid"),
    "nothing": (lambda: iter([b""]), "batch-header-invalid"),
    "quotes that open each other": (lambda: _many(HEADER, b'a","\n', 60), "batch-too-many-faults"),
    "only wrong lines": (lambda: _many(HEADER, b"x\n", 60), "batch-too-many-faults"),
    "only blank lines": (lambda: _many(HEADER, b"\n", 60), "batch-too-many-lines"),
}  # fmt: skip
NDJSON_BOMBS: dict[str, tuple[Callable[[], Iterator[bytes]], str]] = {
    "only wrong lines": (lambda: _many(b"", b"x\n", 60), "batch-too-many-faults"),
    "only empty objects": (lambda: _many(b"", b"{}\n", 60), "batch-too-many-faults"),
    "only blank lines": (lambda: _many(b"", b"\n", 60), "batch-too-many-lines"),
}


def _many(first: bytes, line: bytes, megabytes: int) -> Iterator[bytes]:
    yield first
    for _ in range(megabytes):
        yield line * (MEGABYTE // len(line))


async def streamed(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces as a body that is sent bit by bit."""
    for piece in pieces:
        yield piece


@pytest.mark.parametrize(
    ("media", "name"), [(batches.CSV, name) for name in CSV_BOMBS] + [(batches.NDJSON, name) for name in NDJSON_BOMBS]
)  # fmt: skip
async def test_a_file_that_is_a_bomb_is_refused_whole(
    house: House, hostile: Tenant, media: str, name: str
) -> None:
    """400 with a mend, in memory that does not grow with the file; others are served meanwhile, and nothing is entered."""
    make, code = (CSV_BOMBS if media == batches.CSV else NDJSON_BOMBS)[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    sending = asyncio.create_task(
        hostile.ask(
            "outcomes", "POST", "/measurement-batches", content=streamed(make()), headers={"Content-Type": media}
        )
    )  # fmt: skip
    waited = 0.0
    while not sending.done():
        asked = time.perf_counter()
        assert (await house.http.get(f"{house.urls['outcomes']}/v1/health/live")).status_code == 200
        waited = max(waited, time.perf_counter() - asked)
    answer = await sending
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert (answer.status_code, answer.json()["code"]) == (400, code), answer.text[:300]
    assert answer.json()["mend"] and len(answer.content) < 50_000
    assert time.process_time() - began < 30 and waited < 10 and grown < 150
    assert (await hostile.ask("outcomes", "GET", "/measurements")).json()["items"] == []


async def test_lines_that_are_bombs_come_back_one_by_one(tenant: Tenant) -> None:
    """In both forms: each bad line is named with its number and reason, few faults to a line, and the good ones enter."""
    contract = await lives.active_contract(tenant)
    good = lines_of(str(contract.id))
    whole = json.dumps(good)
    bad = {
        "a name twice": (whole[:-1] + ', "value": "8.0"}', "json.key-twice"),
        "six thousand names": ("{" + ",".join(f'"k{n}":1' for n in range(6_000)) + "}", "json.key-twice"),
        "a hundred names": ("{" + ",".join(f'"k{n}":1' for n in range(100)) + "}", "required"),
        "depth": ("[" * 60_000, "json.syntax"),
        "a deep value": ('{"value":' + "[" * 60_000, "json.syntax"),
        "infinite": (whole[:-1] + ', "respondents": 1e999999}', "finite-number"),
        "endless": (whole[:-1] + ', "respondents": ' + "9" * 60_000 + "}", "json.syntax"),
        "as text": (json.dumps(good | {"value": "1e999999"}), "string.pattern"),
        "NUL": (json.dumps(good | {"narrative": "a\0b"}), "text-unreadable"),
        "giant": ('{"value":"' + "a" * 200_000 + '"}', "line.too-long"),
        "a name of sixty kilobytes": ('{"' + "a" * 60_000 + '":1}', "unknown"),
        "another encoding": ("caf\udce9", "json.syntax"),
    }
    content = "\n".join([whole, *(line for line, _ in bad.values()), json.dumps(good | {"value": "7.5"})])
    answer = await tenant.ask(
        "outcomes", "POST", "/measurement-batches", content=content.encode(errors="surrogateescape"),
        headers={"Content-Type": batches.NDJSON}, oin=tenant.providers[0],
    )  # fmt: skip
    told = answer.json()
    assert (answer.status_code, told["accepted"], told["rejected"]) == (202, 2, len(bad)), answer.text[:500]
    errors = await tenant.ask("outcomes", "GET", f"/batches/{told['id']}/errors", oin=tenant.providers[0])
    faults = [json.loads(line) for line in errors.text.splitlines()]
    for number, (name, (_, code)) in enumerate(bad.items(), 2):
        of_line = [one for one in faults if one["line"] == number]
        assert code in {one["code"] for one in of_line}, f"{name}: {of_line[:3]}"
        assert len(of_line) <= 20 and all(len(one["location"]) <= 200 for one in of_line)


async def test_records_that_are_bombs_come_back_one_by_one(tenant: Tenant) -> None:
    """The same in CSV: too many fields, too long a line, NUL, a quotation mark that never closes, another encoding."""
    contract = await lives.active_contract(tenant)
    good = ",".join([*lines_of(str(contract.id)).values(), ""]).encode()
    bad = [
        (good + b"," * 50_000, "csv.fields"),
        (good + b"a" * 100_000, "line.too-long"),
        (good + b"a\0b", "text-unreadable"),
        (good + b"caf\xe9", "text.utf-8"),
        (good.replace(b"7.4", b"1e999999"), "string.pattern"),
        (good.replace(b"7.4", b"9" * 60_000), "string.pattern"),
        (good + b'"open' + b"a" * 70_000, "csv.syntax"),
    ]
    content = HEADER + b"\n".join([good, *(line for line, _ in bad), good.replace(b"7.4", b"7.5")]) + b"\n"
    answer = await tenant.ask(
        "outcomes", "POST", "/measurement-batches", content=content,
        headers={"Content-Type": batches.CSV}, oin=tenant.providers[0],
    )  # fmt: skip
    told = answer.json()
    assert (answer.status_code, told["accepted"], told["rejected"]) == (202, 2, len(bad)), answer.text[:500]
    assert [(one["line"], one["code"]) for one in told["errors"]] == [
        (number, code) for number, (_, code) in enumerate(bad, 3)
    ]


async def test_a_formula_is_not_carried_into_a_spreadsheet(tenant: Tenant) -> None:
    """What a sender wrote comes back in a CSV of faults as text, whatever sign it begins with (CWE-1236)."""
    contract = await lives.active_contract(tenant)
    formula = "=cmd|' /C calc'!A0"
    lines = [
        json.dumps(lines_of(str(contract.id)) | {formula: formula}),
        json.dumps(lines_of(str(contract.id)) | {"indicator": formula}),
    ]
    answer = await tenant.ask(
        "outcomes", "POST", "/measurement-batches", content="\n".join(lines).encode(),
        headers={"Content-Type": batches.NDJSON}, oin=tenant.providers[0],
    )  # fmt: skip
    errors = await tenant.ask(
        "outcomes", "GET", f"/batches/{answer.json()['id']}/errors", oin=tenant.providers[0],
        headers={"Accept": batches.CSV},
    )  # fmt: skip
    assert (
        errors.headers["Content-Type"].startswith(batches.CSV)
        and errors.headers["X-Content-Type-Options"] == "nosniff"
    )
    assert len(errors.text.splitlines()) >= 3
    assert all(
        cell.strip('"')[:1] not in "=+-@"
        for line in errors.text.splitlines()
        for cell in line.split(",")
        if cell
    )
