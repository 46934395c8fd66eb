"""Methods that divide a budget over areas: by expected clients, with the state grant, by weighted characteristics, by neighbourhood."""

from typing import Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Day, Name, Score, Wire
from shared.schemas.contracts.allocations.base import Count, CurrentBudget, check_codes
from shared.schemas.contracts.funding.base import AreaCode
from shared.values.budgets import MeasureKind
from shared.values.populations import CharacteristicKind, UsedFor
from shared.values.terms import ProvisionType

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_CONTRACT_TWICE = Text(
    "Een contract telt voor één gebied, één keer.", "A contract counts for one area, once."
)
_EITHER = Text(
    "Geef per gebied óf het aantal cliënten, óf de contracten waarvan zij tellen.",
    "Give for each area either the number of clients, or the contracts whose clients count.",
)
_PERIOD = Text(
    "Een referentieperiode hoort bij contracten waarvan de cliënten tellen, en omgekeerd.",
    "A reference period belongs with contracts whose clients count, and the other way round.",
)


class AreaClients(Wire):
    """How many clients an area expects: a number, or the contracts under which they were in care."""

    code: AreaCode
    name: Name | None = None
    clients: Count | None = Field(
        default=None, description="verwacht aantal cliënten; leeg = uit de historie"
    )
    contract_ids: list[UUID] = Field(
        default=[],
        max_length=200,
        description="contracten van het gebied waarvan de cliënten in zorg tellen (R-X12)",
    )


class ReferencePeriod(Wire):
    """The days whose clients in care are the history (referentieperiode, R-X12)."""

    start_date: Day = Field(description="eerste dag")
    end_date: Day = Field(description="laatste dag")
    provision_type: ProvisionType | None = Field(default=None, description="alleen deze soort voorziening")

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.end_date < self.start_date:
            raise ValueError(_REVERSED)
        return self


class ExpectedClients(Wire):
    """Total × expected clients of the area ÷ of all areas, the rest on the largest (R-C14).

    The clients are typed in, or with `history` those in care under the contracts of the area in the reference period.
    """

    method: Literal["expectedClients"]
    total_cents: Cents
    areas: list[AreaClients] = Field(min_length=1, max_length=1000)
    history: ReferencePeriod | None = Field(
        default=None, description="referentieperiode, als gebieden hun cliënten uit de historie krijgen"
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.areas])
        named = [one for area in self.areas for one in area.contract_ids]
        if len(set(named)) < len(named):
            raise ValueError(_CONTRACT_TWICE)
        if any((one.clients is None) is not bool(one.contract_ids) for one in self.areas):
            raise ValueError(_EITHER)
        if bool(named) is (self.history is None):
            raise ValueError(_PERIOD)
        return self


class GrantPassThrough(Wire):
    """A change of the state grant passes through in full, cuts too (doorwerking rijksbijdrage, R-C15)."""

    method: Literal["grantChange"]
    old_grant_cents: Cents
    new_grant_cents: Cents
    budgets: list[CurrentBudget] = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.budgets])
        return self


class WeighedMeasure(Wire):
    """What is weighed: an amount for each unit counted, or a coefficient for the score of each inhabitant."""

    characteristic: CharacteristicKind
    kind: MeasureKind = MeasureKind.COUNT
    weight: Score = Field(description="bedrag of coëfficiënt, decimaal", examples=["-0.5"])


class CharacteristicValue(Wire):
    """A value of a characteristic; empty where the source withholds it."""

    characteristic: CharacteristicKind
    value: Score | None = Field(default=None, description="leeg = onderdrukt of onbekend (CBS: '.')")


class SourceNeighbourhood(Wire):
    """A row of the source: a neighbourhood with its inhabitants and values, and the area it belongs to."""

    code: AreaCode
    area_code: AreaCode | None = Field(default=None, description="gebied; leeg = de buurt zelf")
    inhabitants: Count
    values: list[CharacteristicValue] = Field(default=[], max_length=10)


class AreaBefore(Wire):
    """What an area had before, for damping."""

    code: AreaCode
    amount_cents: Cents


class Damping(Wire):
    """An area falls at most so much for each inhabitant; the others pay for it pro rata (demping)."""

    maximum_fall_per_inhabitant_cents: Cents
    before: list[AreaBefore] = Field(min_length=1, max_length=1000)


class WeightedCharacteristics(Wire):
    """A budget over areas by weighted characteristics (verdeelmodel): base × what is there ÷ all bases."""

    method: Literal["weightedCharacteristics"]
    total_cents: Cents
    target: UsedFor | None = Field(default=None, description="jeugd of sociaal (R-C17)")
    counted_on: Day = Field(description="peildatum")
    measures: list[WeighedMeasure] = Field(min_length=1, max_length=10)
    neighbourhoods: list[SourceNeighbourhood] = Field(min_length=1, max_length=2000)
    damping: Damping | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.neighbourhoods])
        check_codes([one.characteristic for one in self.measures])
        return self


class NeighbourhoodDivision(Wire):
    """Neighbourhood budgets (wijkbudgetten) of an equalisation model, which must add up to the total (R-C19)."""

    method: Literal["neighbourhoods"]
    total_cents: Cents
    level: Literal["neighbourhood", "lot"] = Field(
        default="neighbourhood", description="verdeeld over wijken of over percelen (D-54)"
    )
    budgets: list[CurrentBudget] = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _once(self) -> Self:
        check_codes([one.code for one in self.budgets])
        return self
