"""What a decision must pass before it is final: each gate says how it stands, by which rule, and what would pass it.

The gates are pure: `Basis` holds all that they read. Acute care passes whatever a gate says (R-A48, F-33; `judging.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from services.access.decisions.rules.decision import Decision, Earlier
from shared.errors import FieldError, Text
from shared.values import CALENDAR, Calendar, Money
from shared.values.arrangements import Scenario
from shared.values.deciding import DecisionOutcome, GateState
from shared.values.legal_frames import ContributionRoute
from shared.values.reviewing import ReviewKind, ReviewOutcome, ReviewState
from shared.values.terms import ProvisionType

if TYPE_CHECKING:
    from uuid import UUID

    from services.access.allocations.rules import Allocation
    from services.access.clarifications.rules import Clarification
    from services.access.expert_advices.rules import Advice
    from services.access.legal_checks.rules import Finding
    from services.access.mandates.rules import Mandate
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.reviews.rules import Review

PASSED, MISSING, WARNING, NONE = (
    GateState.PASSED, GateState.MISSING, GateState.WARNING, GateState.NOT_APPLICABLE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gate:
    """How a decision stands at one gate; `mend` says what would pass it, `location` which field of the body is meant."""

    code: str
    rule: str
    state: GateState
    text: Text
    mend: Text | None = None
    location: str = "#/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything that the gates read about a decision on a day, besides the decision itself.

    `others_cents` is the value of the other live decisions of the request; `others` and `pgbs` are what the citizen has besides
    (its allocations; category, code and first day of a PGB); `advices` and `reviews` are of the request and,
    for an extension, of the earlier one. `contract_findings` are of its contract and product, `calendar` is the
    municipality's. `acute` is whether acute care is granted (None: as the decision says), `acute_faults` why what is called so is
    not, `brought` what was wrong with what came along with acute care, `category_ratified` whether the catalogue knows a product
    of its category that takes ratification, `contact_on` is the day on which the question came in. None is not known.
    """

    today: date
    decider: str
    policy: Policy
    mandate: Mandate | None
    mandate_faults: Sequence[FieldError] = ()
    product: Product | None = None
    category_ratified: bool = False
    clarification: Clarification | None = None
    findings: Sequence[Finding] = ()
    others_cents: int = 0
    others: Sequence[Allocation] = ()
    pgbs: Sequence[tuple[str | None, str | None, date]] = ()
    reviews: Sequence[Review] = ()
    advices: Sequence[Advice] = ()
    ratified: bool = False
    earlier: Earlier | None = None
    statutory: bool = False
    scenario: Scenario | None = None
    members: int | None = None
    choice_recorded: bool = False
    pgb_offered: bool = False
    court_order: bool = False
    ceiling: tuple[int, int] | None = None
    contribution: ContributionRoute | None = None
    contribution_findings: Sequence[Finding] = ()
    contract_findings: Sequence[Finding] = ()
    calendar: Calendar = CALENDAR
    acute: bool | None = None
    acute_faults: Sequence[FieldError] = ()
    brought: Sequence[FieldError] = ()
    contact_on: date | None = None


def said(nl: str, en: str, **facts: Any) -> Text:
    """A text in both languages with its facts filled in; what is on `_cents` shows as money."""
    told = [
        {name: Money(one).text(language) if name.endswith("_cents") else one for name, one in facts.items()}
        for language in ("nl", "en")
    ]
    return Text(nl.format(**told[0]), en.format(**told[1]))


def granted(decision: Decision) -> bool:
    """Whether it grants: a refusal passes by most gates."""
    return decision.outcome is DecisionOutcome.GRANTED


def mandate_gate(decision: Decision, basis: Basis) -> Gate:
    """A mandate that is valid on the day for the law: until 31-12, decision on 5-1: missing (R-A03)."""
    if basis.mandate is not None:
        text = said(
            "De beslisser heeft mandaat {id}.", "The decider holds mandate {id}.", id=basis.mandate.id
        )
        return Gate("mandate", "R-A03", PASSED, text)
    reasons = basis.mandate_faults
    text = Text(
        " ".join(one.detail.nl for one in reasons) or "Er is geen mandaat.",
        " ".join(one.detail.en for one in reasons) or "There is no mandate.",
    )
    mend = Text("Laat een gemandateerde beslissen.", "Have a mandated person decide.")
    return Gate("mandate", "R-A03", MISSING, text, mend)


