"""When an amendment is in force: once both sides have signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.contracts.amendments.rules.deciding import check_fit, explain
from services.contracts.amendments.rules.problems import (
    AmendmentInForce,
    AmendmentSignedBySide,
    ContractNotActive,
    NotASigningSide,
)
from services.contracts.amendments.rules.terms import Amendable, Amendment, Signature
from shared.values import Derivation, Sentence
from shared.values.terms import AmendmentState, ContractState, Side

SIGNED = {
    Side.PURCHASER: Sentence(
        "amendment.signed-by-purchaser",
        nl="De opdrachtgever ({organisation}) tekende het addendum op {signed_on}.",
        en="The purchaser ({organisation}) signed the amendment on {signed_on}.",
    ),
    Side.PROVIDER: Sentence(
        "amendment.signed-by-provider",
        nl="De penvoerder ({organisation}) tekende het addendum op {signed_on}.",
        en="The lead for payment ({organisation}) signed the amendment on {signed_on}.",
    ),
}


def sign(
    amendment: Amendment,
    contract: Amendable,
    payee: str | None,
    signature: tuple[str, str | None, str],
    today: date,
) -> tuple[Amendment, Derivation]:
    """One side's signature: (organisation, capacity, end user); the second brings the amendment into force.

    Raises NotASigningSide, AmendmentInForce, AmendmentSignedBySide, ContractNotActive, and AmendmentRefused when
    another amendment has overtaken this one.
    """
    organisation, capacity, end_user = signature
    # A purchaser that holds the budget itself signs alone.
    sides = {payee: Side.PROVIDER, amendment.owner: Side.PURCHASER}
    side = sides.get(organisation)
    if side is None:
        raise NotASigningSide(organisation=organisation)
    if amendment.state is AmendmentState.IN_FORCE:
        raise AmendmentInForce(number=amendment.number)
    known = next((one for one in amendment.signatures if one.side is side), None)
    if known is not None:
        raise AmendmentSignedBySide(signed_on=known.signed_on)
    if contract.state is not ContractState.ACTIVE:
        raise ContractNotActive(number=contract.number, state=contract.state.value)
    check_fit(contract, amendment, today, amendment.decided_on)
    own = Signature(side, organisation, capacity or end_user, today, end_user)
    signatures = [*amendment.signatures, own]
    state = AmendmentState.IN_FORCE if len(signatures) == len(sides) else AmendmentState.DECIDED
    signed = replace(amendment, version=amendment.version + 1, signatures=signatures, state=state)
    return signed, explain(signed, contract, signed.decided_on).merge(explain_signatures(signed))


def explain_signatures(amendment: Amendment) -> Derivation:
    """Who signed for which side, one step each."""
    why = Derivation()
    for one in amendment.signatures:
        why = why.because("R-C07", SIGNED[one.side], organisation=one.organisation, signed_on=one.signed_on)
    return why
