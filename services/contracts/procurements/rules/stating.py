"""The tariffs of a specification: the same in every contract that follows from it (R-C40)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from services.contracts.procurements.rules.terms import FixedTariff, Procurement
from services.contracts.tariffs.rules import Terms
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence

PLACE = "#/procedure/tariffs"
STATED = Sentence(
    "procurement.stated",
    nl="De tarieven van het bestek gelden in elk van de {contracts} contracten: {tariffs}.",
    en="The tariffs of the specification hold in each of the {contracts} contracts: {tariffs}.",
)
_START = Text(
    "Noem de eerste dag van de contracten: vanaf dan gelden de tarieven.",
    "Name the first day of the contracts: from then on the tariffs hold.",
)
_TWICE = Text("Elk product heeft één tarief.", "Every product has one tariff.")
_STRANGE = Text(
    "Dit product hoort bij geen perceel en niet bij de opdracht.",
    "This product is of no lot, nor of the assignment.",
)


def stated_faults(procurement: Procurement) -> Iterator[FieldError]:
    """Why the stated tariffs could not go into the contracts: no first day, a product twice, or one that is not procured."""
    tariffs, outline = procurement.procedure.tariffs or [], procurement.contract
    if tariffs and outline.start_date is None:
        yield FieldError("#/contract/startDate", "start-missing", _START, rule="R-C40")
    lots = [set(one.product_codes or outline.product_codes) for one in procurement.lots]
    procured = lots or [set(outline.product_codes)]
    seen: set[str] = set()
    for index, one in enumerate(tariffs):
        where = f"{PLACE}/{index}/productCode"
        if one.product_code in seen:
            yield FieldError(where, "tariff-twice", _TWICE, rule="R-C40")
        seen.add(one.product_code)
        if all(codes and one.product_code not in codes for codes in procured):
            yield FieldError(where, "product-not-procured", _STRANGE, rule="R-C40")


def stated_terms(procurement: Procurement, first: date) -> list[tuple[str, Terms]]:
    """Each stated tariff as a tariff from a day on, with its place in the specification."""
    return [
        (f"{PLACE}/{index}", _terms(one, first))
        for index, one in enumerate(procurement.procedure.tariffs or [])
    ]


def contract_terms(
    procurement: Procurement, contract_id: UUID, product_codes: list[str], first: date | None
) -> list[Terms]:
    """The tariffs that one of the contracts gets: those of its products, all of them where it names none."""
    if first is None:
        return []
    return [
        _terms(one, first, contract_id)
        for one in procurement.procedure.tariffs or []
        if not product_codes or one.product_code in product_codes
    ]


def explain_stated(procurement: Procurement, why: Derivation) -> Derivation:
    """That everyone who won gets the same tariffs, where the specification states them."""
    tariffs = procurement.procedure.tariffs or []
    if not tariffs:
        return why
    told = [f"{one.product_code} € {one.tariff} per {one.unit}" for one in tariffs]
    return why.because("R-C40", STATED, len(told), contracts=len(procurement.awards), tariffs=told)


def _terms(one: FixedTariff, first: date, contract_id: UUID | None = None) -> Terms:
    return Terms(
        product_code=one.product_code,
        contract_id=contract_id,
        unit=one.unit,
        amount=one.tariff,
        cost_elements=one.cost_elements,
        valid_from=first,
    )
