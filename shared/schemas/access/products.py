"""The catalogue of products as access knows it: a copy of what contracts keeps."""

from typing import Annotated

from pydantic import Field

from shared.schemas.common import Day, Parties, Resource
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


class Product(Resource):
    """A product (product) of the catalogue, with where access to it is decided; its source is contracts."""

    code: Annotated[str, Field(json_schema_extra={"x-istandaard": "Product.Code"})]
    category: Annotated[str, Field(json_schema_extra={"x-istandaard": "Product.Categorie"})]
    name: str
    laws: list[Law]
    unit: Unit
    provision_type: ProvisionType
    sheltered_living: bool
    support_kind: SupportKind | None
    line: CareLine
    layer: CareLayer | None
    access_place: AccessPlace | None = Field(description="door de opdrachtgever gekozen; gaat voor")
    advised_access_place: AccessPlace | None = Field(description="wat de tabel aanwijst (R-A01)")
    place: AccessPlace | None = Field(description="waar over toegang wordt besloten; leeg = nog open")
    volume_risk: VolumeRisk | None
    expertise_concentration: bool | None
    acute: bool
    own_contribution: OwnContributionRoute
    execution_variant: ExecutionVariant | None
    valid_from: Day
    valid_until: Day | None
    parties: Parties


__all__ = ["Product"]
