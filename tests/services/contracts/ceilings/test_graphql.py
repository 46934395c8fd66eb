"""Ceilings in the graph: agreed, checked, shifted and revised as over REST."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.ceilings.test_rest import level_one, of_population
from tests.services.contracts.conftest import Ready

AGREE = """mutation ($new: NewCeiling!) { agreeCeiling(new: $new) {
  id version activeLimits exemptCareTypes { name } remarks { code textEn } derivation { steps { rule } } } }"""
SHIFT = """mutation ($id: UUID!, $shift: NewCeilingShift!) { shiftCeilingLines(id: $id, shift: $shift, version: 1) {
  version teamCents secondLineCents } }"""
REVISE = """mutation ($id: UUID!, $terms: NewCeilingTerms!, $v: Int) {
  reviseCeiling(id: $id, terms: $terms, version: $v) { version amountCents } }"""
CHECK = """query ($id: UUID!, $counters: NewCeilingCounters!) { ceiling(id: $id) { name check(counters: $counters) {
  breached warning remainingCents usedBasisPoints steps breaches { limit counted } } }
  ceilings(year: 2026) { nodes { id } } }"""


@pytest.mark.rule("R-C22")
async def test_a_ceiling_is_agreed_and_counters_are_checked(ready: Ready) -> None:
    """The 61st citizen under option 2, with the steps in words."""
    made = await ready.graph(AGREE, key="a", new=level_one(ready, option="budgetCitizens"))
    ceiling = made["data"]["agreeCeiling"]
    assert ceiling["activeLimits"] == ["budget", "citizens"]
    assert ceiling["derivation"]["steps"] == [{"rule": "R-C21"}, {"rule": "R-C26"}]
    counters = {"countedOn": "2026-06-30", "spentCents": 10_000_000, "citizens": 61}
    shown = (await ready.graph(CHECK, oin=ready.lead, id=ceiling["id"], counters=counters))["data"]
    assert shown["ceiling"]["check"]["breaches"] == [{"limit": "citizens", "counted": "61"}]
    assert (shown["ceiling"]["check"]["remainingCents"], shown["ceiling"]["check"]["usedBasisPoints"]) == (
        40_000_000,
        10_167,
    )
    assert shown["ceiling"]["check"]["steps"][0] == "Grens citizens: 61 is meer dan 60."
    assert shown["ceilings"]["nodes"] == [{"id": ceiling["id"]}]


@pytest.mark.rule("R-C23")
async def test_lines_are_shifted_and_terms_revised_on_the_version_read(ready: Ready) -> None:
    """Level 3 shifts; the same version again is old; a revision of terms is the next version."""
    made = await ready.graph(AGREE, key="a", new=of_population(ready, "populationAllLines"))
    id_ = made["data"]["agreeCeiling"]["id"]
    shift = {"fromLine": "secondLine", "toLine": "team", "amountCents": 30_000_000}
    moved = await ready.graph(SHIFT, key="s", id=id_, shift=shift)
    assert moved["data"]["shiftCeilingLines"] == {
        "version": 2, "teamCents": 280_000_000, "secondLineCents": 320_000_000,
    }  # fmt: skip
    old = await given.refusal(ready.tenant, SHIFT, key="t", id=id_, shift=shift)
    assert (old["code"], old["status"]) == ("if-match-outdated", 412)
    terms = of_population(ready, "populationAllLines", amountCents=700_000_000, teamCents=350_000_000)
    revised = await ready.graph(REVISE, key="r", id=id_, terms=terms, v=2)
    assert revised["data"]["reviseCeiling"] == {"version": 3, "amountCents": 700_000_000}
    refused = await given.refusal(ready.tenant, REVISE, key="x", id=id_, terms={**terms, "amountCents": 1})
    assert (refused["code"], refused["rule"]) == ("ceiling-refused", "R-C21")
