"""The life of a contract: offered, suspended, resumed, extended, terminated; its history, and its versions in two times."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Resource, Wire, Written
from shared.schemas.contracts.conditions import Incentive, IndicatorCode, ScopeItem
from shared.schemas.contracts.funding import FundingAgreement, ProductCode
from shared.schemas.contracts.terms import ResultAgreement
from shared.schemas.facts import Private
from shared.values.arrangements import TerminationGround
from shared.values.life import SuspensionReason, VersionReason
from shared.values.terms import AmendmentReason, Verdict

Quarter = Annotated[str, Field(pattern=r"^[0-9]{4}-Q[1-4]$", examples=["2026-Q1"])]
Pointer = Annotated[str, Field(examples=["/fundingAgreements/0/annualAmountCents"])]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]


class HistorySlice(Wire):
    """What was agreed otherwise on earlier days of a running contract; what is left out is as it is now (R-C08)."""

    valid_from: Day
    valid_until: Day = Field(description="laatste dag waarop dit gold")
    decided_on: Day | None = Field(default=None, description="wanneer partijen ertoe besloten")
    reason: AmendmentReason | None = None
    product_codes: list[ProductCode] | None = Field(default=None, max_length=500)
    scope: list[ScopeItem] | None = Field(default=None, max_length=200)
    funding_agreements: list[FundingAgreement] | None = Field(default=None, max_length=20)
    incentives: list[Incentive] | None = Field(default=None, max_length=50)
    agreements: list[ResultAgreement] | None = Field(default=None, max_length=99)


class History(Wire):
    """The history of a running contract as its parties know it: signed on paper, earlier versions without a gap."""

    signed_on: Day = Field(description="dag waarop de laatste partij op papier tekende")
    slices: list[HistorySlice] = Field(
        default=[], max_length=100, description="eerdere versies, elk vanaf de dag na de vorige"
    )


class TakenOver(Wire):
    """A running contract that was entered with its history (overgenomen)."""

    signed_on: Day
    slices: int = Field(description="aantal eerdere versies; zie versions")


class KpiCompensation(Wire):
    """A shortfall on one agreement in a year that a raised norm of another makes good, by amendment (R-C52, G-03)."""

    missed_number: int = Field(ge=1, le=99, description="de afspraak met het tekort")
    compensating_number: int = Field(ge=1, le=99, description="de afspraak met de hogere norm")
    year: int = Field(ge=1990, le=2199, description="het jaar waarvan het tekort wordt gecompenseerd")
    result_id: UUID | None = Field(
        default=None, description="het overgenomen jaarresultaat waarop dit antwoordt (R-X05)"
    )


class NewSuspension(Wire):
    """Suspend a contract (schorsing) from a day on."""

    valid_from: Day | None = Field(default=None, description="eerste dag; leeg = vandaag")
    valid_until: Day | None = Field(default=None, description="laatste dag, als die bekend is")
    reason: SuspensionReason
    motivation: Note | None = None


class Suspension(Wire):
    """The days on which a contract rests (schorsing)."""

    valid_from: Day
    valid_until: Day | None
    reason: SuspensionReason
    motivation: Annotated[str | None, Private] = None


class StatedVerdict(Wire):
    """The verdict on performance that an option rests on (R-C46)."""

    verdict: Verdict
    stated_on: Day
    verdict_id: UUID | None = Field(default=None, description="het oordeel in outcomes")
    verdict_version: int | None = Field(default=None, ge=1)


class RisenClients(Wire):
    """How many clients rose on the self-reliance matrix (zelfredzaamheid-matrix, R-C45)."""

    counted: _Count = Field(description="aantal getelde cliënten")
    risen: _Count = Field(description="aantal dat ten minste de afgesproken treden steeg")
    distinguishable: _Count = Field(description="aantal van hen met een stijging groter dan de meetfout")
    counted_on: Day


class ExtensionExercise(Wire):
    """Exercise an option to extend (verlengingsoptie), with what its condition asks (R-C45, R-C46)."""

    performance: StatedVerdict | None = Field(
        default=None,
        description="bij de voorwaarde performance; leeg = het overgenomen oordeel over het laatste voltooide jaar",
    )
    clients: RisenClients | None = Field(default=None, description="bij de voorwaarde clientsRisen")


class Breach(Wire):
    """What breach on results rests on: the plan of action, and the quarters below the norm after it (R-C10)."""

    agreement_code: IndicatorCode
    plan_of_action_on: Day = Field(description="dag van het plan van aanpak")
    quarters_below_norm: list[Quarter] = Field(
        default=[],
        max_length=40,
        description="leeg = de kwartalen onder de norm volgens de overgenomen oordelen van outcomes",
    )


class NewTermination(Wire):
    """Terminate a contract on its ground (beëindiging), or decide not to renew it (R-C09, R-C10)."""

    ground: TerminationGround
    last_day: Day = Field(description="laatste dag waarop het contract geldt")
    agreed_on: Day | None = Field(
        default=None, description="bij mutualConsent: de dag van de overeenstemming"
    )
    breach: Breach | None = Field(default=None, description="bij breach: waarop de tekortkoming rust")
    motivation: Note | None = None


class Termination(Wire):
    """Why and on which last day a contract ends (beëindiging)."""

    ground: TerminationGround
    last_day: Day
    decided_on: Day
    agreed_on: Day | None
    breach: Breach | None
    motivation: Annotated[str | None, Private] = None


class Difference(Wire):
    """One thing that a version changed, as text."""

    pointer: Pointer = Field(description="JSON-pointer in het contract")
    before: Written | None
    after: Written | None


class ContractVersion(Resource):
    """What was valid on which days, as it was known from one version of the contract until another (R-C08)."""

    contract_id: UUID
    version: int = Field(ge=1, description="de versie van het contract waarvan de tekst hier geldt")
    valid_from: Day
    valid_until: Day | None = Field(description="laatste dag; leeg = tot nader order")
    known_from_version: int = Field(description="vanaf deze versie van het contract was dit bekend")
    known_until_version: int | None = Field(description="vanaf deze versie niet meer; leeg = nog altijd")
    known_from: Day
    known_until: Day | None = Field(description="vanaf deze dag niet meer; leeg = nog altijd")
    reason: VersionReason
    taken_over: bool = Field(description="overgenomen met de geschiedenis van een lopend contract")
    amendment_id: UUID | None
    changed: list[Difference] = Field(description="wat deze versie anders zegt dan die ervoor")
    parties: list[Oin]
