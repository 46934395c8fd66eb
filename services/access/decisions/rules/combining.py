"""The gates on what is allocated together: product, size and end as the standard has them (CD041, CD076, CD080, CS338, TR381)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.access.allocations.rules import combination_faults
from services.access.allocations.rules.problems import TEXTS, Fault
from services.access.decisions.rules.decision import Decision, Effort
from services.access.decisions.rules.gates import MISSING, NONE, PASSED, Gate, granted
from shared.errors import FieldError, Text

_END = Text("Geef een einddatum (endDate).", "Give an end date (endDate).")
_MENDS = {
    "code-of-other-category": Text(
        "Kies een code van deze categorie, of de categorie van deze code.",
        "Choose a code of this category, or the category of this code.",
    ),
    "size-missing": Text(
        "Geef volume, eenheid en frequentie, of laat de productcode weg.",
        "Give volume, unit and frequency, or leave the product code out.",
    ),
    "size-incomplete": Text(
        "Geef volume, eenheid en frequentie, of geen van drie.",
        "Give volume, unit and frequency, or none of the three.",
    ),
    "size-without-code": Text(
        "Noem de productcode, of laat volume, eenheid en frequentie weg.",
        "Name the product code, or leave volume, unit and frequency out.",
    ),
    "frequency-of-unit": Text(
        "Kies frequentie 2 (per week), 4 (per maand) of 6 (in totaal).",
        "Choose frequency 2 (a week), 4 (a month) or 6 (in total).",
    ),
    "end-missing-weekly": _END,
    "end-missing-trajectory": _END,
}


@dataclass(frozen=True, slots=True)
class _Sized:
    """What a decision would allocate, as far as a combination is judged on it; a decision allocates no budget."""

    product_category: str | None
    product_code: str | None
    volume: int | None
    unit: str | None
    frequency: str | None
    start_date: date
    end_date: date | None
    budget_cents: int | None = None


def _faults(decision: Decision, effort: Effort | None) -> list[Fault]:
    """What is wrong with what it allocates, in the size of the effort where there is one (R-A25)."""
    if not granted(decision) or decision.start_date is None:
        return []
    size = decision if effort is None else effort
    target = _Sized(
        decision.product_category, decision.product_code, size.volume, size.unit, size.frequency,
        decision.start_date, decision.end_date,
    )  # fmt: skip
    found = combination_faults(target)
    if decision.results_based and decision.product_code is None and target.volume is None:
        # Its effort, which is a size, could never be added.
        found.append(Fault("productCode", "size-without-code", "CD080"))
    return found


def _text(fault: Fault) -> Text:
    """What is wrong, with the rule of the standard."""
    said = TEXTS[fault.code]
    return Text(f"{said.nl[:-1]} ({fault.standard}).", f"{said.en[:-1]} ({fault.standard}).")


def combination_gates(decision: Decision) -> list[Gate]:
    """Whether product, size and end go together as in a 301; each fault is a gate with the rule of the standard that it breaks.

    Four hours a week without an end (CD076), a size without a product code (CD080), days and nights (14) per day (CS338)
    and 45A04 in category 02 (TR381) are refused; a category alone, without a size, passes.
    """
    code = "combination"
    if not granted(decision):
        return [Gate(code, "R-X06", NONE, Text("Er wordt niets toegewezen.", "Nothing is allocated."))]
    found = [
        Gate(f"{code}.{one.code}", "R-X06", MISSING, _text(one), _MENDS.get(one.code), f"#/{one.at}")
        for one in _faults(decision, decision.effort)
    ]
    if found:
        return found
    text = Text("Product, omvang en einddatum passen bij elkaar.", "Product, size and end go together.")
    return [Gate(code, "R-X06", PASSED, text)]


def effort_faults(decision: Decision, effort: Effort) -> list[FieldError]:
    """What is wrong with the size of an effort that is added later, each at its field (R-A25)."""
    return [
        FieldError(f"#/{one.at}", one.code, _text(one), rule="R-X06") for one in _faults(decision, effort)
    ]
