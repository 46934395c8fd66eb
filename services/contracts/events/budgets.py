"""The facts on budgets: allocations, squares and transfers, ceilings, reciprocal obligations."""

from services.contracts.budget_allocations import store as budget_allocations
from services.contracts.categories import store as categories
from services.contracts.ceilings import store as ceilings
from services.contracts.obligations import store as obligations
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

_TRANSFER = by_id(categories.TRANSFERS.get)
_CEILING = by_id(ceilings.CEILINGS.get)
_OBLIGATION = by_id(obligations.OBLIGATIONS.get)

BUDGETS = {
    "budget-allocated": EventType(
        schemas.BudgetAllocation,
        "Een budget is bepaald of verdeeld (N-114).",
        "A budget was found or divided (N-114).",
        since="0.3.0",
        read=by_id(budget_allocations.ALLOCATIONS.get),
    ),
    "square-opened": EventType(
        schemas.CategorySquare,
        "Het vierkant van een contract is geopend (R-C20).",
        "The square of a contract was opened (R-C20).",
        since="0.3.0",
    ),
    "category-spending-registered": EventType(
        schemas.CategorySquare,
        "Opgegeven is wat categorieën hebben besteed.",
        "What categories have spent was told.",
        since="0.3.0",
    ),
    "square-rebalanced": EventType(
        schemas.CategorySquare,
        "Een overheveling heeft de saldi van een vierkant gewijzigd (R-C20).",
        "A transfer changed the balances of a square (R-C20).",
        also=(schemas.CategoryTransfer,),
        since="0.3.0",
    ),
    "category-transfer-requested": EventType(
        schemas.CategoryTransfer,
        "Een overheveling tussen categorieën is gevraagd.",
        "A transfer between categories was asked for.",
        since="0.3.0",
        read=_TRANSFER,
    ),
    "category-transfer-consented": EventType(
        schemas.CategoryTransfer,
        "Een overheveling tussen categorieën is toegestaan (F-29).",
        "A transfer between categories was consented to (F-29).",
        since="0.3.0",
        read=_TRANSFER,
    ),
    "category-transfer-refused": EventType(
        schemas.CategoryTransfer,
        "Een overheveling tussen categorieën is geweigerd.",
        "A transfer between categories was refused.",
        since="0.3.0",
        read=_TRANSFER,
    ),
    "category-transfer-booked": EventType(
        schemas.CategoryTransfer,
        "Een overheveling tussen categorieën is geboekt (R-C20).",
        "A transfer between categories was booked (R-C20).",
        also=(schemas.CategorySquare,),
        since="0.3.0",
        read=_TRANSFER,
    ),
    "category-transfer-withdrawn": EventType(
        schemas.CategoryTransfer,
        "Een overheveling tussen categorieën is ingetrokken.",
        "A transfer between categories was withdrawn.",
        since="0.3.0",
        read=_TRANSFER,
    ),
    "ceiling-agreed": EventType(
        schemas.Ceiling,
        "Een budgetplafond is afgesproken (R-C21).",
        "A ceiling was agreed (R-C21).",
        since="0.3.0",
        read=_CEILING,
    ),
    "ceiling-revised": EventType(
        schemas.Ceiling,
        "Een budgetplafond is herzien.",
        "A ceiling was revised.",
        since="0.3.0",
        read=_CEILING,
    ),
    "ceiling-shifted": EventType(
        schemas.Ceiling,
        "Budget is tussen de lijnen van een plafond verschoven (R-C23).",
        "Budget was shifted between the lines of a ceiling (R-C23).",
        since="0.3.0",
        read=_CEILING,
    ),
    "obligation-agreed": EventType(
        schemas.ReciprocalObligation,
        "Een wederkerige verplichting is afgesproken (R-C50).",
        "A reciprocal obligation was agreed (R-C50).",
        since="0.3.0",
        read=_OBLIGATION,
    ),
    "obligation-advanced": EventType(
        schemas.ReciprocalObligation,
        "Een wederkerige verplichting heeft een volgende toestand (N-119).",
        "A reciprocal obligation has a next state (N-119).",
        since="0.3.0",
        read=_OBLIGATION,
    ),
}
