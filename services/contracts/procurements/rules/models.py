"""What each of the thirteen procurement models asks of a procedure (N-40, A-13.1 … A-13.13)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.values.agreements import LegalForm
from shared.values.arrangements import AdmissionMode, ProcurementModel
from shared.values.procurements import Openness


class Weighing(StrEnum):
    """Whether bids are weighed: not at all, if one likes, always, by price alone, or by the framework's criteria."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"
    PRICE = "price"
    FRAMEWORK = "framework"


class Winners(StrEnum):
    """How many win: everyone who is admitted, one, as many as the procedure says, or that or everyone."""

    ALL = "all"
    ONE = "one"
    LIMITED = "limited"
    LIMITED_OR_ALL = "limitedOrAll"


@dataclass(frozen=True, slots=True)
class Model:
    """One model: the first of its legal forms and opennesses is what it stands for unless the purchaser says otherwise."""

    rule: str
    legal_forms: tuple[LegalForm, ...]
    openness: tuple[Openness, ...]
    weighing: Weighing
    winners: Winners
    admission_needed: bool = False
    lots: bool = False
    price_needed: bool = False
    most_invited: int | None = None


_O, _I, _F = Openness.OPEN, Openness.INVITED, Openness.FRAMEWORK
_CONTRACT, _FRAMEWORK, _SUBSIDY = LegalForm.CONTRACT, LegalForm.FRAMEWORK, LegalForm.SUBSIDY
_PUBLIC = (_CONTRACT, _FRAMEWORK)
_TOGETHER = (_CONTRACT, _FRAMEWORK, LegalForm.PARTNERSHIP, LegalForm.COOPERATION_AGREEMENT)
_DIRECT = (_CONTRACT, LegalForm.COVENANT, LegalForm.PARTNERSHIP, LegalForm.COOPERATION_AGREEMENT)
FEW = 3

MODELS: dict[ProcurementModel, Model] = {
    ProcurementModel.ZEELAND: Model(
        "R-C40", _PUBLIC, (_O,), Weighing.NONE, Winners.ALL, admission_needed=True, lots=True
    ),
    ProcurementModel.DYNAMIC_SELECTION: Model("R-C41", (_CONTRACT,), (_O,), Weighing.REQUIRED, Winners.ONE),
    ProcurementModel.ADMINISTRATIVE: Model(
        "R-C40", (LegalForm.COVENANT,), (_O,), Weighing.NONE, Winners.ALL, admission_needed=True, lots=True
    ),
    ProcurementModel.DIALOGUE: Model(
        "A-13.4", _TOGETHER, (_O, _I), Weighing.REQUIRED, Winners.LIMITED, lots=True
    ),
    ProcurementModel.CATALOGUE: Model("R-C43", _PUBLIC, (_O, _I), Weighing.REQUIRED, Winners.LIMITED_OR_ALL),
    ProcurementModel.ONE_TO_ONE: Model(
        "A-13.6", _DIRECT, (_I,), Weighing.NONE, Winners.ALL, most_invited=FEW
    ),
    ProcurementModel.PER_CLIENT: Model("A-13.7", (_CONTRACT,), (_I, _F), Weighing.OPTIONAL, Winners.ONE),
    ProcurementModel.MINI_COMPETITION: Model("R-C44", (_CONTRACT,), (_F,), Weighing.FRAMEWORK, Winners.ONE),
    ProcurementModel.CLASSIC_TENDER: Model(
        "A-13.9", _PUBLIC, (_O, _I), Weighing.REQUIRED, Winners.LIMITED, lots=True
    ),
    ProcurementModel.AUCTION: Model(
        "R-C42", (_CONTRACT,), (_O, _I), Weighing.PRICE, Winners.ONE, price_needed=True
    ),
    ProcurementModel.POLICY_DRIVEN: Model(
        "A-13.11", (_SUBSIDY,), (_O, _I), Weighing.OPTIONAL, Winners.LIMITED, lots=True
    ),
    ProcurementModel.SUBSIDY_TENDER: Model(
        "A-13.12", (_SUBSIDY,), (_O,), Weighing.REQUIRED, Winners.LIMITED_OR_ALL, price_needed=True
    ),
    ProcurementModel.CLASSIC_SUBSIDY: Model(
        "A-13.13",
        (_SUBSIDY, LegalForm.EXECUTION_AGREEMENT),
        (_I,),
        Weighing.NONE,
        Winners.ONE,
        most_invited=1,
    ),
}


def admission_mode(model: ProcurementModel) -> AdmissionMode:
    """How the contract says that its provider came in (G-65): open to all, one alone, or one of a limited group."""
    asked = MODELS[model]
    if asked.most_invited is not None:
        return AdmissionMode.SINGLE
    return AdmissionMode.OPEN if asked.winners is Winners.ALL else AdmissionMode.LIMITED
