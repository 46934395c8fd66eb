"""Drafted, signed, activated: what moves a contract and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts import rules
from services.contracts.contracts.rules import Contract
from shared.errors import Problem
from shared.values.terms import ContractState, Side
from tests.services.contracts.examples import (
    AROUND,
    AUDITOR,
    CONSORTIUM,
    LEAD,
    OWNER,
    SUB,
    TODAY,
    active,
    draft,
    signed,
    terms,
)


def test_a_draft_is_seen_by_the_members_and_the_auditor() -> None:
    """The parties of a draft are known as soon as they are named."""
    assert draft().parties == sorted([LEAD, SUB, AUDITOR])
    assert rules.draft(terms(consortium_id=None, auditor=None), rules.Around(), OWNER, None)[0].parties == []


@pytest.mark.rule("R-C01")
def test_the_second_signature_makes_the_contract_signed() -> None:
    """The purchaser and the lead sign, in either order; the token's end user is who signs."""
    for first, second in ((OWNER, LEAD), (LEAD, OWNER)):
        contract, _ = rules.sign(draft(), AROUND, first, "wethouder", "j.jansen", TODAY)
        assert contract.state is ContractState.DRAFT
        contract, _ = rules.sign(contract, AROUND, second, None, "p.pieters", TODAY)
        assert (contract.state, contract.version) == (ContractState.SIGNED, 3)
        assert {one.side for one in contract.signatures} == set(Side)
        assert [(one.signed_by, one.end_user) for one in contract.signatures] == [
            ("wethouder", "j.jansen"),
            ("p.pieters", "p.pieters"),
        ]


@pytest.mark.parametrize("stranger", [SUB, AUDITOR, "00000099000000009999"])
def test_nobody_else_signs(stranger: str) -> None:
    """A subcontractor, the auditor and a stranger are no signing party."""
    with pytest.raises(rules.NotASigningParty):
        rules.sign(draft(), AROUND, stranger, None, "j.jansen", TODAY)


def test_each_side_signs_once() -> None:
    """A second signature of the same side is refused, also after both have signed."""
    once, _ = rules.sign(draft(), AROUND, OWNER, None, "j.jansen", TODAY)
    for contract in (once, signed()):
        with pytest.raises(rules.AlreadySigned):
            rules.sign(contract, AROUND, OWNER, None, "j.jansen", TODAY)


@pytest.mark.rule("R-C01")
def test_an_incomplete_contract_is_not_signed() -> None:
    """Nobody signs what cannot be activated."""
    with pytest.raises(rules.ContractIncomplete):
        rules.sign(draft(funding_agreements=[]), AROUND, OWNER, None, "j.jansen", TODAY)


def test_a_change_of_the_draft_takes_the_signature_off() -> None:
    """What was signed is the old text."""
    once, _ = rules.sign(draft(), AROUND, OWNER, None, "j.jansen", TODAY)
    changed, _ = rules.redraft(once, {"waiting_norm_days": 5, "auditor": None}, AROUND)
    assert (changed.waiting_norm_days, changed.signatures, changed.version) == (5, [], 3)
    assert changed.parties == sorted([LEAD, SUB])


def test_only_a_draft_is_changed() -> None:
    """A signed or active contract changes by amendment."""
    for contract in (signed(), active()):
        with pytest.raises(rules.NotDraft):
            rules.redraft(contract, {"name": "Anders"}, AROUND)


@pytest.mark.rule("R-C01")
def test_activation_needs_both_signatures() -> None:
    """With one signature the other side is named."""
    once, _ = rules.sign(draft(), AROUND, OWNER, None, "j.jansen", TODAY)
    with pytest.raises(rules.SignaturesMissing) as refused:
        rules.activate(once, AROUND, [])
    assert [error.code for error in refused.value.errors] == ["provider-signature-missing"]


@pytest.mark.rule("R-C04")
@pytest.mark.rule("R-C05")
def test_activation_fixes_members_payee_term_and_evaluation() -> None:
    """From here on the contract carries everything that the other services need."""
    contract = active()
    assert contract.state is ContractState.ACTIVE
    assert (contract.members, contract.payee) == (CONSORTIUM.members, LEAD)
    assert (contract.end_date, contract.latest_end_date) == (date(2029, 12, 31), date(2031, 12, 31))
    assert contract.evaluation_date == date(2028, 1, 1)
    assert contract.funding_effective_on == contract.start_date
    with pytest.raises(rules.AlreadyActive):
        rules.activate(contract, AROUND, [])


@pytest.mark.rule("R-C11")
def test_a_consortium_has_one_contract_per_municipality_at_a_time() -> None:
    """Three municipalities are three contracts; a second one in the same municipality and period is refused."""
    alphen = active()
    for code in ("0484", "0513", "0627"):
        other = signed(number=f"RIJN-{code}", municipality_code=code)
        if code == "0484":
            with pytest.raises(rules.OneContractPerMunicipality) as refused:
                rules.activate(other, AROUND, [alphen])
            assert refused.value.facts["other"] == "ALP-2026-01"
        else:
            assert rules.activate(other, AROUND, [alphen])[0].state is ContractState.ACTIVE
    after = signed(number="ALP-2030-01", start_date=date(2030, 1, 1))
    assert rules.activate(after, AROUND, [alphen])[0].state is ContractState.ACTIVE


ACTS: dict[str, Callable[[Contract], tuple[Contract, object]]] = {
    "purchaser": lambda contract: rules.sign(contract, AROUND, OWNER, None, "j.jansen", TODAY),
    "provider": lambda contract: rules.sign(contract, AROUND, LEAD, None, "p.pieters", TODAY),
    "redraft": lambda contract: rules.redraft(contract, {"waiting_norm_days": 5}, AROUND),
    "activate": lambda contract: rules.activate(contract, AROUND, []),
}
STEPS = {
    (ContractState.DRAFT, ContractState.DRAFT),
    (ContractState.DRAFT, ContractState.SIGNED),
    (ContractState.SIGNED, ContractState.ACTIVE),
}


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
def test_whatever_the_order_of_acts_a_contract_only_moves_along_its_life(acts: list[str]) -> None:
    """Each act is refused or makes the next version; in force always means signed once by both, after the last change."""
    contract = draft()
    for act in acts:
        try:
            moved, _ = ACTS[act](contract)
        except Problem:
            continue
        assert moved.version == contract.version + 1
        assert (contract.state, moved.state) in STEPS
        sides = [one.side for one in moved.signatures]
        assert len(sides) == len(set(sides))
        assert (len(sides) == 2) == (moved.state is not ContractState.DRAFT)
        assert act != "redraft" or not sides
        contract = moved
