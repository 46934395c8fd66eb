"""Plans of households: one family, one plan, one household (N-125, R-A23); and pilot flames (waakvlam, R-A51)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.care import CaseCode
from shared.schemas.common import Day, Name, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.questions import PilotFlameState, PlanState

Relation = Annotated[
    str,
    Field(
        pattern=r"^(0[3-9]|1[0-9]|2[0-4])$",
        description="soort relatie (COD472)",
        json_schema_extra={"x-istandaard": "Soort relatie"},
        examples=["10"],
    ),
]


class HouseholdMember(Wire):
    """Somebody in a household."""

    citizen_id: UUID
    relation: Relation | None = Field(default=None, description="soort relatie met wie het begon (COD472)")


class NewHouseholdPlan(Wire):
    """Make a plan for a household (één gezin, één plan), with its director."""

    external_reference: Reference | None = None
    director: Name | None = Field(
        default=None, description="regisseur van de gemeente; leeg = de ingelogde gebruiker"
    )
    coordinator: Oin | None = Field(default=None, description="aanbieder die de zorg coördineert")
    start_date: Day = Field(description="eerste dag van het plan")
    end_date: Day | None = Field(default=None, description="dag waarop het plan klaar moet zijn")
    members: list[HouseholdMember] = Field(
        min_length=1, max_length=30, description="leden van het huishouden"
    )
    providers: list[Oin] = Field(default_factory=list, max_length=30, description="aanbieders in het plan")
    goals: list[UUID] = Field(
        default_factory=list, max_length=100, description="gewenste resultaten waaraan het plan werkt"
    )


class HouseholdPlanChange(Wire):
    """Change a plan: what is left out stays; a list replaces the list."""

    director: Name | None = Field(default=None, description="regisseur van de gemeente")
    coordinator: Oin | None = Field(default=None, description="aanbieder die coördineert; null = geen")
    end_date: Day | None = Field(default=None, description="dag waarop het plan klaar moet zijn; null = geen")
    members: list[HouseholdMember] | None = Field(
        default=None, min_length=1, max_length=30, description="leden van het huishouden"
    )
    providers: list[Oin] | None = Field(default=None, max_length=30, description="aanbieders in het plan")
    goals: list[UUID] | None = Field(default=None, max_length=100, description="gewenste resultaten")


class HouseholdGoal(Wire):
    """A desired result that the plan works on."""

    desired_result_id: UUID
    citizen_id: UUID
    provider: Oin


class HouseholdPlan(Resource):
    """A plan for a household (huishoudplan); a provider on it sees its own part alone."""

    external_reference: Annotated[str | None, Private] = None
    state: PlanState
    director: Annotated[str, Private] = Field(description="regisseur van de gemeente")
    coordinator: Oin | None = Field(description="aanbieder die coördineert")
    start_date: Day
    end_date: Day | None = Field(description="dag waarop het plan klaar moet zijn")
    ended_on: Day | None = Field(description="dag waarop het eindigde")
    members: list[HouseholdMember] = Field(description="leeg voor een aanbieder")
    providers: list[Oin] = Field(description="voor een aanbieder alleen hijzelf")
    goals: list[HouseholdGoal] = Field(description="voor een aanbieder alleen de zijne")
    warnings: list[str] = Field(
        description="wat het plan mist: allocation-without-end, no-coordinator, plan-without-end (R-A23)"
    )
    policy_id: UUID | None = Field(description="het beleid dat gold; leeg = de standaardwaarden")
    policy_version: int = Field(ge=0, description="versie van dat beleid")
    parties: Parties


class HouseholdPlanEnding(Wire):
    """End a plan: its members may be in another one."""

    ended_on: Day | None = Field(default=None, description="laatste dag; leeg = vandaag")


class NewPilotFlame(Wire):
    """Keep an eye on a case that closes: light contact, and a quick way back (waakvlam, R-A51)."""

    external_reference: Reference | None = None
    next_contact_on: Day | None = Field(
        default=None, description="dag van het volgende contact; leeg = na de maanden van het beleid"
    )
    team: CaseCode | None = Field(
        default=None, description="team dat contact houdt; leeg = dat van de melding"
    )
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")


class PilotFlame(Resource):
    """A pilot flame (waakvlam): a closed case with light contact (R-A51)."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    state: PilotFlameState
    lit_on: Day = Field(description="dag waarop zij ging branden")
    next_contact_on: Day | None = Field(
        description="dag van het volgende contact; leeg als zij niet meer brandt"
    )
    last_contact_on: Day | None = Field(description="dag van het laatste contact")
    reminded_for: Day | None = Field(description="dag van contact waaraan is herinnerd")
    contacts: int = Field(ge=0, description="aantal contacten tot nu toe")
    team: CaseCode | None = Field(description="team dat contact houdt")
    note: Annotated[str | None, Private] = Field(description="leeg als de inwoner later is gewist")
    ended_on: Day | None
    reentry_id: UUID | None = Field(description="de nieuwe melding waarmee de inwoner terugkwam")
    policy_id: UUID | None = Field(description="het beleid dat gold; leeg = de standaardwaarden")
    policy_version: int = Field(ge=0, description="versie van dat beleid")
    parties: Parties


class PilotFlameContact(Wire):
    """Record a light contact: the next one is after the months of the policy, or on the day that is named."""

    held_on: Day = Field(description="dag van het contact")
    next_contact_on: Day | None = Field(default=None, description="dag van het volgende contact")
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")


class PilotFlameReentry(Wire):
    """The citizen comes back: a new request linked to the old one, without a full clarification again."""

    external_reference: Reference | None = None
    contact_on: Day = Field(description="dag waarop de inwoner terugkwam")
    acute: bool = False
    acute_motive: Note | None = Field(default=None, description="waarom het acuut is; blijft bij de gemeente")
    question: Note | None = Field(default=None, description="de vraag zelf; blijft bij de gemeente")


__all__ = [
    "HouseholdGoal",
    "HouseholdMember",
    "HouseholdPlan",
    "HouseholdPlanChange",
    "HouseholdPlanEnding",
    "NewHouseholdPlan",
    "NewPilotFlame",
    "PilotFlame",
    "PilotFlameContact",
    "PilotFlameReentry",
]
