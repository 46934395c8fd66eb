"""Access decisions from draft to final, with their allocation, the checks that they pass and what one can do against them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.clarifications import NewClarification
from shared.schemas.common import Cents, Day, Name, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.arrangements import AccessPlace
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, DecisionState, GateState, RefusalGround
from shared.values.legal_frames import ContributionRoute, FrameOutcome
from shared.values.terms import Law, ProvisionType

ProductCategory = Annotated[
    str, Field(pattern=r"^[0-9]{2}$", examples=["02"], json_schema_extra={"x-istandaard": "ProductCategorie"})
]
ProductCode = Annotated[
    str, Field(pattern="^[A-Z0-9]{1,5}$", examples=["02A03"], json_schema_extra={"x-istandaard": "ProductCode"})
]  # fmt: skip
Volume = Annotated[int, Field(ge=1, le=99_999_999, json_schema_extra={"x-istandaard": "Volume"})]
Unit = Annotated[
    str, Field(pattern="^(01|04|14|16|82|83|84)$", examples=["04"], json_schema_extra={"x-istandaard": "Eenheid"})
]  # fmt: skip
Frequency = Annotated[str, Field(pattern="^[1246]$", examples=["2"], json_schema_extra={"x-istandaard": "Frequentie"})]  # fmt: skip
AllocationNumber = Annotated[
    int, Field(ge=1, le=2**31 - 1, json_schema_extra={"x-istandaard": "ToewijzingNummer"})
]

Motivation = Annotated[Note, Field(pattern=r"\S")]  # never blank: it carries the decision (R-A03, Awb 3:46)


class NewDecisionFrame(Wire):
    """Under which law is decided, and what the test of the legal frame came to (wettelijk kader, R-A19)."""

    law: Law
    outcome: FrameOutcome = Field(description="uitkomst van de toets")
    checked_on: Day | None = Field(default=None, description="dag van de toets; leeg = vandaag")


class DecisionFrame(Wire):
    """Under which law was decided, and what the test of the legal frame came to (wettelijk kader, R-A19)."""

    law: Law
    outcome: FrameOutcome = Field(description="uitkomst van de toets")
    checked_on: Day = Field(description="dag van de toets")


class DecidedResult(Wire):
    """A result that a decision is for (resultaat), with its term and who set it (R-A25, R-A33)."""

    text: Annotated[Note, Private] = Field(description="het resultaat, bepaalbaar omschreven")
    term: Day | None = Field(default=None, description="dag waarop het bereikt moet zijn")
    set_by: list[ResultSetter] = Field(min_length=1, max_length=3, description="wie het samen stelden")


class NewEffort(Wire):
    """Add the actual effort to a decision on a result (inzet, verlengde besluitvorming, R-A25)."""

    volume: Volume
    unit: Unit
    frequency: Frequency
    fixed_on: Day | None = Field(
        default=None, description="dag waarop de inzet is vastgesteld; leeg = vandaag"
    )


class Effort(Wire):
    """The actual effort that was added to a decision on a result (inzet, R-A25, F-13)."""

    volume: int
    unit: str
    frequency: str
    fixed_on: Day = Field(description="dag waarop de inzet is vastgesteld")


class Research(Wire):
    """The objective, independent research into the time that a result takes (normonderzoek, R-A26, F-14)."""

    norm_source: Name = Field(description="de norm of het onderzoek")
    assessor: Name = Field(description="wie de tijd vaststelde")
    assessor_organisation: Oin | None = Field(default=None, description="voor wie die werkt")
    researched_on: Day = Field(description="dag van het onderzoek")


class DecisionChoice(Wire):
    """Whom the client was offered and preferred, recorded with the decision (keuze, R-A40); its provider is the one chosen."""

    offered: list[Oin] = Field(min_length=1, max_length=100, description="voorgelegde aanbieders")
    preferred: Oin | None = Field(default=None, description="voorkeur van de inwoner")
    pgb_offered: bool = Field(default=False, description="of een PGB als alternatief is voorgelegd (R-C34)")


class DecisionClarification(NewClarification):
    """The clarification (vraagverheldering) that comes with a decision, where there is none yet (R-A31, R-A45)."""


class NewDecision(Wire):
    """Take an access decision (beschikking) on a tailor-made provision (maatwerkvoorziening), or keep a draft of one.

    The clarification, the legal frame and the choice may come with it: a whole case in one call.
    """

    external_reference: Reference | None = None
    draft: bool = Field(default=False, description="bewaar een concept; het besluit volgt later")
    outcome: DecisionOutcome = Field(default=DecisionOutcome.GRANTED, description="toegekend of afgewezen")
    refusal_grounds: list[RefusalGround] = Field(
        default=[], max_length=10, description="waarom wordt afgewezen (R-A28); een plafond nooit alleen"
    )
    provision_type: ProvisionType = ProvisionType.TAILOR_MADE
    product_category: ProductCategory
    product_code: ProductCode | None = None
    provider: Oin | None = Field(default=None, description="aan wie wordt toegewezen; leeg bij een afwijzing")
    start_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Ingangsdatum"})
    end_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Einddatum"})
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    acute: bool = False
    motivation: Motivation
    value_cents: Cents | None = Field(
        default=None, description="waarde over de hele looptijd, in eurocenten (R-A07)"
    )
    results_based: bool = Field(default=False, description="besluit op resultaat (R-A25)")
    results: list[DecidedResult] = Field(default=[], max_length=20, description="de resultaten")
    effort: NewEffort | None = Field(default=None, description="de inzet, als die al is vastgesteld (R-A25)")
    research: Research | None = Field(default=None, description="objectief onderzoek naar de tijd (R-A26)")
    legal_frame: NewDecisionFrame | None = Field(
        default=None, description="wet en uitkomst van het wettelijk kader; nodig om toe te kennen (R-A19)"
    )
    place: AccessPlace | None = Field(default=None, description="wie beslist; leeg = de route van het product")  # fmt: skip
    extension_of: AllocationNumber | None = Field(
        default=None, description="toewijzing die wordt verlengd; alleen na een toets (R-A11)"
    )
    clarification: DecisionClarification | None = Field(
        default=None, description="de vraagverheldering, als die er nog niet is (R-A31, R-A45)"
    )
    choice: DecisionChoice | None = Field(
        default=None, description="de keuze van de cliënt, als die er nog niet is (R-A40)"
    )


class DecisionChange(Wire):
    """Change a draft of a decision: what is left out stays."""

    outcome: DecisionOutcome | None = Field(default=None, description="toegekend of afgewezen")
    refusal_grounds: list[RefusalGround] | None = Field(
        default=None, max_length=10, description="waarom wordt afgewezen (R-A28)"
    )
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None
    provider: Oin | None = Field(default=None, description="aan wie wordt toegewezen")
    start_date: Day | None = None
    end_date: Day | None = None
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    acute: bool | None = None
    motivation: Motivation | None = None
    value_cents: Cents | None = Field(
        default=None, description="waarde over de hele looptijd, in eurocenten (R-A07)"
    )
    results_based: bool | None = Field(default=None, description="besluit op resultaat (R-A25)")
    results: list[DecidedResult] | None = Field(default=None, max_length=20, description="de resultaten")
    effort: NewEffort | None = Field(default=None, description="de inzet, als die al is vastgesteld (R-A25)")
    research: Research | None = Field(default=None, description="objectief onderzoek naar de tijd (R-A26)")
    legal_frame: NewDecisionFrame | None = Field(
        default=None, description="wet en uitkomst van het wettelijk kader (R-A19)"
    )
    place: AccessPlace | None = Field(default=None, description="wie beslist (R-A01)")
    extension_of: AllocationNumber | None = Field(
        default=None, description="toewijzing die wordt verlengd (R-A11)"
    )


class NewNotification(Wire):
    """Record on which day a decision was made known (bekendmaking): objection runs from it (Awb 6:8)."""

    notified_on: Day = Field(description="dag van verzending of uitreiking")


class Remedies(Wire):
    """What one can do who disagrees with a decision (rechtsmiddelen), as it stands on it (R-A29, F-12)."""

    nl: str = Field(description="in het Nederlands")
    en: str = Field(description="in het Engels")


class Decision(Resource):
    """An access decision (beschikking), from draft to final; a granted one has its allocation (toewijzing)."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None = Field(default=None, description="contract van de melding")
    law: Law
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: Oin | None = Field(default=None, description="aan wie is toegewezen; leeg bij een afwijzing")
    allocation_number: int | None = Field(
        default=None,
        description="leeg bij een concept en een afwijzing",
        json_schema_extra={"x-istandaard": "ToewijzingNummer"},
    )
    decided_on: Day | None = Field(default=None, description="dag van het besluit; leeg bij een concept")
    decided_by: Annotated[str | None, Private] = None
    mandate_id: UUID | None = Field(
        default=None,
        description="leeg bij een concept, en bij acute zorg zonder mandaat: bekrachtig achteraf",
    )
    start_date: Day | None = None
    end_date: Day | None = None
    volume: int | None = None
    unit: str | None = None
    frequency: str | None = None
    acute: bool
    objection_until: Day | None = Field(
        description="laatste dag voor bezwaar (Awb 6:7); leeg = kalender niet bekend, of een concept"
    )
    state: DecisionState = Field(default=DecisionState.FINAL, description="van concept tot definitief")
    outcome: DecisionOutcome = Field(default=DecisionOutcome.GRANTED, description="toegekend of afgewezen")
    refusal_grounds: list[RefusalGround] = Field(default=[], description="waarom is afgewezen (R-A28)")
    value_cents: Cents | None = Field(default=None, description="waarde over de hele looptijd, in eurocenten")
    policy_id: UUID | None = Field(
        default=None, description="het beleid dat gold; leeg = de standaardwaarden"
    )
    policy_version: int | None = Field(
        default=None, description="versie van dat beleid; leeg bij een concept"
    )
    results_based: bool = Field(default=False, description="besluit op resultaat (R-A25)")
    results: Annotated[list[DecidedResult] | None, Private] = Field(
        default=None, description="de resultaten; leeg als de inwoner later is gewist"
    )
    effort: Effort | None = Field(default=None, description="de toegevoegde inzet (R-A25)")
    effort_due_on: Day | None = Field(default=None, description="dag waarop de inzet er moet zijn")
    effort_missed_on: Day | None = Field(
        default=None, description="dag waarop bleek dat de inzet er niet was"
    )
    research: Annotated[Research | None, Private] = Field(default=None, description="onderzoek naar de tijd")
    legal_frame: DecisionFrame | None = Field(
        default=None, description="wet en uitkomst van het wettelijk kader"
    )
    own_contribution: ContributionRoute | None = Field(
        default=None, description="route van de eigen bijdrage (R-A30)"
    )
    place: AccessPlace | None = Field(default=None, description="wie besliste (R-A01)")
    extension_of: int | None = Field(default=None, description="toewijzing die is verlengd (R-A11)")
    extensions: int = Field(default=0, description="hoe vaak al is verlengd (R-A13)")
    retroactive: bool = Field(default=False, description="mocht vóór het besluit beginnen (R-A06)")
    acute_review: bool = Field(default=False, description="acute zorg die achteraf wordt getoetst (R-A48)")
    notified_on: Day | None = Field(default=None, description="dag van bekendmaking; bezwaar loopt vanaf dan")
    extended_on: Day | None = Field(default=None, description="dag waarop de inzet is toegevoegd")
    withdrawn_on: Day | None = Field(default=None, description="dag waarop het concept is ingetrokken")
    drafted_by: Annotated[str | None, Private] = Field(default=None, description="wie het opstelde")
    remedies: Annotated[Remedies | None, Private] = Field(
        default=None,
        description="rechtsmiddelen, zoals ze op het besluit staan (R-A29); leeg bij een concept",
    )
    parties: Parties


class GrantedDecision(Decision):
    """A decision that granted, as its followers read it: a draft or a refusal is none (toegekend besluit)."""

    provider: Oin
    allocation_number: int
    decided_on: Day
    start_date: Day


class DecisionGate(Wire):
    """How a decision stands at one of the checks before it is final (toets): the rule, what is so, what would pass it."""

    code: str = Field(description="vaste code van de toets", examples=["switchTeam"])
    rule: str = Field(examples=["R-A07"])
    state: GateState = Field(description="hoe het ermee staat")
    text: str = Field(description="wat er is, in de taal van de lezer")
    mend: str | None = Field(default=None, description="wat het oplost")


class DecisionReadiness(Wire):
    """Whether a decision can be final, with every check (gereedheid); acute care waits for none of them (R-A48, F-33)."""

    id: UUID
    version: int
    citizen_id: UUID
    ready: bool = Field(description="of het besluit nu definitief kan worden")
    gates: list[DecisionGate] = Field(description="alle toetsen, ook wie niet van toepassing zijn")


class DecisionMotivation(Wire):
    """The motivation (motivering) of a decision: for the municipality alone, never in the feed (F-06)."""

    id: UUID
    version: int
    motivation: Note
