"""Which municipality is responsible for youth help, and what happens to a question of another's."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.requests.rules import Place, Residence, code_of, determine, responsible
from services.access.requests.rules.questions import Request
from shared.values import Derivation
from shared.values.questions import ResidenceReason
from shared.values.terms import Law
from tests.services.access.clarifications.test_rules import OWNER, a_request

A, B, C = "00000099000000000111", "00000099000000000222", "00000099000000000333"
ON = date(2026, 4, 20)
LIVED_IN_A = Place(A, date(2015, 3, 1), date(2026, 1, 31))
HOME_IN_B = Place(B, date(2026, 2, 1))


@pytest.mark.rule("R-A56")
def test_a_youth_in_a_home_in_b_who_lived_in_a_before_is_as() -> None:
    """Youth in a home in B, lived in A before → A, since the first day there; the registration in B changes nothing."""
    for addresses in ([LIVED_IN_A], [LIVED_IN_A, Place(B, date(2026, 2, 1))]):
        found, why = responsible(Residence(addresses, [HOME_IN_B]), Law.JEUGDWET, ON)
        assert (found.municipality, found.reason, found.since) == (
            A,
            ResidenceReason.BEFORE_STAY,
            date(2015, 3, 1),
        )
        assert [step.rule for step in why.steps] == ["R-A56"]
    assert code_of(found, Law.JEUGDWET, B) == "8"
    assert code_of(found, Law.JEUGDWET, A) is None


@pytest.mark.rule("R-A56")
def test_homes_that_follow_each_other_count_as_one_stay() -> None:
    """From B to C without a day between: still A; a month at an address in B between them, and it is B."""
    homes = [Place(B, date(2026, 2, 1), date(2026, 2, 28)), Place(C, date(2026, 3, 1))]
    assert responsible(Residence([LIVED_IN_A], homes), Law.JEUGDWET, ON)[0].municipality == A
    apart = [homes[0], Place(C, date(2026, 4, 1))]
    between = [LIVED_IN_A, Place(B, date(2026, 3, 1), date(2026, 3, 31))]
    assert responsible(Residence(between, apart), Law.JEUGDWET, ON)[0].municipality == B


@pytest.mark.rule("R-A56")
def test_without_a_stay_the_registration_counts_and_else_what_there_is() -> None:
    """Registered; the mother's for a stay from birth on; where one stays; not known."""
    cases = {
        ResidenceReason.REGISTERED: (Residence([Place(B, date(2020, 1, 1))]), B),
        ResidenceReason.MOTHER: (Residence(stays=[HOME_IN_B], mother=C), C),
        ResidenceReason.ACTUAL_STAY: (Residence(stays=[HOME_IN_B]), B),
        ResidenceReason.NOT_KNOWN: (Residence(), None),
    }
    for reason, (residence, municipality) in cases.items():
        found, _ = responsible(residence, Law.JEUGDWET, ON)
        assert (found.reason, found.municipality) == (reason, municipality)


@pytest.mark.rule("R-A56")
def test_for_the_wmo_the_registration_counts() -> None:
    """The principle is of the Jeugdwet: for the Wmo who stays in B and is registered there is B's."""
    residence = Residence([LIVED_IN_A, Place(B, date(2026, 2, 1))], [HOME_IN_B])
    found, _ = responsible(residence, Law.WMO_2015, ON)
    assert (found.municipality, code_of(found, Law.WMO_2015, A)) == (B, "5")


@pytest.mark.rule("R-A56")
def test_nothing_is_refused_while_it_is_transferred() -> None:
    """The request stays in its state with fourteen days to transfer it; one's own has none."""
    request: Request = a_request(law=Law.JEUGDWET)
    found, because = responsible(Residence([LIVED_IN_A], [HOME_IN_B]), Law.JEUGDWET, ON)
    made, why = determine(request, found, because, ON, term_days=14, told=Derivation())
    assert (made.state, made.responsible_municipality, made.responsible_code) == (request.state, A, "8")
    assert made.transfer_by == date(2026, 5, 4)
    assert len(why.steps) == 2
    own, because = responsible(Residence([Place(OWNER, date(2020, 1, 1))]), Law.JEUGDWET, ON)
    made, _ = determine(request, own, because, ON, term_days=14, told=Derivation())
    assert (made.responsible_code, made.transfer_by) == (None, None)


@pytest.mark.rule("R-A56")
@settings(max_examples=50)
@given(
    lengths=st.lists(st.integers(1, 400), min_size=1, max_size=6), where=st.lists(st.sampled_from([A, B, C]), min_size=6, max_size=6)
)  # fmt: skip
def test_the_homes_never_decide_who_pays(lengths: list[int], where: list[str]) -> None:
    """However often and wherever a young person is moved between homes, it stays the municipality from before."""
    day, stays = date(2026, 2, 1), []
    for number, length in enumerate(lengths):
        stays.append(Place(where[number], day, day + timedelta(days=length - 1)))
        day += timedelta(days=length)
    found, _ = responsible(Residence([LIVED_IN_A], stays), Law.JEUGDWET, day - timedelta(days=1))
    assert (found.municipality, found.reason) == (A, ResidenceReason.BEFORE_STAY)
