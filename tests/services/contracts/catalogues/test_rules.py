"""Whom a client gets from a catalogue: its choice, or by rank with room once the term is over (R-C43)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.catalogues import rules
from services.contracts.catalogues.rules import Catalogue, CatalogueEntry, NotInCatalogue
from shared.values.derivation import render
from shared.values.procurements import AssignmentOrigin

PROVIDERS = [f"0000009900000000100{number}" for number in range(1, 5)]
OFFERED = date(2026, 1, 5)


def catalogue(*free: int) -> Catalogue:
    """A catalogue of as many providers, in rank order, with this much room."""
    entries = [
        CatalogueEntry(rank=n, provider=oin, total=f"{90 - n}.0", capacity=room, contract_id=uuid4())
        for n, (oin, room) in enumerate(zip(PROVIDERS, free, strict=False), 1)
    ]
    return Catalogue(
        id=uuid4(), owner="00000099000000000484", parties=PROVIDERS[: len(free)], procurement_id=uuid4(), name="C",
        product_codes=["02A03"], choice_term_days=5, entries=entries,
    )  # fmt: skip


@pytest.mark.rule("R-C43")
def test_no_choice_in_five_days_gives_rank_one_with_capacity() -> None:
    """Offered on 5 January: through 10 January the client chooses; from 11 January rank 1, or the next with room."""
    assert rules.assign(catalogue(1, 1), OFFERED, None, date(2026, 1, 10)).provider is None
    given_ = rules.assign(catalogue(1, 1), OFFERED, None, date(2026, 1, 11))
    assert (given_.provider, given_.rank, given_.origin) == (PROVIDERS[0], 1, AssignmentOrigin.BY_INDICATORS)
    full = rules.assign(catalogue(0, 3), OFFERED, None, date(2026, 1, 11))
    assert (full.provider, full.rank) == (PROVIDERS[1], 2)
    assert "plaats 2" in render(full.why.steps[-1], "nl")


@pytest.mark.rule("R-C43")
@given(free=st.lists(st.integers(0, 2), min_size=1, max_size=4), days=st.integers(0, 30))
def test_the_municipality_never_assigns_to_who_is_full_or_passes_over_a_better_place(
    free: list[int], days: int
) -> None:
    """For every capacity and day: nobody within the term; after it the best place with room, or nobody when all is full."""
    found = rules.assign(catalogue(*free), OFFERED, None, OFFERED + timedelta(days=days))
    first = next((n for n, room in enumerate(free, 1) if room), None)
    assert found.rank == (None if days <= 5 else first)
    assert (found.origin is None) == (found.provider is None)


@pytest.mark.rule("R-C43")
def test_the_choice_of_the_client_goes_before_everything() -> None:
    """Also in the term, also who is full; who does not stand in the catalogue cannot be chosen."""
    found = rules.assign(catalogue(1, 0), OFFERED, PROVIDERS[1], OFFERED)
    assert (found.provider, found.origin) == (PROVIDERS[1], AssignmentOrigin.CLIENT_CHOICE)
    with pytest.raises(NotInCatalogue):
        rules.assign(catalogue(1), OFFERED, PROVIDERS[3], OFFERED)


def test_capacity_changes_for_who_is_named_and_the_order_stays() -> None:
    """A new version with that capacity; the same capacity is no new version; a stranger is named."""
    known = catalogue(1, 2)
    after = rules.with_capacities(known, [(PROVIDERS[1], 7)])
    assert [one.capacity for one in after.entries] == [1, 7] and after.version == 2
    assert [one.rank for one in after.entries] == [1, 2]
    assert rules.with_capacities(known, [(PROVIDERS[0], 1)]) == known
    with pytest.raises(NotInCatalogue) as refused:
        rules.with_capacities(replace(known), [(PROVIDERS[0], 1), (PROVIDERS[3], 1)])
    assert [one.location for one in refused.value.errors] == ["#/capacities/1/provider"]
