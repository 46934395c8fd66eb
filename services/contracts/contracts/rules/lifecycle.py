"""How a contract comes about: drafted, drafted anew, offered, signed by both sides, activated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.contracts.contracts.rules.completeness import check_complete
from services.contracts.contracts.rules.funding import (
    agreed_inhabitants,
    check_funding,
    explain_funding,
    with_yearly,
)
from services.contracts.contracts.rules.history import TAKEN_OVER, check_history
from services.contracts.contracts.rules.moves import with_next_move
from services.contracts.contracts.rules.problems import (
    AlreadyActive,
    AlreadySigned,
    NotASigningParty,
    NotDraft,
    OneContractPerMunicipality,
    SignaturesMissing,
)
from services.contracts.contracts.rules.term import term
from services.contracts.contracts.rules.terms import Around, Consortium, Contract, Member, Signature, Terms
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.terms import ContractState, MemberRole, Side

PARTIES = Sentence(
    "contract.parties",
    nl="Het samenwerkingsverband heeft {members} leden; de betalingen gaan naar {payee}.",
    en="The consortium has {members} members; the payments go to {payee}.",
)
OFFERED = Sentence(
    "contract.offered",
    nl="Het concept is compleet en aangeboden aan {lead}; een wijziging maakt er weer een concept van.",
    en="The draft is complete and offered to {lead}; a change makes it a draft again.",
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


def _parties(terms: Terms, consortium: Consortium | None) -> list[str]:
    """Who may see it beside the owner: the providers, the purchasers beside the owner, and the auditor."""
    members = {member.oin for member in consortium.members} if consortium is not None else set()
    others = {one.oin for one in terms.co_purchasers} | {terms.provider, terms.auditor}
    return sorted(members | {one for one in others if one is not None})


def explain(terms: Terms, inhabitants: int | None = None) -> Derivation:
    """The steps of term and reward as far as they are agreed (R-C04, R-C05, R-S01)."""
    return term(terms)[1].merge(explain_funding(terms, inhabitants))


def _fields(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


def terms_of(contract: Contract) -> Terms:
    """What the parties wrote down, without what became of it."""
    return Terms(**_fields(contract))


def draft(terms: Terms, around: Around, owner: str, reference: str | None) -> tuple[Contract, Derivation]:
    """A draft of the purchaser; its parties see it from the start.

    Raises SubsidyConsequence (R-C09), FundingContradictory, ResultNotSteerable, HistoryContradictory; gaps may stay until
    it is signed.
    """
    check_funding(terms)
    check_history(terms)
    contract = Contract(
        **_fields(terms),
        id=new_id(),
        owner=owner,
        external_reference=reference,
        parties=_parties(terms, around.consortium),
        yearly_funding=with_yearly(terms, around.inhabitants),
    )
    return contract, explain(terms, around.inhabitants)


def check_draft(contract: Contract) -> None:
    """Refuse what only a draft allows, offered or not. Raises NotDraft."""
    if contract.state not in (ContractState.DRAFT, ContractState.OFFERED):
        raise NotDraft(number=contract.number, state=contract.state.value)


def redraft(contract: Contract, changes: Mapping[str, Any], around: Around) -> tuple[Contract, Derivation]:
    """The draft with other terms; a signature under the old text lapses, and what was offered is a draft again.

    Raises NotDraft, SubsidyConsequence, HistoryContradictory.
    """
    check_draft(contract)
    changed = replace(contract, **changes)
    check_funding(changed)
    check_history(changed)
    changed = replace(
        changed,
        version=contract.version + 1,
        state=ContractState.DRAFT,
        parties=_parties(changed, around.consortium),
        yearly_funding=with_yearly(changed, around.inhabitants),
        signatures=[],
    )
    return changed, explain(changed, around.inhabitants)


def offer(contract: Contract, around: Around) -> tuple[Contract, Derivation]:
    """A complete draft, frozen and offered to the other side; only a redraft takes it back.

    Raises NotDraft, ContractIncomplete (R-C01), SubsidyConsequence (R-C09), FundingContradictory, ResultNotSteerable.
    """
    if contract.state is not ContractState.DRAFT:
        raise NotDraft(number=contract.number, state=contract.state.value)
    why = check_complete(contract)
    check_funding(contract)
    offered = replace(contract, version=contract.version + 1, state=ContractState.OFFERED)
    lead = lead_of(contract, around.consortium)
    counted = agreed_inhabitants(contract, around.inhabitants)
    return offered, why.because("R-C01", OFFERED, lead=lead).merge(explain(offered, counted))


def lead_of(terms: Terms, consortium: Consortium | None) -> str | None:
    """Who signs and is paid for the other side: the consortium's lead for payment, or the one provider."""
    return consortium.lead if consortium is not None else terms.provider


def signers_of(contract: Contract, lead: str | None) -> dict[str, Side]:
    """Who signs, and for which side: every purchaser and the lead for payment.

    The purchaser signs alone where it holds the budget itself (A-6.1: its own core team); who pays along signs too (A-8, A-14.10).
    """
    purchasers = [contract.owner, *(one.oin for one in contract.co_purchasers)]
    found = dict.fromkeys(purchasers, Side.PURCHASER)
    return found if lead is None else {lead: Side.PROVIDER, **found}


