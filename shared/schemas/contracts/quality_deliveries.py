"""Quality on structure and process: what was delivered of what a contract demands, and the check of it (R-C32)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Checked, Day, Oin, Reference, Resource, Wire
from shared.schemas.contracts.findings import Bilingual
from shared.schemas.contracts.funding.base import ProductCode, Quantity
from shared.values.arrangements import QualityDemandKind, Unit
from shared.values.demands import QualityStanding

_MEASURED = Text(
    "Een meting is een waarde (value) of een oordeel (met): precies één.",
    "A measurement is a value or a verdict (met): exactly one.",
)
_REVERSED = Text("De laatste dag ligt niet vóór de eerste.", "The last day does not lie before the first.")
TrajectoryReference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        pattern=r"^[A-Za-z0-9._:/-]+$",
        description="eigen nummer van het traject; nooit een naam of nummer van een persoon",
        examples=["TR-2026-0117"],
    ),
    Checked,
]
DemandNumber = Annotated[
    int, Field(ge=1, le=99, description="nummer van de kwaliteitseis in het contract", examples=[1])
]


class QualityDeliveryLine(Wire):
    """What was delivered of one demand in one trajectory (geleverde kwaliteit) during some days."""

    external_reference: Reference | None = None
    demand_number: DemandNumber
    product_code: ProductCode
    trajectory_reference: TrajectoryReference
    period_from: Day = Field(description="eerste dag waarover is gemeten")
    period_until: Day = Field(description="laatste dag waarover is gemeten")
    value: Quantity | None = Field(
        default=None, description="wat is geleverd, in de eenheid van de eis; bij een eis met een minimum"
    )
    met: bool | None = Field(default=None, description="of aan de eis is voldaan; bij een eis zonder minimum")
    unit: Unit | None = Field(default=None, description="eenheid; leeg = die van de eis")
    completed: bool = Field(
        default=True, description="het traject is afgerond; false = er komt nog meer, dus nog geen oordeel"
    )

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.value is None) == (self.met is None):
            raise ValueError(_MEASURED)
        if self.period_until < self.period_from:
            raise ValueError(_REVERSED)
        return self


class NewQualityDelivery(QualityDeliveryLine):
    """One delivery under a contract."""

    contract_id: UUID


class QualityDeliveriesToRegister(Wire):
    """What a provider delivered of the quality demands of a contract: up to a thousand lines, all or nothing."""

    contract_id: UUID
    deliveries: list[QualityDeliveryLine] = Field(
        min_length=1, max_length=1000, description="de regels; alles of niets"
    )


class QualityDelivery(Resource):
    """What was delivered of one demand in one trajectory; another value for the same days is its next version."""

    contract_id: UUID
    provider: Oin = Field(description="de aanbieder die leverde")
    demand_number: int = Field(description="nummer van de kwaliteitseis")
    product_code: ProductCode
    trajectory_reference: TrajectoryReference
    period_from: Day = Field(description="eerste dag waarover is gemeten")
    period_until: Day = Field(description="laatste dag waarover is gemeten")
    value: Quantity | None = Field(description="wat is geleverd; leeg bij een eis zonder minimum")
    met: bool | None = Field(description="of aan de eis is voldaan; leeg bij een eis met een minimum")
    unit: Unit | None = Field(description="eenheid")
    completed: bool = Field(description="het traject is afgerond")


class QualitySignal(Wire):
    """A trajectory in which a demand was not met (signaal): by how much, why it matters, and what mends it."""

    rule: str = Field(examples=["R-C32"], description="regel")
    provider: Oin = Field(description="de aanbieder die leverde")
    product_code: ProductCode
    trajectory_reference: TrajectoryReference
    delivered: str | None = Field(
        description="wat is geleverd; leeg bij een eis zonder minimum", examples=["7"]
    )
    minimum: str | None = Field(description="wat ten minste is afgesproken", examples=["10"])
    unit: Unit | None = Field(description="eenheid")
    reason: Bilingual = Field(description="waarom dit een signaal is")
    mend: Bilingual = Field(description="wat het wegneemt")


class QualityCheck(Wire):
    """One demand held against what was delivered: in how many trajectories it was met, and the signals."""

    demand_number: int = Field(description="nummer van de kwaliteitseis")
    kind: QualityDemandKind
    description: str = Field(description="de eis")
    product_code: ProductCode | None = Field(description="leeg = alle producten")
    minimum: str | None = Field(description="ten minste zoveel per traject; leeg = zonder minimum")
    unit: Unit | None = Field(description="eenheid")
    standing: QualityStanding = Field(description="hoe de eis ervoor staat")
    trajectories: int = Field(description="gemelde trajecten")
    met: int = Field(description="trajecten waarin aan de eis is voldaan")
    under_way: int = Field(description="trajecten die nog lopen en er nog niet zijn")
    short: int = Field(description="trajecten die tekortschieten")
    signals: list[QualitySignal] = Field(
        description="de trajecten die tekortschieten, het laagste eerst; hooguit 100 per eis"
    )


class QualityChecks(Wire):
    """Every quality demand of a contract with its check, over the days that were asked (R-C32)."""

    contract_id: UUID
    contract_version: int
    checked_on: Day = Field(description="dag van de toets")
    checks: list[QualityCheck] = Field(description="per kwaliteitseis, in volgorde van nummer")


__all__ = [
    "NewQualityDelivery", "QualityCheck", "QualityChecks", "QualityDeliveriesToRegister", "QualityDelivery",
    "QualityDeliveryLine", "QualitySignal",
]  # fmt: skip
