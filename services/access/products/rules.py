"""A product of the catalogue as access knows it, and which of them a law, category and code mean on a day (N-113, R-X06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import (
    CareLayer,
    CareLine,
    ExecutionVariant,
    OwnContributionRoute,
    SupportKind,
    VolumeRisk,
)
from shared.values.terms import Law, ProvisionType

_SHELTERED_CATEGORY = "15"


@dataclass(frozen=True, slots=True)
class Product:
    """A product of contracts under its own id and version; `valid_until` is the last day on which it is allocated.

    `access_place` is what the purchaser chose, `advised_access_place` what the table says (R-A01); None is not known.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    code: str
    category: str
    name: str
    laws: list[Law]
    unit: Unit
    provision_type: ProvisionType
    sheltered_living: bool
    support_kind: SupportKind | None
    line: CareLine
    layer: CareLayer | None
    access_place: AccessPlace | None
    advised_access_place: AccessPlace | None
    volume_risk: VolumeRisk | None
    expertise_concentration: bool | None
    acute: bool
    own_contribution: OwnContributionRoute
    execution_variant: ExecutionVariant | None
    valid_from: date
    valid_until: date | None

    @property
    def is_sheltered(self) -> bool:
        """Whether it is sheltered living, however that was said (R-C35)."""
        return (
            self.sheltered_living
            or self.support_kind is SupportKind.SHELTERED_LIVING
            or self.category == _SHELTERED_CATEGORY
        )

    @property
    def place(self) -> AccessPlace | None:
        """Where access is decided: the purchaser's own choice wins over the table's advice (R-A01)."""
        return self.access_place or self.advised_access_place

    def holds_on(self, day: date) -> bool:
        """Whether it can be allocated on the day, first and last day included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class ProductNotFound(NotFound):
    """There is no such product in the catalogue, or it is not yours."""

    code = "product-not-found"
    title = Text("Product niet gevonden", "Product not found")
    detail = Text("Er is geen product {id}.", "There is no product {id}.")
    mend = Text(
        "Controleer het kenmerk; een pas vastgelegd product is hier na enkele seconden bekend.",
        "Check the identifier; a product that was just registered is known here after a few seconds.",
    )