def provision_gate(decision: Decision, basis: Basis) -> Gate:
    """Only a tailor-made provision has a decision; what the catalogue calls a product wins from what the decision does (R-A27)."""
    product = basis.product
    if granted(decision) and product is not None and is_general(product):
        text = said(
            "Product {code} is in de catalogus een algemene voorziening; die kent geen beschikking.",
            "The catalogue calls product {code} a general provision, which has no decision.", code=product.code,
        )  # fmt: skip
        mend = Text(
            "Verwijs de inwoner naar de aanbieder, of kies een maatwerkproduct.",
            "Refer the citizen to the provider, or choose a tailor-made product.",
        )
        return Gate("provision", "R-A27", MISSING, text, mend, "#/productCode")
    if decision.provision_type is ProvisionType.TAILOR_MADE:
        text = Text("Het gaat om een maatwerkvoorziening.", "This is a tailor-made provision.")
        return Gate("provision", "R-A27", PASSED, text)
    text = Text("Een algemene voorziening kent geen beschikking.", "A general provision has no decision.")
    mend = Text("Verwijs de inwoner naar de aanbieder.", "Refer the citizen to the provider.")
    return Gate("provision", "R-A27", MISSING, text, mend, "#/provisionType")


def is_general(product: Product) -> bool:
    """Whether it is granted without a decision: sheltered living never is (R-C35)."""
    return product.provision_type is ProvisionType.GENERAL and not product.is_sheltered


def place_gate(decision: Decision, basis: Basis) -> Gate:
    """Where the decision is taken, against the catalogue's place for the product: another place warns (R-A01)."""
    wanted = None if basis.product is None else basis.product.place
    if not granted(decision) or wanted is None:
        text = Text(
            "De plaats van het besluit is voor dit product niet bekend.",
            "The place of the decision is not known for this product.",
        )
        return Gate("place", "R-A01", NONE, text)
    if decision.place in (None, wanted):
        text = said("Het besluit hoort bij {wanted}.", "The decision belongs with {wanted}.", wanted=wanted)
        return Gate("place", "R-A01", PASSED, text)
    text = said(
        "Het besluit hoort bij {wanted} en wordt genomen door {place}.",
        "The decision belongs with {wanted} and is taken by {place}.", wanted=wanted, place=decision.place,
    )  # fmt: skip
    mend = Text("Motiveer de afwijking van de route.", "Give the reason for another route.")
    return Gate("place", "R-A01", WARNING, text, mend, "#/place")


def early(decision: Decision, basis: Basis) -> bool:
    """Whether it would start before the day of the decision (R-A06)."""
    return decision.start_date is not None and decision.start_date < basis.today


def may_be_early(basis: Basis) -> bool:
    """Whether it may, without being acute: a statutory referral that began before any act, or the policy (R-A06)."""
    return basis.statutory or basis.policy.retroactive_start_allowed


def start_gate(decision: Decision, basis: Basis) -> Gate:
    """No retroactive start: decision 20-4, start 1-4 is missing, earliest start 20-4 (R-A06)."""
    if not granted(decision):
        return Gate("start", "R-A06", NONE, Text("Er wordt niets toegewezen.", "Nothing is allocated."))
    if not early(decision, basis):
        text = said(
            "De toewijzing begint op {day}.", "The allocation starts on {day}.", day=decision.start_date
        )
        return Gate("start", "R-A06", PASSED, text)
    if may_be_early(basis):
        text = Text(
            "De toewijzing begint vóór het besluit, na een wettelijke verwijzing of volgens het beleid.",
            "The allocation starts before the decision, after a statutory referral or by policy.",
        )
        return Gate("start", "R-A06", WARNING, text)
    text = said(
        "De ingangsdatum {start} ligt vóór het besluit; de vroegste ingangsdatum is {today}.",
        "The start {start} lies before the decision; the earliest start is {today}.",
        start=decision.start_date, today=basis.today,
    )  # fmt: skip
    mend = said("Kies een ingangsdatum vanaf {today}.", "Choose a start from {today} on.", today=basis.today)
    return Gate("start", "R-A06", MISSING, text, mend, "#/startDate")


