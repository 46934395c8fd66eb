"""What travels about facts beside the facts themselves: the kinds of them, and snapshots of a collection."""

from typing import Any
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Wire


class InTwoLanguages(Wire):
    """One sentence in two languages."""

    nl: str = Field(description="Nederlands.")
    en: str = Field(description="Engels (English).")


class EventType(Wire):
    """A kind of fact (soort feit): what it says, who may read it, the schema of its data and an example."""

    type: str = Field(
        description="Het type in de CloudEvent.",
        examples=["nl.sociaaldomein.contracts.contract-activated.v1"],
    )
    name: str = Field(
        description="De korte naam, voor het filter types (name).", examples=["contract-activated"]
    )
    version: int = Field(ge=1, description="De versie van het schema (version).")
    since: str = Field(description="De versie van de API die dit het eerst vertelde.", examples=["0.1.0"])
    says: InTwoLanguages = Field(description="Wat het feit zegt.")
    scope: str | None = Field(
        description="De scope die het token moet hebben; null: alleen voor zusterdiensten."
    )
    also_changes: list[str] = Field(
        description="Verzamelingen waarin hetzelfde feit ook iets wijzigt, zonder eigen feit: lees die opnieuw."
    )
    dataschema: str = Field(description="Het adres van het JSON Schema van data.")
    schema_: dict[str, Any] = Field(
        alias="schema", description="Het JSON Schema (2020-12) van data; velden kunnen erbij komen."
    )
    example: dict[str, Any] = Field(description="Een voorbeeld van het hele CloudEvent (example).")


class EventTypes(Wire):
    """All kinds of facts that a service tells."""

    items: list[EventType] = Field(description="De soorten feiten, op naam.")


class NewSnapshot(Wire):
    """Ask for all of a collection that you may see, as of a position in the feed."""

    collection: str = Field(
        pattern="^[a-z][a-z-]*$", description="De verzameling (collection), als in het adres van haar GET."
    )


class SnapshotStart(Wire):
    """The first line of a snapshot (momentopname): what follows, and where the feed goes on from it."""

    collection: str
    position: int = Field(ge=0, description="plaats in de feed waar deze momentopname bij hoort")
    next: str = Field(description="de cursor voor after: lees vandaar verder")
    epoch: UUID
    types: list[str] = Field(description="soorten feiten die een nieuwe versie van een regel dragen")
    reread_on: list[str] = Field(
        description="soorten feiten die regels wijzigen zonder ze te dragen: lees de verzameling dan opnieuw"
    )


class SnapshotEnd(Wire):
    """The last line of a snapshot: without it the stream was cut off."""

    end: bool
    lines: int = Field(ge=0, description="aantal regels tussen de eerste en deze")
