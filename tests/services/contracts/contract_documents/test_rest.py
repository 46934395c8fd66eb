"""Signed documents over HTTP: with a version, by their digest, never changed."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from typing import Any

import pytest

from shared.schemas.contracts import Contract
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready

BYTES = b"%PDF-1.7 getekende overeenkomst"
DIGEST = hashlib.sha256(BYTES).hexdigest()


def body(contract: Contract, **changes: Any) -> dict[str, Any]:
    """A signed contract as bytes."""
    told = {
        "contractId": str(contract.id),
        "contractVersion": contract.version,
        "kind": "contract",
        "title": "Getekende overeenkomst",
        "signedOn": "2026-01-01",
        "mediaType": "application/pdf",
        "contentBase64": base64.b64encode(BYTES).decode(),
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


@pytest.mark.rule("R-C08")
async def test_a_document_belongs_to_a_version_and_gives_back_its_bytes(ready: Ready) -> None:
    """Filed once under a reference; the digest is computed, both sides read the same bytes, the fact holds none."""
    contract = await ready.active()
    made = await ready.ask("PUT", "/contract-documents/by-reference/stuk/1", json=body(contract))
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["sha256"], told["size"], told["stored"], told["contractVersion"]) == (
        DIGEST,
        len(BYTES),
        True,
        4,
    )
    again = await ready.ask("PUT", "/contract-documents/by-reference/stuk/1", json=body(contract))
    assert again.json() == told
    other = await ready.ask(
        "PUT", "/contract-documents/by-reference/stuk/1", json=body(contract, title="Anders")
    )
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    twice = await ready.ask("POST", "/contract-documents", json=body(contract))
    assert (twice.status_code, twice.json()["code"]) == (409, "contract-document-filed")
    content = await ready.ask("GET", f"/contract-documents/{told['id']}/content", oin=ready.lead)
    assert (content.content, content.headers["content-disposition"]) == (
        BYTES,
        f'attachment; filename="{told["id"]}"',
    )
    (fact,) = await given.facts(ready.tenant, "document-filed")
    assert fact["data"]["sha256"] == DIGEST and "archiveUrl" not in fact["data"]


async def test_a_document_in_the_archive_is_known_by_its_digest(ready: Ready) -> None:
    """A link with digest and size; its contents are not here; filtered by version and kind."""
    contract = await ready.active()
    archived = {
        "contentBase64": None,
        "archiveUrl": "https://archief.example/1",
        "sha256": DIGEST,
        "size": 31,
        "kind": "annex",
    }
    made = (await ready.ask("POST", "/contract-documents", json=body(contract, **archived))).json()
    assert (made["stored"], made["archiveUrl"]) == (False, "https://archief.example/1")
    assert (await ready.ask("GET", f"/contract-documents/{made['id']}/content")).status_code == 404
    for query, count in (("contractVersion=4&kind=annex", 1), ("contractVersion=3", 0), ("kind=contract", 0)):
        found = await ready.ask("GET", f"/contract-documents?contractId={contract.id}&{query}")
        assert len(found.json()["items"]) == count, query


async def test_a_document_is_what_it_is_said_to_be(ready: Ready, tenant_on: Any) -> None:
    """Another digest, another size and no such version at once; both places or none: 400; not by the provider, nor a stranger."""
    contract = await ready.active()
    wrong = body(contract, contractVersion=9, sha256="0" * 64, size=1)
    refused = await ready.ask("POST", "/contract-documents", json=wrong)
    assert [one["code"] for one in refused.json()["errors"]] == [
        "version-unknown",
        "digest-differs",
        "size-differs",
    ]
    for changes in ({"contentBase64": None}, {"archiveUrl": "https://archief.example/1"}):
        assert (
            await ready.ask("POST", "/contract-documents", json=body(contract, **changes))
        ).status_code == 400
    assert (
        await ready.ask("POST", "/contract-documents", oin=ready.lead, json=body(contract))
    ).status_code == 403
    other = await tenant_on(date(2026, 1, 1))
    assert (
        await other.ask("contracts", "POST", "/contract-documents", json=body(contract))
    ).status_code == 404
