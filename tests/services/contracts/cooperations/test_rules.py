"""The three models of cooperation, and the powers of a host (N-37, R-C51)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.cooperations import rules
from services.contracts.cooperations.rules import (
    Cooperation,
    CooperationMember,
    MotiveArgument,
    WeightedFactor,
)
from services.contracts.power_transfers.rules import PowerTransfer
from shared.values import new_id
from shared.values.parties import (
    ChoiceFactor,
    CooperationBasis,
    CooperationForm,
    CooperationModel,
    CooperationMotive,
)
from shared.values.terms import Law

CENTRE, OTHER, THIRD, BUREAU = (f"00000099000000000{number}" for number in (484, 569, 114, 901))
MEMBERS = [
    CooperationMember(CENTRE, "0484"),
    CooperationMember(OTHER, "0569"),
    CooperationMember(THIRD, "0114"),
]
DAY = date(2026, 7, 1)
HOSTED = Cooperation(
    id=new_id(), version=1, owner=CENTRE, external_reference=None, parties=[], name="Samen",
    model=CooperationModel.ACCOUNT_HOLDER, host=CENTRE, legal_form=None, legal_basis=CooperationBasis.WGR,
    members=MEMBERS, factors=[WeightedFactor(ChoiceFactor.DECISION_POWER, 3)],
    motives=[MotiveArgument(CooperationMotive.AVAILABILITY)], valid_from=date(2026, 1, 1), valid_until=None,
)  # fmt: skip


def faults(**changes: Any) -> list[str]:
    """Where a cooperation with these changes is wrong."""
    with pytest.raises(rules.CooperationRefused) as met:
        rules.compose(replace(HOSTED, **changes))
    return [one.location for one in met.value.errors]


def transfer(owner: str, code: str, *laws: Law, **more: Any) -> PowerTransfer:
    """Powers of a municipality that the centre holds from 2026 on."""
    return PowerTransfer(
        id=new_id(), version=1, owner=owner, external_reference=None, parties=[owner, CENTRE],
        **{"holder": CENTRE, "municipality_code": code, "laws": list(laws), "valid_from": date(2026, 1, 1),
           "valid_until": None, **more},
    )  # fmt: skip


def test_complexity_rises_from_network_to_bureau() -> None:
    """Network 1, centre municipality 2, bureau 3 (N-37); members and host see it."""
    network = rules.compose(replace(HOSTED, model=CooperationModel.NETWORK, host=None))
    bureau = rules.compose(
        replace(HOSTED, model=CooperationModel.BUREAU, host=BUREAU, legal_form=CooperationForm.FOUNDATION)
    )
    assert [one.complexity for one in (network, rules.compose(HOSTED), bureau)] == [1, 2, 3]
    assert network.parties == sorted([CENTRE, OTHER, THIRD]) and BUREAU in bureau.parties


def test_host_form_and_lists_fit_the_model() -> None:
    """A network has no host, a centre municipality is a member, a bureau is none and has a form; nothing twice."""
    assert faults(model=CooperationModel.NETWORK) == ["#/host"]
    assert faults(host=BUREAU) == ["#/host"] == faults(host=None)
    assert faults(model=CooperationModel.BUREAU) == ["#/host", "#/legalForm"]
    assert faults(
        legal_form=CooperationForm.COMPANY,
        members=[*MEMBERS, MEMBERS[0]],
        factors=HOSTED.factors * 2,
        motives=HOSTED.motives * 2,
        valid_until=date(2025, 1, 1),
    ) == ["#/legalForm", "#/members/3", "#/factors/1", "#/motives/1", "#/validUntil"]


@pytest.mark.rule("R-C51")
def test_a_host_has_the_powers_that_were_transferred_on_the_day() -> None:
    """Youth only, from one member: for its Wmo and for the third member nothing; of itself the centre needs none."""
    told = rules.powers(HOSTED, [transfer(OTHER, "0569", Law.JEUGDWET)], DAY)
    assert [(one.laws, one.missing) for one in told.members] == [
        (list(Law), []),
        ([Law.JEUGDWET], [Law.WMO_2015]),
        ([], list(Law)),
    ]
    elsewhere = transfer(OTHER, "0569", Law.JEUGDWET, holder=BUREAU)
    ended = transfer(OTHER, "0569", Law.JEUGDWET, valid_until=date(2026, 6, 30))
    assert rules.powers(HOSTED, [elsewhere, ended], DAY).members[1].laws == []
    network = replace(HOSTED, model=CooperationModel.NETWORK, host=None)
    assert all(not one.laws and not one.missing for one in rules.powers(network, [], DAY).members)


@given(st.sets(st.sampled_from(Law)), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_a_law_is_transferred_or_missing(laws: set[Law], day: date) -> None:
    """Whatever was transferred and whatever the day: of each member each law is one of the two."""
    told = rules.powers(HOSTED, [transfer(OTHER, "0569", *laws)], day)
    for one in told.members:
        assert sorted([*one.laws, *one.missing]) == sorted(Law)
