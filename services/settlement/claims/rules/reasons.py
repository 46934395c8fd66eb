"""Why a claim is not paid, or not whole: the rule, the retourcode of iWmo and iJw where there is one, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.errors import Text
from shared.values.claiming import ClaimReason


@dataclass(frozen=True, slots=True)
class Why:
    """The ground of a refusal: field of the line, rule id, retourcode (WJ001) and two sentences."""

    field: str
    rule: str
    return_code: str | None
    says: Text


def _why(field: str, rule: str, code: str | None, nl: str, en: str) -> Why:
    return Why(field, rule, code, Text(nl, en))


_R = ClaimReason
WHY: Mapping[ClaimReason, Why] = MappingProxyType({
    _R.NO_ALLOCATION: _why("allocationNumber", "R-S36", "9338", "U hebt geen toewijzing met dit nummer onder deze wet; controleer nummer en wet.", "You have no allocation with this number under this law; check number and law."),
    _R.DELETED_ALLOCATION: _why("allocationNumber", "R-S36", "9384", "Deze toewijzing is verwijderd; vraag de gemeente welke ervoor in de plaats kwam.", "This allocation was deleted; ask the municipality which one replaced it."),
    _R.NO_CONTRACT: _why("allocationNumber", "R-S36", None, "Van het contract van deze toewijzing is hier niets bekend; de gemeente moet haar aan een contract verbinden.", "Nothing is known here of the contract of this allocation; the municipality must connect it to one."),
    _R.CONTRACT_NOT_IN_FORCE: _why("periodStart", "R-S36", None, "Het contract gold niet op al deze dagen, of was geschorst; declareer alleen de dagen waarop het gold.", "The contract was not in force on all these days, or suspended; claim only the days on which it was."),
    _R.NOT_PAID_BY_CLAIMS: _why("productCode", "R-S36", None, "Dit product wordt onder dit contract niet per declaratie betaald; zie de bekostigingsafspraken.", "Under this contract this product is not paid by claims; see the funding agreements."),
    _R.EFFORT_IS_NOT_CLAIMED: _why("productCode", "R-S11", None, "Toegewezen inspanning wordt betaald zonder declaratie (beschikking = declaratie); lever niets in.", "Allocated effort is paid without a claim (decision = claim); send nothing in."),
    _R.CATEGORY_DIFFERS: _why("productCategory", "R-S36", "9339", "De toewijzing is van een andere productcategorie; declareer wat is toegewezen.", "The allocation is of another product category; claim what was allocated."),
    _R.PRODUCT_DIFFERS: _why("productCode", "R-S36", "9340", "De toewijzing is van een ander product; declareer wat is toegewezen.", "The allocation is of another product; claim what was allocated."),
    _R.UNIT_DIFFERS: _why("unit", "R-S36", "9341", "Toewijzing of tarief heeft een andere eenheid; declareer in die eenheid.", "Allocation or tariff has another unit; claim in that one."),
    _R.BEFORE_START: _why("periodStart", "R-S36", "9307", "De periode begint voor de toewijzing; declareer alleen dagen waarop zij geldt.", "The period begins before the allocation; claim only days on which it holds."),
    _R.AFTER_END: _why("periodEnd", "R-S36", "9308", "De periode eindigt na de toewijzing; declareer alleen dagen waarop zij geldt.", "The period ends after the allocation; claim only days on which it holds."),
    _R.PERIOD_FUTURE: _why("periodEnd", "R-S36", "9319", "De periode is nog niet voorbij; declareer na afloop.", "The period is not over yet; claim when it is."),
    _R.BEFORE_ALLOCATION: _why("periodStart", "R-S35", None, "Er is geleverd voor de dag van toewijzing, zonder spoed; splits de regel bij die dag.", "Care was delivered before the day of allocation, without urgency; split the line at that day."),
    _R.BEFORE_ORDER: _why("periodStart", "R-A05", None, "Er is geleverd voor de eerste dag van de zorgopdracht; splits de regel bij die dag.", "Care was delivered before the first day of the care order; split the line at that day."),
    _R.GUARANTEE_TERM: _why("allocationNumber", "R-S30", None, "De inwoner kwam terug binnen de garantietermijn: deze zorg is al betaald.", "The citizen came back within the guarantee term: this care was paid already."),
    _R.NO_TARIFF: _why("productCode", "R-S10", None, "Voor dit product is op deze dagen geen tarief bekend, of het wisselt daarbinnen; splits de regel of vraag de gemeente.", "No tariff is known for this product on these days, or it changes between them; split the line or ask the municipality."),
    _R.TARIFF_DIFFERS: _why("tariff", "R-S10", "0611", "Het tarief is niet dat van het contract; zie /v1/tariffs.", "The tariff is not that of the contract; see /v1/tariffs."),
    _R.AMOUNT_DIFFERS: _why("amountCents", "R-S10", "9346", "Het bedrag is niet volume × tarief, op hele centen, of bij treden niet dat van de hele behandeling min wat al is betaald; herstel het.", "The amount is not volume × tariff, in whole cents, or with tiers not that of the whole treatment less what was paid; mend it."),
    _R.REPEATED: _why("periodStart", "R-S36", "9389", "Deze toewijzing, dit product en deze periode zijn al gedeclareerd; crediteer eerst die regel.", "This allocation, product and period were claimed before; credit that line first."),
    _R.VOLUME_EXCEEDED: _why("volume", "R-S36", "9322", "Er is niet zoveel toegewezen, met wat al is gedeclareerd erbij; betaald is wat past, als het contract dat zegt.", "Not so much was allocated, together with what was claimed before; what fits is paid, where the contract says so."),
    _R.BUDGET_EXCEEDED: _why("amountCents", "R-S36", "9369", "Het budget van de toewijzing is niet groot genoeg, met wat al is gedeclareerd erbij; declareer wat past, of vraag de gemeente om verhoging.", "The allocation's budget is not large enough, together with what was claimed before; claim what fits, or ask the municipality to raise it."),
    _R.PAID_ALREADY: _why("allocationNumber", "R-S12", "9389", "Dit bedrag wordt één keer per toewijzing of periode betaald, en dat is gebeurd.", "This sum is paid once per allocation or period, and it was."),
    _R.CEILING_EXCEEDED: _why("amountCents", "R-S32", None, "Het budgetplafond is op; betaald is wat er nog in past, als het contract dat zegt.", "The ceiling is used up; what still fits is paid, where the contract says so."),
    _R.CREDIT_WITHOUT_DEBIT: _why("creditOf", "R-S36", "8017", "Er is geen goedgekeurde regel met dat kenmerk om te crediteren.", "There is no approved line with that reference to credit."),
    _R.ALREADY_CREDITED: _why("creditOf", "R-S36", "9390", "Die regel is al gecrediteerd.", "That line was credited already."),
    _R.CREDIT_DIFFERS: _why("creditOf", "R-S36", None, "Een credit herhaalt toewijzing, product, periode, volume en bedrag van de regel die hij terugneemt.", "A credit repeats allocation, product, period, volume and amount of the line that it takes back."),
})  # fmt: skip


__all__ = ["WHY", "Why"]
