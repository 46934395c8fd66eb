"""Which provider and which first day a contract carries."""

from dataclasses import replace
from datetime import date

import pytest

from services.access.contract_terms.rules import ContractTerms, Member
from services.access.decisions.rules import uncarried
from shared.values import new_id
from shared.values.terms import ContractState, MemberRole
from tests.services.access.decisions.given import OTHER, OWNER, PROVIDER

TERMS = ContractTerms(
    id=new_id(), version=3, owner=OWNER, parties=[PROVIDER], number="ALP-2026-01", state=ContractState.ACTIVE,
    start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), acceptance_duty=True, waiting_norm_days=5, payee=PROVIDER,
    members=[Member(PROVIDER, MemberRole.MAIN)],
)  # fmt: skip


def codes(terms: ContractTerms | None, provider: str | None, start: date | None) -> list[str]:
    """Why the contract does not carry it."""
    return [one.code for one in uncarried(terms, provider, start)]


@pytest.mark.rule("R-X06")
@pytest.mark.parametrize(
    ("start", "found"),
    [
        (date(2025, 12, 31), ["contract-not-begun"]),
        (date(2026, 1, 1), []),
        (date(2029, 12, 31), []),
        (date(2030, 1, 1), ["contract-over"]),
        (None, []),
    ],
)
def test_a_contract_carries_its_first_and_last_day(start: date | None, found: list[str]) -> None:
    """1-1-2026 until 31-12-2029: both days are carried, the days around them are not."""
    assert codes(TERMS, PROVIDER, start) == found


@pytest.mark.rule("R-X06")
def test_a_contract_carries_who_takes_part_and_what_is_not_known_says_nothing() -> None:
    """A subcontractor is carried; a stranger is not, told with the members; no contract, member or provider: nothing is known."""
    day = TERMS.start_date
    assert codes(TERMS, OTHER, date(2030, 1, 1)) == ["provider-not-a-member", "contract-over"]
    subbed = replace(TERMS, members=[*TERMS.members, Member(OTHER, MemberRole.SUB)])
    assert codes(subbed, OTHER, day) == []
    assert (
        codes(None, OTHER, day)
        == codes(replace(TERMS, members=[]), OTHER, day)
        == codes(TERMS, None, day)
        == []
    )
    assert codes(replace(TERMS, state=ContractState.SUSPENDED), PROVIDER, day) == ["contract-suspended"]
    for one in uncarried(TERMS, OTHER, date(2030, 1, 1)):
        assert one.mend is not None and "{" not in one.text.nl + one.text.en + one.mend.nl + one.mend.en
    members = [Member(f"{number:020}", MemberRole.SUB) for number in range(6)]
    [found] = uncarried(replace(TERMS, members=members), OTHER, day)
    assert found.mend is not None and found.mend.nl.count("0000") >= 5 and " …" in found.mend.nl
