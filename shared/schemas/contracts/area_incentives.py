"""The incentives of contracts that run side by side in a municipality or region (R-C61)."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, MunicipalityCode, Wire
from shared.schemas.contracts.findings import Bilingual, Finding, Locator, ProfiledForm, Row
from shared.values.agreements import BasicForm, IncentiveKind
from shared.values.findings import Dimension, SourceCase, Tendency


class ProfiledContract(Wire):
    """A contract that runs on the day, with the forms that hold then and the kinds of incentives beside them."""

    contract_id: UUID
    number: str
    name: str
    municipality_code: MunicipalityCode | None
    population_id: UUID | None
    forms: list[ProfiledForm]
    incentives: list[IncentiveKind]


class CombinedArgument(Wire):
    """One argument of the sources about a basic form that some contract has."""

    basic_form: BasicForm
    text: Bilingual
    tendency: Tendency | None
    case: SourceCase | None
    row: Row
    source: Locator


class CombinedDimension(Wire):
    """The sum on one dimension: how many forms pull it up and down by the sources, with the arguments."""

    dimension: Dimension
    name: Bilingual
    more: int = Field(description="hoeveel vormen deze dimensie volgens de bronnen versterken")
    less: int = Field(description="hoeveel vormen haar volgens de bronnen verzwakken")
    arguments: list[CombinedArgument]
    pulls_apart: bool


class ContractConflict(Wire):
    """A conflict between contracts: what it is, and which contracts are on either side."""

    finding: Finding = Field(description="wat tussen de contracten staat, met wat ertegen helpt")
    contract_ids: list[UUID] = Field(description="de contracten aan beide kanten")


class AreaIncentives(Wire):
    """The incentives of all that runs in a municipality or region on a day: contracts, the sum, the conflicts (R-C61)."""

    municipality_code: MunicipalityCode | None
    region: str | None = Field(description="regio waarin de gemeenten samenwerken")
    on: Day = Field(description="de dag waarop de contracten lopen")
    contracts: list[ProfiledContract] = Field(description="de contracten die dan lopen, zoals zij dan gelden")
    dimensions: list[CombinedDimension]
    conflicts: list[ContractConflict] = Field(description="wat tussen de contracten staat (R-C61)")
