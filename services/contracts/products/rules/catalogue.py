"""A product with what follows from it, and what cannot be said of one (N-113, R-C35)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.products.rules.access import place_of
from services.contracts.recognitions.rules import PRODUCT_DEMANDS, Demand
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.agreements import FundingForm
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import (
    CareLayer,
    CareLine,
    ExecutionVariant,
    OwnContributionRoute,
    SupportKind,
    VolumeRisk,
)
from shared.values.terms import Law, ProvisionType

# WJ756; a piece has two codes there, by execution variant. What the list does not know has none.
UNIT_CODES: dict[Unit, str] = {
    Unit.MINUTE: "01",
    Unit.HOUR: "04",
    Unit.NIGHT_AND_DAY: "14",
    Unit.DAY_PART: "16",
    Unit.PIECE: "82",
    Unit.EURO: "83",
}
_PIECE_BY_EFFORT = "84"
# WMO020 and JZ020; 39 does not exist.
CATEGORIES: dict[Law, frozenset[str]] = {
    Law.WMO_2015: frozenset(f"{number:02}" for number in range(1, 19)),
    Law.JEUGDWET: frozenset(str(number) for number in (*range(31, 39), *range(40, 56))),
}
# The task variant pays a task for a population whatever was delivered to whom; a trajectory can be paid as effort (N-65).
FORMS: dict[ExecutionVariant, tuple[FundingForm, ...]] = {
    ExecutionVariant.EFFORT: (FundingForm.EFFORT_ALLOCATED, FundingForm.TRAJECTORY),
    ExecutionVariant.OUTPUT: (FundingForm.PRODUCTION, FundingForm.HOURS_DELIVERED),
    ExecutionVariant.TASK: (
        FundingForm.LUMP_SUM_RETENTION,
        FundingForm.LUMP_SUM,
        FundingForm.LUMP_SUM_SUBSIDY,
        FundingForm.CAPITATION_INHABITANT,
        FundingForm.CAPITATION_INSURED,
        FundingForm.POPULATION_AREA,
        FundingForm.POPULATION_TARGET_GROUP,
        FundingForm.NEIGHBOURHOOD_BUDGET,
    ),
}
_SHELTERED_CATEGORY = "15"
_STANDARD_CODE = re.compile(r"[0-9]{2}[A-Z0-9][0-9]{2}")
_VARIANT = Sentence(
    "product.execution-variant",
    nl="Uitvoeringsvariant {variant}: bekostigd als {forms}.",
    en="Execution variant {variant}: funded as {forms}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product of a purchaser's catalogue; `parties` may see it, `chosen_place` is what was chosen beside the table."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    code: str
    category: str
    name: str
    description: str | None
    support_kind: SupportKind | None
    laws: list[Law]
    unit: Unit
    line: CareLine
    layer: CareLayer | None
    lot: str | None
    provision_type: ProvisionType
    sheltered_living: bool
    access_place: AccessPlace | None
    chosen_place: AccessPlace | None
    volume_risk: VolumeRisk | None
    expertise_concentration: bool | None
    acute: bool
    pool_eligible: bool
    exempt_from_ceiling: bool
    own_contribution: OwnContributionRoute
    execution_variant: ExecutionVariant | None
    recognition_demands: list[Demand]
    valid_from: date
    valid_until: date | None

    @property
    def visible_to(self) -> list[str]:
        """The organisations that may see it."""
        return self.parties

    @property
    def unit_code(self) -> str | None:
        """The unit's code in WJ756; None where the list does not know it."""
        if self.unit is Unit.PIECE and self.execution_variant is ExecutionVariant.EFFORT:
            return _PIECE_BY_EFFORT
        return UNIT_CODES.get(self.unit)

    @property
    def funding_forms(self) -> list[FundingForm]:
        """The forms of its execution variant (N-65); none where no variant is named."""
        return [] if self.execution_variant is None else list(FORMS[self.execution_variant])

    @property
    def advised_access_place(self) -> AccessPlace | None:
        """Where the table says that access is decided (A-14.5)."""
        return place_of(self.volume_risk, self.expertise_concentration)[0]

    @property
    def is_sheltered(self) -> bool:
        """Whether it is sheltered living, however that was said (R-C35)."""
        return (
            self.sheltered_living
            or self.support_kind is SupportKind.SHELTERED_LIVING
            or self.category == _SHELTERED_CATEGORY
        )

    def holds_on(self, day: date) -> bool:
        """Whether the day is one of its days, first and last included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class ProductNotFound(NotFound):
    """There is no such product, or it is not yours."""

    code = "product-not-found"
    title = Text("Product niet gevonden", "Product not found")
    detail = Text("Er is geen product {id}.", "There is no product {id}.")
    mend = Text("Controleer het kenmerk, of zoek op code.", "Check the identifier, or search by code.")


class ProductExists(Refused):
    """A code means one thing on a day."""

    code = "product-exists"
    rule = "N-113"
    title = Text("Deze productcode is op die dagen al bezet", "This product code is taken on those days")
    detail = Text(
        "Product {product} bestaat al in (een deel van) deze periode.",
        "Product {product} exists already in (part of) this period.",
    )
    mend = Text(
        "Beëindig het bestaande product eerst (validUntil), of wijzig het.",
        "End the existing product first (validUntil), or change it.",
    )


class ProductContradictory(Refused):
    """What is said of the product does not go together; errors lists each point."""

    code = "product-contradictory"
    rule = "N-113"
    title = Text("Het product spreekt zichzelf tegen", "The product contradicts itself")
    detail = Text("Niet alles gaat samen; zie errors.", "Not everything goes together; see errors.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ShelteredLivingGeneral(Refused):
    """Sheltered living is never a general provision."""

    code = "sheltered-living-general"
    rule = "R-C35"
    title = Text(
        "Beschermd wonen is geen algemene voorziening", "Sheltered living cannot be a general provision"
    )
    detail = Text(
        "De Wmo 2015 laat alle voorzieningen als algemene voorziening toe, behalve beschermd wonen; zie errors.",
        "The Wmo 2015 allows every provision as a general one, except sheltered living; see errors.",
    )
    mend = Text("Kies tailorMade als provisionType.", "Choose tailorMade as provisionType.")


_GENERAL = Text(
    "Beschermd wonen is altijd een maatwerkvoorziening.",
    "Sheltered living is always a tailor-made provision.",
)
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_NEEDS_DECISION = Text(
    "De inkomensafhankelijke bijdrage via het CAK vraagt een beschikking, dus een maatwerkvoorziening.",
    "The income-related contribution through the CAK needs a decision, so a tailor-made provision.",
)
_TWICE = Text("Eis elke erkenning maar één keer.", "Demand each recognition only once.")
_FIXED = Text(
    "Code en wet blijven; registreer een ander product.", "Code and law stay; register another product."
)


def settle(product: Product) -> tuple[Product, Derivation]:
    """The product with its place of access, and why; refused with every fault at once.

    Raises ShelteredLivingGeneral (R-C35), ProductContradictory.
    """
    faults = tuple(_faults(product))
    if any(one.rule == "R-C35" for one in faults):
        raise ShelteredLivingGeneral(errors=faults)
    if faults:
        raise ProductContradictory(errors=faults)
    place, why = place_of(product.volume_risk, product.expertise_concentration, product.chosen_place)
    if product.execution_variant is not None:
        why = why.because(
            "N-65", _VARIANT, variant=product.execution_variant, forms=list(product.funding_forms)
        )
    if product.recognition_demands:
        demands = [one.text for one in product.recognition_demands]
        why = why.because("R-C58", PRODUCT_DEMANDS, len(demands), product=product.code, demands=list(demands))
    return replace(product, access_place=place), why


def _faults(product: Product) -> Iterator[FieldError]:
    if product.is_sheltered and product.provision_type is ProvisionType.GENERAL:
        yield FieldError("#/provisionType", "sheltered-living-general", _GENERAL, rule="R-C35")
    if not any(product.category in CATEGORIES[law] for law in product.laws):
        told = Text(
            f"Categorie {product.category} hoort niet bij {', '.join(product.laws)}.",
            f"Category {product.category} does not belong to {', '.join(product.laws)}.",
        )
        yield FieldError("#/category", "category-unknown", told, rule="N-113")
    if _STANDARD_CODE.fullmatch(product.code) and product.code[:2] != product.category:
        told = Text(
            f"Code {product.code} hoort bij categorie {product.code[:2]}.",
            f"Code {product.code} belongs to category {product.code[:2]}.",
        )
        yield FieldError("#/code", "code-of-other-category", told, rule="N-113")
    via_cak = product.own_contribution is OwnContributionRoute.CAK_INCOME_RELATED
    if via_cak and product.provision_type is ProvisionType.GENERAL:
        yield FieldError("#/ownContribution", "own-contribution-needs-decision", _NEEDS_DECISION, rule="N-64")
    if len(set(product.recognition_demands)) < len(product.recognition_demands):
        yield FieldError("#/recognitionDemands", "recognition-demanded-twice", _TWICE, rule="R-C58")
    if product.valid_until is not None and product.valid_until < product.valid_from:
        yield FieldError("#/validUntil", "period-reversed", _REVERSED)


def change(product: Product, changes: Mapping[str, Any]) -> tuple[Product, Derivation]:
    """The product with other terms; what others name it by (code, laws, unit) stays.

    Raises ShelteredLivingGeneral (R-C35), ProductContradictory.
    """
    moved = [
        name
        for name in ("code", "laws", "unit")
        if changes.get(name, getattr(product, name)) != getattr(product, name)
    ]
    if moved:
        raise ProductContradictory(
            errors=tuple(FieldError(f"#/{name}", "fixed", _FIXED, rule="N-113") for name in moved)
        )
    return settle(replace(product, **changes))
