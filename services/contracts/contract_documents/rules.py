"""Which documents belong to a version of a contract, and that their bytes are what they are said to be."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import new_id
from shared.values.life import DocumentKind

LARGEST = 20 * 1024 * 1024

_NO_VERSION = Text("Het contract heeft deze versie niet.", "The contract does not have this version.")
_NO_BASE64 = Text("Dit is geen base64.", "This is no base64.")
_TOO_LARGE = Text("De inhoud is groter dan 20 MB.", "The contents are larger than 20 MB.")
_OTHER_DIGEST = Text("De inhoud heeft een andere SHA-256.", "The contents have another SHA-256.")
_OTHER_SIZE = Text("De inhoud heeft een andere grootte.", "The contents have another size.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDocument:
    """A document of a version: its digest, and where its bytes are."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    contract_version: int
    amendment_id: UUID | None
    kind: DocumentKind
    title: str
    signed_on: date | None
    media_type: str
    size: int
    sha256: str
    archive_url: str | None
    stored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What is filed with a version; `content` is base64."""

    external_reference: str | None
    contract_id: UUID
    contract_version: int
    amendment_id: UUID | None
    kind: DocumentKind
    title: str
    signed_on: date | None
    media_type: str
    sha256: str | None
    size: int | None
    archive_url: str | None
    content_base64: str | None


class ContractDocumentNotFound(NotFound):
    """There is no such document, its bytes are not here, or it is not yours."""

    code = "contract-document-not-found"
    title = Text("Document niet gevonden", "Document not found")
    detail = Text(
        "Er is geen document {id}, of zijn inhoud staat in het archief.",
        "There is no document {id}, or its contents are in the archive.",
    )
    mend = Text(
        "Zoek op contract; archiveUrl wijst het archief.", "Search by contract; archiveUrl names the archive."
    )


class ContractDocumentRefused(Refused):
    """The document is not what it is said to be, or belongs to no version; errors lists each point."""

    code = "contract-document-refused"
    rule = "R-C08"
    title = Text("Dit document kan niet", "This document is not possible")
    detail = Text(
        "Het document past niet bij contract {number}; errors noemt elk punt.",
        "The document does not fit contract {number}; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class DocumentFiled(Refused):
    """The same bytes are filed with this version already."""

    code = "contract-document-filed"
    title = Text("Dit document is er al", "This document is there already")
    detail = Text(
        "Bij versie {version} is al een document met SHA-256 {sha256} vastgelegd.",
        "A document with SHA-256 {sha256} is filed with version {version} already.",
    )
    mend = Text("Er is niets te doen.", "There is nothing to do.")


def file(contract: Contract, filing: Filing) -> tuple[ContractDocument, bytes | None]:
    """The document with its bytes when they are kept here. Raises ContractDocumentRefused with every point."""
    content = _decoded(filing.content_base64)
    errors = tuple(_faults(contract, filing, content))
    if errors:
        raise ContractDocumentRefused(errors=errors, number=contract.number)
    if content is None:
        assert filing.sha256 is not None and filing.size is not None, "the schema asks for both"
        sha256, size = filing.sha256, filing.size
    else:
        sha256, size = hashlib.sha256(content).hexdigest(), len(content)
    document = ContractDocument(
        id=new_id(),
        owner=contract.owner,
        external_reference=filing.external_reference,
        parties=contract.parties,
        contract_id=contract.id,
        contract_version=filing.contract_version,
        amendment_id=filing.amendment_id,
        kind=filing.kind,
        title=filing.title,
        signed_on=filing.signed_on,
        media_type=filing.media_type,
        size=size,
        sha256=sha256,
        archive_url=filing.archive_url,
        stored=content is not None,
    )
    return document, content


def _decoded(text: str | None) -> bytes | None:
    try:
        return None if text is None else base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _faults(contract: Contract, filing: Filing, content: bytes | None) -> Iterator[FieldError]:
    if filing.contract_version > contract.version:
        yield FieldError("#/contractVersion", "version-unknown", _NO_VERSION, rule="R-C08")
    if content is None:
        return
    if not content:
        yield FieldError("#/contentBase64", "not-base64", _NO_BASE64)
        return
    if len(content) > LARGEST:
        yield FieldError("#/contentBase64", "too-large", _TOO_LARGE)
    if filing.sha256 is not None and hashlib.sha256(content).hexdigest() != filing.sha256:
        yield FieldError("#/sha256", "digest-differs", _OTHER_DIGEST)
    if filing.size is not None and len(content) != filing.size:
        yield FieldError("#/size", "size-differs", _OTHER_SIZE)
