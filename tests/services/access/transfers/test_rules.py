"""What goes over to another municipality, and the life of a transfer: answered once, by the right one, in time (R-A56)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.citizens.rules import PURPOSES, Citizen, CitizenKnown, Stated
from services.access.transfers import rules
from services.access.transfers.rules import OFFER_DAYS, TransferClosed
from shared.values import new_id
from shared.values.terms import PersonalField, Purpose, TransferState

TODAY, HERE, THERE = date(2026, 4, 20), "00000099000000000484", "00000099000000000518"
PAIRS = [(field, purpose) for field, allowed in PURPOSES.items() for purpose in allowed]
PERSONS = st.lists(st.sampled_from(PAIRS), max_size=8).map(
    lambda pairs: {field: Stated("999900006", purpose) for field, purpose in pairs}
)
ACTS: dict[str, Any] = {"accept": rules.accept, "withdraw": rules.withdraw}


def citizen(personal: Any = None, **other: Any) -> Citizen:
    """Somebody who lives here."""
    return Citizen(new_id(), 1, HERE, "inwoner-1", personal or {}, **other)


def offered(personal: Any = None) -> tuple[Citizen, rules.Transfer]:
    """Somebody who moves, and the transfer."""
    moving, transfer, _ = rules.depart(citizen(personal), None, date(2026, 6, 1), THERE, TODAY)
    return moving, transfer


@pytest.mark.rule("R-A56")
@given(PERSONS)
def test_only_who_it_is_and_where_it_lives_goes_over(personal: Any) -> None:
    """By the purpose for which it was recorded: not by what it is, and nothing of need, contact or contribution."""
    carried = rules.carried(personal)
    assert {stated.purpose for stated in carried.values()} <= {Purpose.IDENTIFICATION, Purpose.RESIDENCE}
    assert all(
        stated.purpose not in rules.CARRIED for field, stated in personal.items() if field not in carried
    )
    moving, transfer = offered(personal)
    assert transfer.fields == list(carried) and transfer.parties == [THERE]
    assert (moving.moved_to, moving.departure_id) == (THERE, transfer.id)


@pytest.mark.rule("R-A56")
@given(st.lists(st.tuples(st.sampled_from([*ACTS, "expire"]), st.integers(0, OFFER_DAYS + 3)), max_size=6))
def test_a_transfer_is_answered_once_and_in_time(acts: list[tuple[str, int]]) -> None:
    """Whatever is tried on whatever days: at most one answer, none after the last day but expiry, and no way back."""
    _, transfer = offered()
    answers = []
    for act, days in sorted(acts, key=lambda one: one[1]):
        today = TODAY + timedelta(days=days)
        if act == "expire":
            if transfer.state is TransferState.OFFERED and today > transfer.expires_on:
                transfer, _ = rules.expire(transfer, today)
                answers.append(act)
            continue
        open_ = transfer.state is TransferState.OFFERED and today <= transfer.expires_on
        if open_:
            transfer, why = ACTS[act](transfer, today)
            answers.append(act)
            assert transfer.answered_on == today and why.steps[0].rule == "R-A56"
        else:
            with pytest.raises(TransferClosed):
                ACTS[act](transfer, today)
    assert len(answers) <= 1 and transfer.version == 1 + len(answers)
    assert (transfer.state is TransferState.OFFERED) == (not answers)


@pytest.mark.rule("R-A56")
def test_the_last_day_counts_itself_in() -> None:
    """Accepted on the last day; the day after it is closed."""
    _, transfer = offered()
    assert rules.accept(transfer, transfer.expires_on)[0].state is TransferState.ACCEPTED
    with pytest.raises(TransferClosed) as closed:
        rules.accept(transfer, transfer.expires_on + timedelta(days=1))
    assert closed.value.facts["state"] is TransferState.EXPIRED


@pytest.mark.rule("R-A56")
@pytest.mark.parametrize("state", TransferState)
def test_who_departed_departs_again_only_when_the_transfer_came_to_nothing(state: TransferState) -> None:
    """Open or accepted: no. Withdrawn or expired: yes."""
    moving, transfer = offered()
    before = rules.as_seen_by(transfer, moving)
    before = rules.Transfer(**{name: getattr(before, name) for name in before.__slots__} | {"state": state})
    if state in (TransferState.OFFERED, TransferState.ACCEPTED):
        with pytest.raises(rules.DepartedAlready):
            rules.depart(moving, before, date(2026, 7, 1), THERE, TODAY)
    else:
        assert rules.depart(moving, before, date(2026, 7, 1), THERE, TODAY)[1].id != transfer.id


@pytest.mark.rule("R-A56")
@given(PERSONS)
def test_a_newcomer_gets_a_surrogate_of_its_own(personal: Any) -> None:
    """New, under the reference that the municipality gives, with what goes over and where it came from."""
    moving, transfer = offered(personal)
    arrived, new = rules.arrive(THERE, "nieuw-1", rules.carried(personal), transfer.id, [])
    assert new and arrived.id != moving.id and arrived.owner == THERE
    assert (arrived.arrival_id, arrived.moved_on, arrived.version) == (transfer.id, None, 1)
    assert dict(arrived.personal) == dict(rules.carried(personal))


def test_another_person_s_reference_is_not_given_away() -> None:
    """A reference with another BSN is refused by that citizen's id; without a BSN it is completed."""
    personal = {PersonalField.BSN: Stated("999900006", "identification")}
    other = citizen({PersonalField.BSN: Stated("999900018", "identification")})
    with pytest.raises(CitizenKnown):
        rules.arrive(HERE, "inwoner-1", personal, new_id(), [other])
    arrived, new = rules.arrive(HERE, "inwoner-1", personal, new_id(), [citizen()])
    assert not new and arrived.bsn == "999900006" and arrived.version == 2


def test_who_stays_is_as_before() -> None:
    """The departure is taken back from the citizen; nothing else changes but the version."""
    moving, _ = offered()
    stays = rules.stay(moving)
    assert (stays.moved_on, stays.moved_to, stays.departure_id) == (None, None, None)
    assert (stays.id, stays.personal, stays.version) == (moving.id, moving.personal, moving.version + 1)
