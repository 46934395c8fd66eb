"""What was shared with whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.errors import NotFound, Text


class AreaSharingNotFound(NotFound):
    """There is no such sharing, or it is not yours."""

    code = "area-sharing-not-found"
    title = Text("Deling niet gevonden", "Sharing not found")
    detail = Text("Er is geen deling {id}.", "There is no sharing {id}.")
    mend = Text("Zoek de delingen van de gemeente.", "Search the sharings of the municipality.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSharing:
    """With whom the data of a municipality's areas were shared, and how many areas that were."""

    id: UUID
    owner: str
    version: int = 1
    external_reference: str | None = None
    parties: list[str]
    municipality_code: str
    organisations: list[str]
    areas: int
