"""A contract in two times: no change of today changes what was known, nor what was valid before its day of effect (R-C08)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contracts.contracts import rules
from services.contracts.contracts.rules import Change, Contract, History, HistorySlice, Slice, Version
from shared.errors import FieldError
from shared.values.life import SuspensionReason, VersionReason
from shared.values.terms import AmendmentReason, ContractState
from tests.services.contracts.examples import AROUND, LUMP_SUM, OWNER, SATISFACTION, TODAY, active, terms

ID = UUID("018f0000-0000-7000-8000-00000000000e")


@dataclass
class Kept:
    """What the table keeps: each version with the contract that it tells, closed as the store closes it."""

    rows: list[tuple[Version, Contract]] = field(default_factory=list)

    def write(self, contract: Contract, start: date, slices: list[Slice], today: date) -> None:
        """Close what was known from a day on, and append."""
        for index, (version, told) in enumerate(self.rows):
            reaches = version.valid_until is None or version.valid_until >= start
            if version.known_until_version is None and reaches:
                closed = replace(version, known_until_version=contract.version, known_until=today)
                self.rows[index] = (closed, told)
        added = rules.kept(contract, slices, today)
        self.rows += zip(added, [one.contract for one in slices], strict=True)

    def known(self, start: date) -> list[Slice]:
        """What is known now of the days from one on, as the store reads it."""
        found = [
            Slice(
                valid_from=version.valid_from,
                valid_until=version.valid_until,
                contract=told,
                reason=version.reason,
            )
            for version, told in self.rows
            if version.known_until_version is None
            and (version.valid_until is None or version.valid_until >= start)
        ]
        return sorted(found, key=lambda one: one.valid_from)

    def told(self, day: date, known_at: int) -> Contract | None:
        """What was valid on a day as known at a version."""
        found = rules.valid([version for version, _ in self.rows], day, known_at)
        return next((told for version, told in self.rows if version is found), None)


def begun(contract: Contract) -> Kept:
    """A contract in force as it is kept."""
    kept = Kept()
    kept.write(contract, date.min, rules.begin(contract, VersionReason.ACTIVATED, TODAY), TODAY)
    return kept


def carried(kept: Kept, before: Contract, on: date, change: Callable[[Contract], Contract]) -> Contract:
    """The next version of a contract by a change from a day on."""
    after = replace(change(before), version=before.version + 1)
    slices = rules.carry(kept.known(on), on, change, after.version, VersionReason.AMENDED)
    kept.write(after, on, slices, TODAY)
    return after


def amendment(on: date, norm: str | None, cents: int | None) -> Callable[[Contract], Contract]:
    """A change of a norm or of the annual amount from a day on."""
    change = Change(
        amendment_id=ID,
        number=1,
        reason=AmendmentReason.TIGHTENING,
        effective_on=on,
        annual_amount_cents=cents,
        norms={} if norm is None else {9: norm},
    )
    return lambda contract: rules.amended(contract, change)[0]


CHANGES = st.lists(
    st.tuples(
        st.dates(date(2026, 1, 1), date(2029, 12, 31)),
        st.one_of(st.integers(1, 10).map(str), st.none()),
        st.one_of(st.integers(1, 10**9), st.none()),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.rule("R-C08")
@settings(max_examples=60, deadline=None)
@given(CHANGES, st.lists(st.dates(date(2026, 1, 1), date(2030, 6, 30)), min_size=3, max_size=6))
def test_no_sequence_of_amendments_changes_what_was_valid_as_known_then(
    changes: list[tuple[date, str | None, int | None]], days: list[date]
) -> None:
    """Whatever comes later, each day says of each earlier version what it said when that version was the newest."""
    contract = active()
    kept = begun(contract)
    said = {(day, contract.version): kept.told(day, contract.version) for day in days}
    for on, norm, cents in changes:
        before = {day: kept.told(day, contract.version) for day in days}
        contract = carried(kept, contract, on, amendment(on, norm, cents))
        for day in days:
            told = kept.told(day, contract.version)
            said[(day, contract.version)] = told
            assert told is not None
            if day < on:
                assert told == before[day], "the days before the day of effect say what they said"
            else:
                assert told.version == contract.version
    assert said == {(day, known): kept.told(day, known) for day, known in said}


@pytest.mark.rule("R-C08")
@settings(max_examples=60, deadline=None)
@given(CHANGES, st.dates(date(2026, 1, 1), date(2030, 6, 30)))
def test_on_each_day_as_known_at_each_version_exactly_one_thing_holds(
    changes: list[tuple[date, str | None, int | None]], day: date
) -> None:
    """No gap and no overlap: the two ranges cut the plane into pieces that cover it once."""
    contract = active()
    kept = begun(contract)
    first = contract.version
    for on, norm, cents in changes:
        contract = carried(kept, contract, on, amendment(on, norm, cents))
    for known in range(first, contract.version + 1):
        holding = [
            version
            for version, _ in kept.rows
            if version.valid_from <= day
            and (version.valid_until is None or day <= version.valid_until)
            and version.known_from_version <= known
            and (version.known_until_version is None or known < version.known_until_version)
        ]
        assert len(holding) == 1


@pytest.mark.rule("R-C08")
def test_a_norm_raised_from_july_is_not_in_what_was_valid_in_june() -> None:
    """7.0 → 7.5 from 1 July: two slices, the second with one more norm; known at version 4 all days say 7.0."""
    contract = active()
    kept = begun(contract)
    after = carried(kept, contract, date(2026, 7, 1), amendment(date(2026, 7, 1), "7.5", None))
    for day, known, norms in (
        (date(2026, 6, 30), after.version, ["7.0"]),
        (date(2026, 7, 1), after.version, ["7.0", "7.5"]),
        (date(2026, 7, 1), contract.version, ["7.0"]),
    ):
        told = kept.told(day, known)
        assert told is not None and [one.norm for one in told.agreements] == norms
    newest, _ = kept.rows[-1]
    assert [(one.pointer, one.before, one.after) for one in newest.changed if "norm" in one.pointer][:1] == [
        ("/agreements/1/norm", None, "7.5")
    ]


@pytest.mark.rule("R-C08")
def test_an_earlier_change_lies_under_a_later_one_that_is_known_already() -> None:
    """7.1 million from October stands; a norm from July: from July the norm, from October both."""
    contract = active()
    kept = begun(contract)
    contract = carried(kept, contract, date(2026, 10, 1), amendment(date(2026, 10, 1), None, 710_000_000))
    contract = carried(kept, contract, date(2026, 7, 1), amendment(date(2026, 7, 1), "7.5", None))
    for day, cents, norms in (
        (date(2026, 6, 30), 700_000_000, 1),
        (date(2026, 7, 1), 700_000_000, 2),
        (date(2026, 10, 1), 710_000_000, 2),
    ):
        told = kept.told(day, contract.version)
        assert told is not None and told.fixed_sum is not None
        assert (told.fixed_sum.annual_amount_cents, len(told.agreements)) == (cents, norms)


@pytest.mark.rule("R-C08")
def test_a_move_changes_the_state_from_its_day_on() -> None:
    """Suspended from March and resumed in May: active, suspended, active on the days between."""
    contract = active()
    kept = begun(contract)
    suspension = rules.Suspension(valid_from=date(2026, 3, 1), reason=SuspensionReason.SAFETY)
    for today, decide in (
        (date(2026, 3, 1), lambda one: rules.suspend(one, suspension, date(2026, 3, 1))),
        (date(2026, 5, 1), lambda one: rules.resume(one, date(2026, 5, 1))),
    ):
        move = decide(contract)
        after = move.contract
        slices = rules.carry(
            kept.known(move.effective_on),
            move.effective_on,
            lambda one, after=after: rules.as_moved(after, one),  # type: ignore[misc]
            after.version,
            move.reason,
        )
        kept.write(after, move.effective_on, slices, today)
        contract = after
    for day, state in (
        (date(2026, 2, 28), ContractState.ACTIVE),
        (date(2026, 3, 1), ContractState.SUSPENDED),
        (date(2026, 4, 30), ContractState.SUSPENDED),
        (date(2026, 5, 1), ContractState.ACTIVE),
    ):
        told = kept.told(day, contract.version)
        assert told is not None and told.state is state


HISTORY = History(
    signed_on=date(2014, 11, 20),
    slices=[
        HistorySlice(
            valid_from=date(2015, 1, 1),
            valid_until=date(2015, 12, 31),
            funding_agreements=[replace(LUMP_SUM, annual_amount_cents=650_000_000)],
        ),
        HistorySlice(
            valid_from=date(2016, 1, 1),
            valid_until=date(2016, 12, 31),
            agreements=[replace(SATISFACTION, norm="6.5")],
        ),
    ],
)


@pytest.mark.rule("R-C08")
def test_a_running_contract_comes_with_its_history_as_known() -> None:
    """2015 at 6.5 million, 2016 with a norm of 6.5, then as it is: marked as taken over, in force without signatures."""
    running = terms(start_date=date(2015, 1, 1), base_term_months=240, history=HISTORY)
    draft, _ = rules.draft(running, AROUND, OWNER, None)
    contract, why = rules.activate(draft, AROUND, [])
    slices = rules.begin(contract, VersionReason.ACTIVATED, TODAY)
    found = [
        (
            one.taken_over,
            str(one.valid_from),
            one.contract.fixed_sum and one.contract.fixed_sum.annual_amount_cents,
            one.contract.agreements[0].norm,
        )
        for one in slices
    ]
    assert found == [
        (True, "2015-01-01", 650_000_000, "7.0"),
        (True, "2016-01-01", 700_000_000, "6.5"),
        (False, "2017-01-01", 700_000_000, "7.0"),
    ]
    assert [one.advance_cents for one in slices[0].contract.yearly_funding] == [617_500_000]
    assert contract.taken_over is not None and contract.taken_over.slices == 2
    assert "contract.taken-over" in [step.sentence for step in why.steps]


@pytest.mark.rule("R-C08")
def test_a_history_with_faults_is_refused_with_all_of_them() -> None:
    """It starts elsewhere, ends before it begins, says nothing, and leaves a gap."""
    first, second = HISTORY.slices
    wrong = [
        replace(first, valid_from=date(2015, 2, 1), valid_until=date(2015, 1, 31)),
        replace(second, valid_from=date(2016, 3, 1), agreements=None),
    ]
    with pytest.raises(rules.HistoryContradictory) as refused:
        rules.draft(
            terms(start_date=date(2015, 1, 1), history=replace(HISTORY, slices=wrong)), AROUND, OWNER, None
        )
    errors: tuple[FieldError, ...] = refused.value.errors
    assert [(one.location, one.code) for one in errors] == [
        ("#/history/slices/0/validFrom", "history-starts-elsewhere"),
        ("#/history/slices/0/validUntil", "period-reversed"),
        ("#/history/slices/1", "nothing-different"),
        ("#/history/slices/1/validFrom", "history-with-gap"),
    ]
    with pytest.raises(rules.HistoryContradictory):
        rules.draft(terms(start_date=None, history=HISTORY), AROUND, OWNER, None)


def test_what_differs_is_told_by_pointer_and_nothing_about_how_it_came() -> None:
    """The end and an option; not the version, the parties or the next move."""
    before = active()
    move = rules.exercise(before, 1, rules.Evidence(), TODAY + timedelta(days=1))
    told = {one.pointer: (one.before, one.after) for one in rules.differences(before, move.contract)}
    assert told == {
        "/extensionOptions/0/exercised": ("false", "true"),
        "/extensionOptions/0/decidedOn": (None, "2026-01-02"),
        "/endDate": ("2029-12-31", "2031-12-31"),
    }
