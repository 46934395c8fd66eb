"""What an organisation is to the contracts that name it, and who may register anything here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under its OIN, as one purchaser registered it."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    oin: str
    kind: OrganisationKind
    name: str
    municipality_code: str | None
    agb_code: str | None


class OrganisationNotFound(NotFound):
    """There is no such organisation, or it is not yours."""

    code = "organisation-not-found"
    title = Text("Organisatie niet gevonden", "Organisation not found")
    detail = Text("Er is geen organisatie {id}.", "There is no organisation {id}.")
    mend = Text("Controleer het kenmerk, of zoek op OIN.", "Check the identifier, or search by OIN.")


class OrganisationExists(Refused):
    """The OIN was registered before."""

    code = "organisation-exists"
    title = Text("De organisatie bestaat al", "The organisation exists already")
    detail = Text("OIN {oin} is al geregistreerd.", "OIN {oin} is registered already.")
    mend = Text("Zoek de organisatie op haar OIN.", "Find the organisation by its OIN.")
