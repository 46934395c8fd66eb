"""What a document must be to belong to a version of a contract."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contract_documents import rules
from services.contracts.contract_documents.rules import Filing
from shared.values.life import DocumentKind
from tests.services.contracts.examples import active

CONTRACT = active()
FILING = Filing(
    external_reference=None,
    contract_id=CONTRACT.id,
    contract_version=CONTRACT.version,
    amendment_id=None,
    kind=DocumentKind.CONTRACT,
    title="Overeenkomst",
    signed_on=None,
    media_type="application/pdf",
    sha256=None,
    size=None,
    archive_url=None,
    content_base64=None,
)


def codes(filing: Filing) -> list[str]:
    """Why it is refused."""
    with pytest.raises(rules.ContractDocumentRefused) as refused:
        rules.file(CONTRACT, filing)
    return [error.code for error in refused.value.errors]


@given(st.binary(min_size=1, max_size=500))
def test_the_digest_and_the_size_are_those_of_the_bytes(content: bytes) -> None:
    """Whatever the bytes: they come back, with their SHA-256 and size, seen by the contract's parties."""
    told = base64.b64encode(content).decode()
    document, kept = rules.file(CONTRACT, replace(FILING, content_base64=told))
    assert (kept, document.sha256, document.size) == (
        content,
        hashlib.sha256(content).hexdigest(),
        len(content),
    )
    assert (document.stored, document.parties) == (True, CONTRACT.parties)


def test_what_is_in_the_archive_is_taken_at_its_word() -> None:
    """Digest and size as told; no bytes here."""
    archived: dict[str, Any] = {"archive_url": "https://archief.example/1", "sha256": "a" * 64, "size": 7}
    document, kept = rules.file(CONTRACT, replace(FILING, **archived))
    assert (kept, document.stored, document.sha256, document.size) == (None, False, "a" * 64, 7)


@pytest.mark.rule("R-C08")
def test_a_document_is_refused_with_all_that_is_wrong() -> None:
    """A version to come, no base64, too large, another digest and another size."""
    told = base64.b64encode(b"getekend").decode()
    assert codes(replace(FILING, contract_version=CONTRACT.version + 1, content_base64=told)) == [
        "version-unknown"
    ]
    assert codes(replace(FILING, content_base64="a=b=")) == ["not-base64"]
    assert codes(replace(FILING, content_base64=told, sha256="0" * 64, size=1)) == [
        "digest-differs",
        "size-differs",
    ]
    large = base64.b64encode(bytes(rules.LARGEST + 1)).decode()
    assert codes(replace(FILING, content_base64=large)) == ["too-large"]
