"""Whether the contract of the request carries a grant: its provider takes part, and it is in force on the first day (R-X06)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.access.decisions.rules.gates import said
from services.access.legal_checks.rules import Finding
from shared.errors import Text
from shared.values.legal_frames import FindingLevel
from shared.values.terms import ContractState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.access.contract_terms.rules import ContractTerms

REFUSED_AT = {
    "provider-not-a-member": "#/provider", "contract-not-begun": "#/startDate", "contract-over": "#/startDate",
    "contract-suspended": "#/provider",
}  # fmt: skip
"""What refuses a grant, and which field of the decision it is about."""
_MOST = 5  # members that a mend names


def uncarried(terms: ContractTerms | None, provider: str | None, start: date | None) -> list[Finding]:
    """Why the contract does not carry it; [] where it does, or where no contract is known.

    A subcontractor is a member too. Contract 1-1-2026 until 31-12-2029: a start on 31-12-2029 is carried, on 1-1-2030 not.
    """
    if terms is None:
        return []
    return [*_membership(terms, provider), *_in_force(terms, start)]


def _membership(terms: ContractTerms, provider: str | None) -> Sequence[Finding]:
    members = sorted({one.oin for one in terms.members})
    if provider is None or not members or provider in members:
        return []
    text = said("{provider} doet niet mee aan contract {number}, als hoofd- noch als onderaannemer.",
                 "{provider} takes no part in contract {number}, as main contractor nor as subcontractor.",
                 provider=provider, number=terms.number)  # fmt: skip
    some = ", ".join(members[:_MOST])
    mend = said(
        "Kies wie meedoet: {some}{more}; of meld onder het contract van deze aanbieder.",
        "Choose who takes part: {some}{more}; or report under this provider's contract.",
        some=some,
        more=" …" if len(members) > _MOST else "",
    )
    return [Finding("provider-not-a-member", "R-X06", FindingLevel.BLOCKED, text, mend)]


def _in_force(terms: ContractTerms, start: date | None) -> Sequence[Finding]:
    if terms.state is ContractState.SUSPENDED:
        text = said(
            "Contract {number} is geschorst; er wordt niets onder toegekend tot het is hervat.",
            "Contract {number} is suspended; nothing is granted under it until it is resumed.",
            number=terms.number,
        )
        mend = Text(
            "Beslis na de hervatting, of meld onder een ander contract.",
            "Decide after it is resumed, or report under another contract.",
        )
        return [Finding("contract-suspended", "R-X06", FindingLevel.BLOCKED, text, mend)]
    if start is None or terms.start_date <= start <= terms.end_date:
        return []
    code = "contract-not-begun" if start < terms.start_date else "contract-over"
    text = said(
        "Contract {number} loopt van {first} tot en met {last}; de toewijzing zou op {start} beginnen.",
        "Contract {number} runs from {first} up to and including {last}; the allocation would start on {start}.",
        number=terms.number,
        first=terms.start_date,
        last=terms.end_date,
        start=start,
    )
    mend = Text(
        "Kies een ingangsdatum binnen de looptijd, of meld onder het contract dat dan geldt.",
        "Choose a start within its term, or report under the contract that is in force then.",
    )
    return [Finding(code, "R-X06", FindingLevel.BLOCKED, text, mend)]
