"""How a contract moves: drafted, drafted anew, signed by both sides, activated, amended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.contracts.rules.completeness import check_complete
from services.contracts.contracts.rules.funding import check_funding, explain_funding
from services.contracts.contracts.rules.problems import (
    AlreadyActive,
    AlreadySigned,
    NotASigningParty,
    NotDraft,
    OneContractPerMunicipality,
    SignaturesMissing,
)
from services.contracts.contracts.rules.term import term
from services.contracts.contracts.rules.terms import Consortium, Contract, Signature, Terms
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, new_id
from shared.values.terms import AmendmentReason, ContractState, Side

PARTIES = Sentence(
    "contract.parties",
    nl="Het samenwerkingsverband heeft {members} leden; de betalingen gaan naar {payee}.",
    en="The consortium has {members} members; the payments go to {payee}.",
)
SIGNED = {
    Side.PURCHASER: Sentence(
        "contract.signed-by-purchaser",
        nl="De opdrachtgever ({organisation}) tekende op {signed_on}.",
        en="The purchaser ({organisation}) signed on {signed_on}.",
    ),
    Side.PROVIDER: Sentence(
        "contract.signed-by-provider",
        nl="De penvoerder ({organisation}) tekende op {signed_on}.",
        en="The lead for payment ({organisation}) signed on {signed_on}.",
    ),
}
MISSING = {
    Side.PURCHASER: Text("De opdrachtgever heeft nog niet getekend.", "The purchaser has not signed yet."),
    Side.PROVIDER: Text("De penvoerder heeft nog niet getekend.", "The lead for payment has not signed yet."),
}
NEW_AMOUNT = Sentence(
    "contract.new-amount",
    nl="Addendum {number} ({reason}) brengt het jaarbedrag van {old_cents} op {result_cents} met ingang van {effective_on}.",
    en="Amendment {number} ({reason}) brings the annual amount from {old_cents} to {result_cents} from {effective_on}.",
)
NEW_NORM = Sentence(
    "contract.new-norm",
    nl="Addendum {number}: afspraak {agreement} krijgt norm {result} vanaf {effective_on}; daarvoor blijft {old} gelden.",
    en="Amendment {number}: agreement {agreement} has norm {result} from {effective_on}; until then {old} holds.",
)


def _parties(terms: Terms, consortium: Consortium | None) -> list[str]:
    """Who may see it beside the owner: the members of the consortium and the auditor."""
    members = {member.oin for member in consortium.members} if consortium is not None else set()
    return sorted(members | ({terms.auditor} if terms.auditor is not None else set()))


def explain(terms: Terms) -> Derivation:
    """The steps of term and reward as far as they are agreed (R-C04, R-C05, R-S01)."""
    return term(terms)[1].merge(explain_funding(terms))


def _fields(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


def terms_of(contract: Contract) -> Terms:
    """What the parties wrote down, without what became of it."""
    return Terms(**_fields(contract))


def draft(
    terms: Terms, consortium: Consortium | None, owner: str, reference: str | None
) -> tuple[Contract, Derivation]:
    """A draft of the purchaser; its parties see it from the start.

    Raises SubsidyConsequence (R-C09) and FundingContradictory; gaps may stay until it is signed.
    """
    check_funding(terms)
    contract = Contract(
        **_fields(terms),
        id=new_id(),
        owner=owner,
        external_reference=reference,
        parties=_parties(terms, consortium),
    )
    return contract, explain(terms)


def check_draft(contract: Contract) -> None:
    """Refuse what only a draft allows. Raises NotDraft."""
    if contract.state is not ContractState.DRAFT:
        raise NotDraft(number=contract.number, state=contract.state.value)


def redraft(
    contract: Contract, changes: Mapping[str, Any], consortium: Consortium | None
) -> tuple[Contract, Derivation]:
    """The draft with other terms; a signature under the old text lapses. Raises NotDraft, SubsidyConsequence."""
    check_draft(contract)
    changed = replace(contract, **changes)
    check_funding(changed)
    changed = replace(
        changed, version=contract.version + 1, parties=_parties(changed, consortium), signatures=[]
    )
    return changed, explain(changed)


def side_of(owner: str, lead: str | None, organisation: str) -> Side:
    """Which side an organisation signs for. Raises NotASigningParty."""
    if organisation == owner:
        return Side.PURCHASER
    if organisation == lead:
        return Side.PROVIDER
    raise NotASigningParty(organisation=organisation)


def sign(
    contract: Contract,
    consortium: Consortium | None,
    organisation: str,
    signed_by: str | None,
    end_user: str,
    today: date,
) -> tuple[Contract, Derivation]:
    """One side's signature under a complete draft; the second makes the contract signed.

    Raises NotASigningParty, NotDraft, ContractIncomplete (R-C01), AlreadySigned.
    """
    side = side_of(contract.owner, consortium.lead if consortium is not None else None, organisation)
    for known in contract.signatures:
        if known.side is side:
            raise AlreadySigned(signed_on=known.signed_on)
    check_draft(contract)
    check_complete(contract)
    signature = Signature(
        side=side,
        organisation=organisation,
        signed_by=signed_by or end_user,
        signed_on=today,
        end_user=end_user,
    )
    signatures = [*contract.signatures, signature]
    state = ContractState.SIGNED if len(signatures) == len(Side) else ContractState.DRAFT
    signed = replace(contract, version=contract.version + 1, signatures=signatures, state=state)
    return signed, explain(signed).merge(_signed(signatures))


def _signed(signatures: Iterable[Signature]) -> Derivation:
    why = Derivation()
    for one in signatures:
        why = why.because("R-C01", SIGNED[one.side], organisation=one.organisation, signed_on=one.signed_on)
    return why


def activate(
    contract: Contract, consortium: Consortium | None, others: Iterable[Contract]
) -> tuple[Contract, Derivation]:
    """Bring a signed contract into force: members, payee, term and evaluation are fixed from here on.

    `others` are the active contracts of the same consortium. Raises AlreadyActive, ContractIncomplete (R-C01),
    SubsidyConsequence (R-C09), SignaturesMissing, OneContractPerMunicipality (R-C11).
    """
    if contract.state in (ContractState.ACTIVE, ContractState.ENDED):
        raise AlreadyActive(number=contract.number, state=contract.state.value)
    why = check_complete(contract)
    check_funding(contract)
    missing = [side for side in Side if side not in {one.side for one in contract.signatures}]
    if missing:
        raise SignaturesMissing(
            errors=tuple(
                FieldError("#/signatures", f"{side.value}-signature-missing", MISSING[side])
                for side in missing
            )
        )
    assert consortium is not None, "a complete contract names its consortium"
    run, _ = term(contract)
    active = replace(
        contract,
        version=contract.version + 1,
        state=ContractState.ACTIVE,
        members=consortium.members,
        payee=consortium.lead,
        parties=_parties(contract, consortium),
        end_date=run.end_date,
        latest_end_date=run.latest_end_date,
        evaluation_date=run.evaluation_date,
        funding_effective_on=contract.start_date,
    )
    _check_alone(active, others)
    why = why.because("R-C11", PARTIES, members=len(active.members), payee=active.payee)
    return active, why.merge(_signed(active.signatures)).merge(explain(active))


def _check_alone(contract: Contract, others: Iterable[Contract]) -> None:
    """One lump sum per municipality and consortium at a time (R-C11); complete contracts have their dates."""
    start, end = contract.start_date, contract.end_date
    assert start is not None and end is not None, "an active contract has its dates"
    for other in others:
        if other.id == contract.id or other.municipality_code != contract.municipality_code:
            continue
        assert other.start_date is not None and other.end_date is not None, "an active contract has its dates"
        if other.start_date <= end and start <= other.end_date:
            raise OneContractPerMunicipality(other=other.number, municipality_code=other.municipality_code)


def amend(
    contract: Contract,
    *,
    amendment_id: UUID,
    number: int,
    reason: AmendmentReason,
    effective_on: date,
    annual_amount_cents: int | None,
    norms: Mapping[int, str],
) -> tuple[Contract, Derivation]:
    """The next version by an amendment in force: a new annual amount, new norms beside the old (R-C07, R-C08).

    `norms` maps an agreement's number to its new norm, valid from the day of effect.
    """
    funding, why = contract.funding, Derivation()
    assert funding is not None, "an active contract has its reward"
    amended = replace(contract, version=contract.version + 1, amendment_id=amendment_id)
    if annual_amount_cents is not None:
        old, new = Money(funding.annual_amount_cents), Money(annual_amount_cents)
        why = why.because(
            "R-C07", NEW_AMOUNT, new, number=number, reason=reason, old_cents=old, effective_on=effective_on
        )
        funding = replace(funding, annual_amount_cents=annual_amount_cents)
        amended = replace(amended, funding=funding, funding_effective_on=effective_on)
    agreements = list(contract.agreements)
    for agreement_number, norm in sorted(norms.items()):
        newest = max(
            (one for one in agreements if one.number == agreement_number),
            key=lambda one: one.valid_from or date.min,
        )
        why = why.because(
            "R-C08", NEW_NORM, norm, number=number, agreement=agreement_number, effective_on=effective_on, old=newest.norm
        )  # fmt: skip
        agreements.append(replace(newest, norm=norm, norm_invented=False, valid_from=effective_on))
    amended = replace(amended, agreements=sorted(agreements, key=_in_order))
    return amended, why.merge(explain(amended))


def _in_order(agreement: Any) -> tuple[int, date]:
    return agreement.number, agreement.valid_from or date.min
