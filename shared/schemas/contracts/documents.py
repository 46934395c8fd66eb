"""Signed documents of a contract: each belongs to a version, and says where its bytes are."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, Name, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.life import DocumentKind

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MediaType = Annotated[
    str,
    Field(
        max_length=100,
        pattern=r"^[a-z]+/[a-z0-9.+-]+$",
        description="soort bestand",
        examples=["application/pdf"],
    ),
]
Title = Annotated[Name, Field(description="titel van het stuk", examples=["Getekende overeenkomst"])]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, hexadecimaal")]
ArchiveUrl = Annotated[
    str,
    Field(
        max_length=500,
        pattern=r"^https://[^\s]+$",
        description="plaats in het eigen archief",
        examples=["https://archief.example/documenten/1"],
    ),
]

_ONE_PLACE = Text(
    "Geef de inhoud (contentBase64), of de plaats in het archief (archiveUrl) met sha256 en size.",
    "Give the contents (contentBase64), or the place in the archive (archiveUrl) with sha256 and size.",
)


class NewContractDocument(Wire):
    """File a signed document with a version of a contract: its bytes, or where the archive keeps them."""

    external_reference: Reference | None = None
    contract_id: UUID
    contract_version: int = Field(ge=1, description="de versie van het contract waarbij het hoort")
    amendment_id: UUID | None = None
    kind: DocumentKind
    title: Title
    signed_on: Day | None = None
    media_type: MediaType
    sha256: Digest | None = None
    size: int | None = Field(default=None, ge=1, le=MAX_DOCUMENT_BYTES, description="in bytes")
    archive_url: ArchiveUrl | None = None
    content_base64: str | None = Field(
        default=None,
        min_length=4,
        max_length=28_000_000,
        pattern=r"^[A-Za-z0-9+/]+={0,2}$",
        json_schema_extra={"format": "byte"},
        description="de inhoud in base64, tot 20 MB",
    )

    @model_validator(mode="after")
    def _in_one_place(self) -> Self:
        archived = self.archive_url is not None and self.sha256 is not None and self.size is not None
        if (self.content_base64 is None) == (self.archive_url is None) or (self.archive_url and not archived):
            raise ValueError(_ONE_PLACE)
        return self


class ContractDocument(Resource):
    """A signed document (getekend stuk) that belongs to a version of a contract; it never changes."""

    contract_id: UUID
    contract_version: int
    amendment_id: UUID | None
    kind: DocumentKind
    title: Title
    signed_on: Day | None
    media_type: MediaType
    size: int = Field(description="grootte in bytes")
    sha256: Digest
    archive_url: Annotated[str | None, Private] = Field(
        default=None, description="plaats in het eigen archief"
    )
    stored: bool = Field(description="de inhoud staat hier; anders op archiveUrl")
    parties: list[Oin]
