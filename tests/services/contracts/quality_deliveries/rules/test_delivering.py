"""Which lines fit, and what they come to beside those that are known, decided without I/O."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules.agreed import PartyShare
from services.contracts.contracts.rules.conditions import Conditions, QualityDemand
from services.contracts.quality_deliveries import rules
from services.contracts.quality_deliveries.rules import Delivery
from shared.values import new_id
from shared.values.arrangements import QualityDemandKind, Unit
from tests.services.contracts import examples

TODAY = date(2026, 7, 1)
HOURS = QualityDemand(
    number=1, kind=QualityDemandKind.MINIMUM_HOURS, description="Tien uur", minimum="10", unit=Unit.HOUR
)
CONTRACT = examples.active(conditions=Conditions(quality_demands=[HOURS]))


def line(trajectory: str = "TR-1", value: str = "7", reference: str | None = None) -> Delivery:
    """Hours in one trajectory in January."""
    return Delivery(
        id=new_id(), owner=examples.OWNER, external_reference=reference, parties=[examples.LEAD],
        contract_id=CONTRACT.id, provider=examples.LEAD, demand_number=1, product_code="01A03",
        trajectory_reference=trajectory, period_from=date(2026, 1, 1), period_until=date(2026, 1, 31), value=value,
    )  # fmt: skip


@pytest.mark.rule("R-C32")
def test_a_line_takes_the_unit_of_its_demand() -> None:
    """Hours, whether the line says so or nothing."""
    for unit in (None, Unit.HOUR):
        (fitting,) = rules.admit(CONTRACT, [replace(line(), unit=unit)], TODAY)
        assert fitting.unit is Unit.HOUR


@pytest.mark.rule("R-C32")
def test_a_contract_that_is_not_in_force_takes_no_lines() -> None:
    """Signed is not in force."""
    signed = examples.signed(conditions=Conditions(quality_demands=[HOURS]))
    with pytest.raises(rules.QualityDeliveriesRefused) as refused:
        rules.admit(signed, [line()], TODAY)
    assert [one.code for one in refused.value.errors] == ["contract-not-in-force"]


@pytest.mark.rule("R-C32")
def test_a_reference_names_one_line() -> None:
    """Neither one that stands already elsewhere, nor the same for two lines of a list."""
    other = line("TR-9", reference="q/1")
    with pytest.raises(rules.QualityDeliveriesRefused) as refused:
        rules.enter("C-1", {}, {"q/1": other.key}, [line(reference="q/1")])
    assert [one.location for one in refused.value.errors] == ["#/deliveries/0/externalReference"]
    with pytest.raises(rules.QualityDeliveriesRefused):
        rules.enter("C-1", {}, {}, [line(reference="q/2"), line("TR-2", reference="q/2")])


@pytest.mark.rule("R-C32")
@given(
    lists=st.lists(
        st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("789")), min_size=1, max_size=5),
        max_size=5,
    )
)
def test_after_any_lists_each_trajectory_says_what_was_told_last(
    lists: list[list[tuple[str, str]]],
) -> None:
    """A refused list changes nothing; what stands has one row a trajectory, and a version for each value that it had."""
    known: dict[object, Delivery] = {}
    values: dict[str, list[str]] = {}
    for given_ in lists:
        lines = [line(trajectory, value) for trajectory, value in given_]
        try:
            entry = rules.enter("C-1", dict(known), {}, lines)  # type: ignore[arg-type]
        except rules.QualityDeliveriesRefused:
            assert len(dict(given_)) < len(set(given_))
            continue
        for one in (*entry.registered, *entry.changed):
            known[one.key] = one
        for trajectory, value in given_:
            had = values.setdefault(trajectory, [])
            if had[-1:] != [value]:
                had.append(value)
    assert {one.trajectory_reference: (one.value, one.version) for one in known.values()} == {
        trajectory: (had[-1], len(had)) for trajectory, had in values.items()
    }


def test_the_provider_that_is_paid_and_the_members_deliver() -> None:
    """The purchaser and the auditor do not."""
    assert rules.provider_of(CONTRACT, (examples.LEAD,)) == examples.LEAD
    for organisations in ((examples.OWNER,), (examples.AUDITOR,), ()):
        with pytest.raises(rules.NotAProviderOfTheContract):
            rules.provider_of(CONTRACT, organisations)


def test_what_a_provider_delivered_is_seen_by_itself_and_the_purchasers() -> None:
    """A purchaser beside the owner sees it; another member of the consortium does not."""
    beside = "00000099000000000777"
    shared = replace(CONTRACT, co_purchasers=[PartyShare(oin=beside, weight=1)])
    assert rules.seen_by(CONTRACT, examples.LEAD) == [examples.LEAD]
    assert rules.seen_by(shared, examples.LEAD) == sorted([examples.LEAD, beside])