def sign(
    contract: Contract,
    around: Around,
    organisation: str,
    signed_by: str | None,
    end_user: str,
    today: date,
) -> tuple[Contract, Derivation]:
    """One side's signature under a complete draft; the last one makes the contract signed.

    Raises NotASigningParty, NotDraft, ContractIncomplete (R-C01), AlreadySigned.
    """
    lead = lead_of(contract, around.consortium)
    signers = signers_of(contract, lead)
    if organisation not in signers:
        raise NotASigningParty(organisation=organisation)
    for known in contract.signatures:
        if known.organisation == organisation:
            raise AlreadySigned(signed_on=known.signed_on)
    check_draft(contract)
    check_complete(contract)
    signature = Signature(
        side=signers[organisation],
        organisation=organisation,
        signed_by=signed_by or end_user,
        signed_on=today,
        end_user=end_user,
    )
    signatures = [*contract.signatures, signature]
    is_last = signers.keys() <= {one.organisation for one in signatures}
    state = ContractState.SIGNED if is_last else contract.state
    signed = replace(contract, version=contract.version + 1, signatures=signatures, state=state)
    counted = agreed_inhabitants(contract, around.inhabitants)
    return signed, explain(signed, counted).merge(_signed(signatures))


def _signed(signatures: Iterable[Signature]) -> Derivation:
    why = Derivation()
    for one in signatures:
        why = why.because("R-C01", SIGNED[one.side], organisation=one.organisation, signed_on=one.signed_on)
    return why


def activate(contract: Contract, around: Around, others: Iterable[Contract]) -> tuple[Contract, Derivation]:
    """Bring a signed contract into force: members, payee, term, yearly sums and evaluation are fixed from here on.

    `others` are the active contracts of the same consortium. Raises AlreadyActive, ContractIncomplete (R-C01),
    SubsidyConsequence (R-C09), SignaturesMissing, OneContractPerMunicipality (R-C11). A contract that ran before it was
    entered was signed on paper.
    """
    if contract.state not in (ContractState.DRAFT, ContractState.OFFERED, ContractState.SIGNED):
        raise AlreadyActive(number=contract.number, state=contract.state.value)
    why = check_complete(contract)
    check_funding(contract)
    lead, consortium = lead_of(contract, around.consortium), around.consortium
    signed = {one.organisation for one in contract.signatures}
    missing = [one for one in _wanted(contract, lead) if one[0] not in signed]
    if contract.history is not None:
        why = why.because(
            "R-C08", TAKEN_OVER, signed_on=contract.history.signed_on, slices=len(contract.history.slices)
        )
    elif missing:
        raise SignaturesMissing(
            errors=tuple(
                FieldError(
                    "#/signatures", f"{side.value}-signature-missing", _missing(side, oin, contract.owner)
                )
                for oin, side in missing
            )
        )
    assert lead is not None, "a complete contract names its consortium or provider"
    alone = [Member(oin=lead, role=MemberRole.MAIN, payment_lead=True)]
    run, _ = term(contract)
    counted = agreed_inhabitants(contract, around.inhabitants)
    active = replace(
        contract,
        version=contract.version + 1,
        state=ContractState.ACTIVE,
        members=consortium.members if consortium is not None else alone,
        payee=lead,
        parties=_parties(contract, consortium),
        end_date=run.end_date,
        latest_end_date=run.latest_end_date,
        evaluation_date=run.evaluation_date,
        yearly_funding=with_yearly(contract, counted),
    )
    active = with_next_move(active)
    check_alone(active, others)
    why = why.because("R-C11", PARTIES, members=len(active.members), payee=active.payee)
    return active, why.merge(_signed(active.signatures)).merge(explain(active, counted))


def _wanted(contract: Contract, lead: str | None) -> list[tuple[str, Side]]:
    """Whose signatures are needed, the purchasers first."""
    return sorted(signers_of(contract, lead).items(), key=lambda one: [*Side].index(one[1]))


def _missing(side: Side, oin: str, owner: str) -> Text:
    if side is Side.PURCHASER and oin != owner:
        return Text(f"Opdrachtgever {oin} heeft nog niet getekend.", f"Purchaser {oin} has not signed yet.")
    return MISSING[side]


def check_alone(contract: Contract, others: Iterable[Contract]) -> None:
    """One lump sum per municipality and consortium at a time, also once it is longer. Raises OneContractPerMunicipality (R-C11).

    `others` are the contracts of the same consortium that run; they and the contract have their dates.
    """
    start, end = contract.start_date, contract.end_date
    assert start is not None and end is not None, "an active contract has its dates"
    for other in others:
        if other.id == contract.id or other.municipality_code != contract.municipality_code:
            continue
        if not (contract.yearly_funding and other.yearly_funding):
            # A covenant, a framework or shared savings may stand beside the one lump sum.
            continue
        assert other.start_date is not None and other.end_date is not None, "an active contract has its dates"
        if other.start_date <= end and start <= other.end_date:
            raise OneContractPerMunicipality(other=other.number, municipality_code=other.municipality_code)
