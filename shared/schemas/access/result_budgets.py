"""Budgets for a citizen's package of results, with the provider that the citizen chose (R-A32, Rotterdam)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Day, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.legal_frames import ResultBudgetState

PositiveCents = Annotated[
    int, Field(strict=True, gt=0, le=10**12, description="bedrag in eurocenten", examples=[450000])
]


class BudgetedResult(Wire):
    """One result of the package (resultaat), with its share of the budget when that was set apart."""

    text: Note = Field(description="wat de inwoner bereikt; blijft bij gemeente en aanbieder")
    amount_cents: Cents | None = Field(default=None, description="deel van het budget voor dit resultaat")


class NewResultBudget(Wire):
    """Set a personal budget (persoonlijk budget) for a citizen's package of results, after what comes first was weighed."""

    external_reference: Reference | None = None
    request_id: UUID
    contract_id: UUID | None = Field(
        default=None, description="de raamovereenkomst; leeg = het contract van de melding"
    )
    results: list[BudgetedResult] = Field(
        description="de resultaten van het pakket", min_length=1, max_length=50
    )
    amount_cents: PositiveCents = Field(description="het budget voor het hele pakket")
    start_date: Day
    end_date: Day | None = Field(default=None, description="laatste dag; leeg = zonder einddatum")


class BudgetChoice(Wire):
    """The provider that the citizen chose (keuze), a member of the framework contract."""

    provider: Oin


class BudgetEnding(Wire):
    """End a budget (beëindigen)."""

    end_date: Day = Field(description="laatste dag waarop het budget geldt")


class ResultBudget(Resource):
    """A personal budget for a package of results (budget voor resultaten): set, chosen, ended; or withdrawn."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    results: Annotated[list[BudgetedResult] | None, Private] = Field(
        description="de resultaten; leeg als de inwoner is gewist"
    )
    result_count: int = Field(description="aantal resultaten in het pakket", ge=1)
    amount_cents: Cents = Field(description="het budget voor het hele pakket")
    provisions_weighed: int = Field(
        ge=0, description="hoeveel voorliggende voorzieningen zijn gewogen (R-A44)"
    )
    start_date: Day
    end_date: Day | None
    set_on: Day
    set_by: Annotated[str, Private] = Field(description="wie het budget bepaalde")
    provider: Oin | None = Field(description="de gekozen aanbieder; leeg = nog niet gekozen")
    chosen_on: Day | None = Field(description="dag van de keuze; leeg = nog niet gekozen")
    state: ResultBudgetState
    parties: Parties


class ResultBudgetSum(Wire):
    """What a citizen's budgets for results come to (som per inwoner)."""

    citizen_id: UUID
    budgets: int = Field(ge=0, description="budgetten die gelden")
    results: int = Field(ge=0, description="resultaten in die budgetten")
    total_cents: Cents = Field(description="som van de budgetten die gelden")


__all__ = [
    "BudgetChoice",
    "BudgetEnding",
    "BudgetedResult",
    "NewResultBudget",
    "ResultBudget",
    "ResultBudgetSum",
]