def value_gate(decision: Decision, basis: Basis) -> Gate:
    """The value is known, where the policy asks for it (R-A07)."""
    if not granted(decision):
        return Gate("value", "R-A07", NONE, Text("Er wordt niets toegekend.", "Nothing is granted."))
    if decision.value_cents is not None:
        # Without the amount: the explanation is read by its provider too, and the whole may be others' as well.
        text = Text("De waarde van de aanvraag is bekend.", "The value of the application is known.")
        return Gate("value", "R-A07", PASSED, text)
    text = Text("De waarde van het besluit is niet bekend.", "The value of the decision is not known.")
    mend = Text(
        "Geef de waarde over de hele looptijd (valueCents).",
        "Give the value over the whole duration (valueCents).",
    )
    return Gate(
        "value", "R-A07", MISSING if basis.policy.value_required else WARNING, text, mend, "#/valueCents"
    )


def review_needed(decision: Decision, basis: Basis) -> bool:
    """Whether the switch team looks first: the whole application strictly above the policy's threshold (R-A07, G-36).

    50,000.00 -> no; 50,000.01 -> yes; 30,000 + 25,000 -> yes.
    """
    if not granted(decision):
        return False
    return (decision.value_cents or 0) + basis.others_cents > basis.policy.switch_team_above_cents


def completed(
    decision: Decision, basis: Basis, kind: ReviewKind, allocation_number: int | None = None
) -> Review | None:
    """The newest review of a kind that lets this decision through: done after its last change, by another, and approving."""
    found = [
        one
        for one in basis.reviews
        if one.kind is kind
        and one.state is ReviewState.COMPLETED
        and one.reviewer != basis.decider
        and (one.decision_id in (None, decision.id) if allocation_number is None else True)
        and (allocation_number is None or one.allocation_number == allocation_number)
        and (allocation_number is not None or _after(one.id, decision.substance_id))
    ]
    newest = max(found, key=lambda one: one.id, default=None)
    if newest is None or newest.outcome is ReviewOutcome.NOT_APPROVED:
        return None
    return newest


def review_open(decision: Decision, basis: Basis) -> bool:
    """Whether the switch team has a review of the decision as it stands still to complete: then no other is opened."""
    return any(
        one.kind is ReviewKind.SWITCH_TEAM
        and one.state is ReviewState.OPEN
        and one.decision_id == decision.id
        and _after(one.id, decision.substance_id)
        for one in basis.reviews
    )


def _after(made: UUID, changed: UUID | None) -> bool:
    """Whether something was made after the last change of what it is about; ids are UUIDv7 and so in order of time."""
    return changed is None or made > changed


def switch_team_gate(decision: Decision, basis: Basis) -> Gate:
    """Above the threshold a review by the switch team, completed by another than the decider (R-A07, F-28)."""
    limit = basis.policy.switch_team_above_cents
    if not review_needed(decision, basis):
        text = said(
            "De aanvraag is niet meer waard dan {limit_cents}: het schakelteam hoeft niet te toetsen.",
            "The application is not worth more than {limit_cents}: the switch team need not review it.", limit_cents=limit,
        )  # fmt: skip
        return Gate("switchTeam", "R-A07", NONE, text)
    if completed(decision, basis, ReviewKind.SWITCH_TEAM) is not None:
        text = Text("Het schakelteam heeft getoetst.", "The switch team has reviewed it.")
        return Gate("switchTeam", "R-A07", PASSED, text)
    text = said(
        "De aanvraag is meer waard dan {limit_cents}: het schakelteam toetst vóór het besluit.",
        "The application is worth more than {limit_cents}: the switch team reviews it before the decision.",
        limit_cents=limit,
    )  # fmt: skip
    mend = Text(
        "Bewaar het als concept en leg het voor (submission); rond de toets af.",
        "Keep it as a draft and submit it (submission); complete the review.",
    )
    return Gate("switchTeam", "R-A07", MISSING, text, mend, "#/valueCents")
