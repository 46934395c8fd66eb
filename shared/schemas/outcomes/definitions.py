"""Definitions of indicators by version, and the libraries they come from."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from shared.schemas.common import (
    Checked,
    Day,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Score,
    Wire,
    Written,
)
from shared.schemas.events import InTwoLanguages
from shared.schemas.facts import Private
from shared.schemas.outcomes.measured import IndicatorCode
from shared.values.arrangements import MeasurementFrequency
from shared.values.indicating import (
    AgreeingSide,
    Direction,
    LibraryOutcome,
    NormHardness,
    OutcomeClass,
)
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    VerdictBasis,
    YearRule,
)

LibraryCode = Annotated[str, Field(pattern=r"^[a-z-]{2,30}$", examples=["alphen"]), Checked]
Number = Annotated[int, Field(ge=1, le=999, description="nummer van de versie van de definitie (R-O21)")]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Counted = Annotated[Written, Field(min_length=1, max_length=300)]
Locator = Annotated[Written, Field(max_length=300)]


FieldName = Annotated[str, Field(pattern=r"^[a-z][A-Za-z]*$")]


class DefinitionContent(Wire):
    """What an indicator means: what is counted, on which scale, by whom, against which norm (N-24, N-25, N-33, N-117)."""

    name_nl: Name = Field(description="naam in het Nederlands", examples=["Cliënttevredenheid"])
    name_en: Name = Field(description="naam in het Engels", examples=["Client satisfaction"])
    meaning: Annotated[Note | None, Private] = Field(
        default=None, description="wat de indicator zegt en wat er niet onder valt"
    )
    kind: IndicatorKind
    outcome_classes: list[OutcomeClass] = Field(
        default=[], max_length=8, description="over welke uitkomst hij gaat; alleen bij een uitkomstindicator"
    )
    scope: IndicatorScope = Field(description="over wie of wat hij gaat (N-25)")
    unit: Annotated[Written, Field(min_length=1, max_length=40, examples=["cijfer 1-10"])]
    lowest: Score | None = Field(default=None, description="laagste waarde van de schaal", examples=["1"])
    highest: Score | None = Field(default=None, description="hoogste waarde van de schaal", examples=["10"])
    direction: Direction = Field(description="of hoger of lager beter is")
    numerator: Annotated[Counted | None, Private] = Field(
        default=None, description="teller: wat wordt geteld"
    )
    denominator: Annotated[Counted | None, Private] = Field(
        default=None, description="noemer: waarop wordt gedeeld"
    )
    multiplier: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        default=None, description="teller ÷ noemer × dit getal: 100 geeft procenten (R-O29)", examples=[100]
    )
    norm: Score | None = Field(default=None, description="norm; leeg = de bron of het contract noemt er geen")
    operator: NormOperator | None = Field(
        default=None, description="hoe een waarde tegen de norm wordt gehouden"
    )
    norm_invented: bool = Field(default=False, description="de bron noemt geen norm: deze is verzonnen")
    norm_hardness: NormHardness = Field(
        default=NormHardness.HARD,
        description="een harde norm geeft een oordeel, een zachte dient het gesprek (G-77)",
    )
    frequency: MeasurementFrequency | None = Field(default=None, description="hoe vaak wordt gemeten")
    source: MeasurementSource = Field(description="wie meet (N-33)")
    source_independent: bool = Field(
        default=False, description="of wie meet onafhankelijk van de aanbieder moet zijn (R-O12)"
    )
    narrative_required: bool = Field(
        default=False, description="of bij elk cijfer een toelichting hoort: tellen en vertellen (R-O27)"
    )
    verdict_basis: VerdictBasis = VerdictBasis.POINT
    year_rule: YearRule = YearRule.LAST_VALUE
    locator: Annotated[Locator | None, Private] = Field(
        default=None, description="vindplaats in de bron: rij en woorden"
    )


class NewIndicatorDefinition(DefinitionContent):
    """Define an indicator: its code and its first version."""

    external_reference: Reference | None = None
    code: IndicatorCode
    valid_from: Day = Field(description="eerste dag waarop de definitie geldt")
    providers: list[Oin] = Field(
        default=[],
        max_length=100,
        description="aanbieders met wie over de definitie overeenstemming wordt gezocht",
    )


class NewDefinitionVersion(DefinitionContent):
    """Define an indicator anew from a day on: the version before it ends the day before (R-O21)."""

    valid_from: Day = Field(description="eerste dag waarop deze versie geldt, na die van de vorige")


class IndicatorDefinitionChange(Wire):
    """With whom consensus is sought; what an indicator means changes by a new version only."""

    providers: list[Oin] = Field(
        max_length=100, description="aanbieders met wie over de definitie overeenstemming wordt gezocht"
    )


class NewDefinitionAgreement(Wire):
    """Agree with a version of a definition, for the side that the token speaks for.

    The purchaser may also record that politics or citizens agreed.
    """

    number: Number
    side: AgreeingSide | None = Field(
        default=None,
        description="namens wie; leeg = de eigen kant. Raad en inwoners legt de opdrachtgever vast",
    )
    note: Note | None = Field(default=None, description="toelichting")


class DefinitionAgreement(Wire):
    """Who agreed with a version of a definition, for which side and when."""

    side: AgreeingSide = Field(description="namens wie")
    organisation: Oin
    agreed_by: Annotated[str | None, Private] = Field(description="gebruiker die akkoord gaf")
    agreed_on: Day = Field(description="dag van het akkoord")
    note: Annotated[str | None, Private] = Field(description="toelichting")


class DefinitionVersion(DefinitionContent):
    """A definition as it holds between two days, and who agreed with it (R-O21)."""

    number: Number
    valid_from: Day
    valid_until: Day | None = Field(description="laatste dag; leeg = geldt nog")
    agreements: list[DefinitionAgreement] = Field(description="wie akkoord gaf, en wanneer")
    consensus: bool = Field(
        description="opdrachtgever en elke genoemde aanbieder gaven akkoord, en er is een aanbieder"
    )


class IndicatorDefinition(Resource):
    """The definition of an indicator (definitie), version by version (R-O21)."""

    code: IndicatorCode
    library: LibraryCode | None = Field(description="bibliotheek waaruit hij komt")
    providers: list[Oin] = Field(description="aanbieders met wie overeenstemming wordt gezocht")
    versions: list[DefinitionVersion] = Field(
        description="van oud naar nieuw; met validOn alleen die van die dag"
    )
    parties: list[Oin]


class FindingStep(Wire):
    """One step of how a finding came about: its rule, what it says in both languages, and with which figures."""

    rule: str = Field(description="regel of risico", examples=["R-O22"])
    sentence: InTwoLanguages
    inputs: dict[str, Any] = Field(description="waarop de stap rust")
    result: Any = Field(default=None, description="wat eruit kwam")


class DefinitionValue(Wire):
    """A value by a definition: numerator ÷ denominator × multiplier, and how it stands against the norm (R-O29, R-O05)."""

    definition_id: UUID = Field(description="de definitie")
    number: Number
    numerator: int = Field(description="teller")
    denominator: int = Field(description="noemer")
    value: Score | None = Field(description="leeg = er is niets om op te delen")
    unit: str
    within_norm: bool | None = Field(description="leeg = geen norm, of geen waarde")
    steps: list[FindingStep] = Field(description="hoe de waarde tot stand kwam")


class LibraryItem(DefinitionContent):
    """An indicator of a library, as it would be defined."""

    code: IndicatorCode


class IndicatorLibrary(Wire):
    """A library of indicators (bibliotheek) from the sources; what they leave out is empty or marked as invented."""

    code: LibraryCode
    name: InTwoLanguages
    about: InTwoLanguages = Field(description="waar de indicatoren vandaan komen")
    row: str = Field(description="rij van de bron", examples=["N-27"])
    count: int = Field(description="hoeveel indicatoren")
    items: list[LibraryItem] = Field(description="de indicatoren; leeg in een lijst van bibliotheken")


class LibraryToImport(Wire):
    """Take over a library, or some of it."""

    codes: list[IndicatorCode] = Field(default=[], max_length=100, description="alleen deze; leeg = alle")
    valid_from: Day = Field(description="eerste dag waarop de definities gelden")
    providers: list[Oin] = Field(
        default=[], max_length=100, description="aanbieders met wie overeenstemming wordt gezocht"
    )


class LibraryImportItem(Wire):
    """What the import did with one indicator: nothing where something else is defined under its code."""

    code: IndicatorCode
    outcome: LibraryOutcome = Field(description="nieuw, al zo, of anders gedefinieerd")
    definition_id: UUID = Field(description="de definitie onder deze code")
    differing: list[FieldName] = Field(description="velden die anders zijn gedefinieerd")


class LibraryImport(Resource):
    """What an import of a library did; safe to repeat."""

    library: LibraryCode = Field(description="de bibliotheek")
    items: list[LibraryImportItem] = Field(description="wat er met elke indicator gebeurde")
