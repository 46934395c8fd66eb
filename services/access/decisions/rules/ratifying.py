"""The gate on ratification: very costly and rare care is final only after another person ratified it (R-A20, F-28)."""

from __future__ import annotations

from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.gates import MISSING, NONE, PASSED, Basis, Gate, granted
from shared.errors import Text


def ratification_needed(decision: Decision, basis: Basis) -> bool:
    """Whether another person ratifies: a kind of product that the policy names, or a value above its limit (R-A20).

    What names no product that the catalogue knows counts as the heaviest of its category.
    """
    above = basis.policy.ratified_above_cents
    costly = above is not None and (decision.value_cents or 0) + basis.others_cents > above
    return granted(decision) and (costly or _rare(basis))


def _rare(basis: Basis) -> bool:
    if basis.product is None:
        return basis.category_ratified
    return basis.product.support_kind in basis.policy.ratified_kinds


def ratification_gate(decision: Decision, basis: Basis) -> Gate:
    """Very costly and rare care is final only after ratification by another person (R-A20, F-28)."""
    if not ratification_needed(decision, basis):
        text = Text("Bekrachtiging door een derde is niet nodig.", "Ratification by a third is not needed.")
        return Gate("ratification", "R-A20", NONE, text)
    if basis.ratified:
        return Gate(
            "ratification", "R-A20", PASSED, Text("Een ander heeft het bekrachtigd.", "Another ratified it.")
        )
    if basis.product is None and basis.category_ratified:
        text = Text(
            "De categorie heeft een product dat bekrachtigd wordt en het besluit noemt er geen dat de catalogus kent.",
            "The category has a product that takes ratification and the decision names none that the catalogue knows.",
        )
        mend = Text(
            "Noem de productcode uit de catalogus, of leg de bekrachtiging vast (expert-advices).",
            "Name the product code of the catalogue, or record the ratification (expert-advices).",
        )
        return Gate("ratification", "R-A20", MISSING, text, mend, "#/productCode")
    text = Text(
        "Dit wordt pas definitief na bekrachtiging door een ander dan de beslisser.",
        "This becomes final only after ratification by another than the decider.",
    )
    mend = Text("Leg de bekrachtiging vast (expert-advices).", "Record the ratification (expert-advices).")
    return Gate("ratification", "R-A20", MISSING, text, mend)
