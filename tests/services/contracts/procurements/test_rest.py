"""Procurements over HTTP: every model from draft to award, and what fixes them (N-40, F-30, R-C40 … R-C44)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import Bid, PhaseConclusion, Procurement, ProcurementChange
from shared.values.arrangements import ProcurementModel
from tests.services.contracts.procuring import (
    BY_INDICATOR,
    DEMAND,
    PREFERRED,
    QUALITY,
    Market,
    criterion,
    found,
)
from tests.services.contracts.tariffs.examples import ELEMENTS, agreed
from tests.support.tenants import Tenant, new_tenant

MEETS: dict[str, Any] = {"admissionAnswers": [{"criterion": 1, "meets": True}]}
FORMS = {
    "administrative": "covenant",
    "policyDriven": "subsidy",
    "subsidyTender": "subsidy",
    "classicSubsidy": "subsidy",
}
SIMPLE = [one.value for one in ProcurementModel if one is not ProcurementModel.MINI_COMPETITION]


def offer(model: str, price: str) -> dict[str, Any]:
    """A bid that fits a model."""
    if model in ("zeeland", "administrative"):
        return MEETS
    if model == "catalogue":
        return {"capacity": 4, "awardAnswers": [{"criterion": 1, "value": "8"}]}
    return {"price": price, "waitingDays": 10, "satisfaction": "7", "clientPreference": True}


def assessed(model: str, *bids: tuple[Bid, str]) -> list[dict[str, Any]]:
    """The scores that assessors give where the model has them."""
    weighs = model in ("dialogue", "perClient", "classicTender", "policyDriven", "subsidyTender")
    return [found(bid, 1, score) for bid, score in bids] if weighs else []


@pytest.mark.rule("N-40")
@pytest.mark.parametrize("model", SIMPLE)
async def test_every_model_goes_from_draft_to_a_draft_contract(market: Market, model: str) -> None:
    """Draft, publication, bids, closing, scoring, award: the contract names its model and has the form of it (A-13.14)."""
    procurement = await market.publish(model)
    assert (procurement.state, procurement.model, procurement.version) == ("published", model, 2)
    single = model in ("oneToOne", "classicSubsidy")
    if model == "dialogue":
        await market.client().conclude_phase(procurement.id, PhaseConclusion(number=1))
    first = await market.bid(procurement, 0, **offer(model, "58"))
    others = [] if single else [await market.bid(procurement, 1, **offer(model, "61"))]
    scores = assessed(model, (first, "80"), *((one, "60") for one in others))
    awarded = await market.award(procurement, *scores)
    wins = 2 if model in ("zeeland", "administrative", "catalogue") else 1
    assert (awarded.state, len(awarded.awards), awarded.awards[0].rank) == ("awarded", wins, 1)
    assert {first.id, *(one.id for one in others)} >= {one.bid_id for one in awarded.awards}
    contract = await market.client().contract(awarded.awards[0].contract_id)
    assert (contract.state, contract.legal_form) == ("draft", FORMS.get(model, "contract"))
    assert contract.provider == awarded.awards[0].provider == market.providers[0] or wins == 2
    assert contract.arrangement is not None and contract.arrangement.procurement_model == model
    assert contract.number == f"INK-{model}-1" and contract.product_codes == ["02A03"]
    assert contract.funding_agreements == []
    assert (await market.client(contract.provider).contract(contract.id)).id == contract.id


@pytest.mark.rule("R-C40")
async def test_of_twelve_bidders_the_nine_that_meet_all_are_contracted(house: Any) -> None:
    """9 of 12 bidders meet all → 9 contracts, at the tariff of the specification, of which a bid names none."""
    market = Market(await new_tenant(house, date(2026, 1, 1), providers=12))
    await market.register(*market.providers)
    procurement = await market.publish(
        "zeeland", admissionCriteria=[*DEMAND, {"number": 2, "name": "Tarief"}]
    )
    priced = await market.ask(
        "POST", f"/procurements/{procurement.id}/bids", oin=market.providers[0], json={"price": "50"}
    )
    assert (priced.status_code, priced.json()["errors"][0]["code"]) == (409, "price-fixed")
    for number in range(12):
        answers = [{"criterion": 1, "meets": True}, {"criterion": 2, "meets": number < 9}]
        await market.bid(procurement, number, admissionAnswers=answers)
    awarded = await market.award(procurement)
    assert sorted(one.provider for one in awarded.awards) == sorted(market.providers[:9])
    assert {(one.rank, one.total) for one in awarded.awards} == {(1, None)}
    contracts = {one.contract_id for one in awarded.awards}
    assert len(contracts) == 9
    tariffs = await market.client().tariffs(productCode="02A03")
    assert {one.contract_id for one in tariffs} == contracts and len(tariffs) == 9
    assert {(one.amount, one.unit, one.valid_from) for one in tariffs} == {
        ("58.20", "hour", date(2026, 7, 1))
    }
    why = await market.ask("GET", f"/procurements/{procurement.id}/derivation")
    assert why.json()["steps"][-1]["sentence"] == (
        "De tarieven van het bestek gelden in elk van de 9 contracten: 02A03 € 58.20 per hour."
    )
    out = (await market.client(market.providers[11]).bids())[0]
    assert out.state == "notAwarded" and out.outcome is not None and out.outcome.unmet == [2]


@pytest.mark.rule("R-C41")
async def test_dynamic_selection_weighs_four_measures_exactly(market: Market) -> None:
    """Weights 30/30/20/20: A 80/70/100/60 = 77.0, B 90/85/0/80 = 68.5 → A; the loser reads both, not A's contents."""
    procurement = await market.publish("dynamicSelection")
    mine = await market.bid(
        procurement, 0, waitingDays=10, satisfaction="7", clientPreference=True, price="40"
    )
    lost = await market.bid(
        procurement, 1, waitingDays=5, satisfaction="8.5", clientPreference=False, price="20"
    )
    awarded = await market.award(procurement)
    assert [(one.bid_id, one.total) for one in awarded.awards] == [(mine.id, "77.0")]
    loser = market.client(market.providers[1])
    told = await loser.bid(lost.id)
    assert told.outcome is not None and (told.outcome.total, told.outcome.rank) == ("68.5", 2)
    assert [one.score for one in told.outcome.scores] == ["90.0", "85.0", "0.0", "80.0"]
    assert [one.points for one in told.outcome.scores] == ["27.0", "25.5", "0.0", "16.0"]
    steps = (await loser.bid_derivation(lost.id)).steps
    assert {one.rule for one in steps} == {"R-C41"} and "77.0" in steps[-1].sentence
    seen = await loser.procurement(procurement.id)
    assert seen.awards == awarded.awards and seen.standstill_until == awarded.standstill_until
    with pytest.raises(Refusal) as refused:
        await loser.bid(mine.id)
    assert refused.value.status == 404
    assert [one.id for one in await loser.bids(procurementId=procurement.id)] == [lost.id]


@pytest.mark.rule("R-C42")
@pytest.mark.rule("R-C64")
async def test_an_auction_is_won_by_the_lowest_price_among_who_is_admitted(market: Market) -> None:
    """58, 55, 61 → 55; the 40 of who does not meet the demand counts for nothing; 55 is below the real price: a remark."""
    procedure = {
        "model": "auction", "caseReference": "v-1", "productCode": "02A03", "unit": "hour", "realPrice": "56.50",
    }  # fmt: skip
    procurement = await market.publish("auction", procedure=procedure, admissionCriteria=DEMAND)
    for number, price in enumerate(("58", "55", "61")):
        await market.bid(procurement, number, price=price, **MEETS)
    await market.bid(procurement, 3, price="40")
    awarded = await market.award(procurement)
    assert [(one.provider, one.total) for one in awarded.awards] == [(market.providers[1], "55.0")]
    opened = {one.bidder: one for one in await market.client().bids(procurementId=procurement.id)}
    remarks = {oin: one.outcome.remarks for oin, one in opened.items() if one.outcome is not None}
    assert [remarks[oin] for oin in market.providers[:4]] == [[], ["belowRealPrice"], [], []]
    places = [one.outcome.rank for oin in market.providers[:4] if (one := opened[oin]).outcome is not None]
    assert places == [2, 1, 3, None]


@pytest.mark.rule("R-C44")
async def test_a_mini_competition_is_for_who_is_inside_the_framework_by_its_criteria(market: Market) -> None:
    """The criteria are those of the framework and no others; an outsider's bid is refused, an insider's wins."""
    call_off = [
        criterion(1, "waitingTime", 7000, best="0", worst="100"),
        criterion(2, "price", 3000, best="0", worst="100"),
    ]
    framework = await market.publish(
        "classicTender", legalForm="framework", maximumWinners=2,
        procedure={"model": "classicTender", "callOffCriteria": call_off},
    )  # fmt: skip
    bids = [await market.bid(framework, number, price="50") for number in range(3)]
    awarded = await market.award(framework, *(found(bid, 1, str(90 - n)) for n, bid in enumerate(bids)))
    assert [one.provider for one in awarded.awards] == market.providers[:2]
    early = await market.draft("miniCompetition", framework.id, closesAt="2026-01-03T09:00:00Z")
    empty = await market.ask("POST", f"/procurements/{early.id}/publication")
    assert (empty.status_code, empty.json()["code"], empty.json()["rule"]) == (
        409,
        "framework-refused",
        "R-C44",
    )
    await _into_force(market, awarded)
    other = await market.draft(
        "miniCompetition",
        framework.id,
        number="INK-3",
        awardCriteria=QUALITY,
        closesAt="2026-01-03T09:00:00Z",
    )
    refused = await market.ask("POST", f"/procurements/{other.id}/publication")
    assert [one["code"] for one in refused.json()["errors"]] == ["criteria-differ"]
    mini = await market.client().publish_procurement(early.id)
    assert [one.weight_basis_points for one in mini.award_criteria] == [7000, 3000]
    assert mini.invited == sorted(market.providers[:2])
    outside = await market.ask(
        "POST", f"/procurements/{mini.id}/bids", oin=market.providers[2], json={"price": "1"}
    )
    assert (outside.status_code, outside.json()["code"], outside.json()["rule"]) == (
        409,
        "bidder-outside",
        "R-C44",
    )
    slow = await market.bid(mini, 0, waitingDays=80, price="10")
    quick = await market.bid(mini, 1, waitingDays=20, price="50")
    await market.next_day()
    done = await market.award(mini)
    assert [(one.bid_id, one.total) for one in done.awards] == [(quick.id, "71.0")]
    lost = (await market.client(market.providers[0]).bid(slow.id)).outcome
    assert lost is not None and lost.total == "41.0"


async def _into_force(market: Market, framework: Procurement) -> None:
    """The framework contracts with their funding, signed by both sides."""
    fee = {"number": 1, "form": "production", "productCodes": ["02A03"], "motivation": "op- en afschalen"}
    await agreed(market.tenant, productCode="02A03", costElements=ELEMENTS)
    for one in framework.awards:
        contract = await market.client().contract(one.contract_id)
        patched = await market.ask(
            "PATCH",
            f"/contracts/{contract.id}",
            json={"fundingAgreements": [fee]},
            headers={"If-Match": '"1"'},
        )
        assert patched.status_code == 200, patched.text
        offered = await market.ask("POST", f"/contracts/{contract.id}/offer")
        assert offered.status_code in (200, 404), offered.text
        await market.client().sign(contract.id)
        await market.client(one.provider).sign(contract.id)


@pytest.mark.rule("F-30")
async def test_nothing_changes_after_publication_and_a_correction_is_a_new_procedure(market: Market) -> None:
    """PATCH, PUT under the reference and a second publication are refused with F-30; withdrawn, a new one replaces it."""
    procurement = await market.publish("classicTender", externalReference="ink/1")
    patch = ProcurementChange(maximum_winners=2)
    with pytest.raises(Refusal) as refused:
        await market.client().change_procurement(procurement.id, procurement.version, patch)
    assert (refused.value.code, refused.value.problem["rule"]) == ("procurement-criteria-fixed", "F-30")
    body = market.body("classicTender", maximumWinners=3)
    put = await market.ask("PUT", "/procurements/by-reference/ink/1", json=body)
    assert (put.status_code, put.json()["code"]) == (409, "procurement-criteria-fixed")
    again = await market.ask("POST", f"/procurements/{procurement.id}/publication")
    assert (again.status_code, again.json()["code"]) == (409, "procurement-state-refused")
    gone = await market.client().withdraw_procurement(procurement.id, "Een gewicht was verkeerd.")
    assert gone.state == "withdrawn"
    new = await market.publish("classicTender", number="INK-2", replacesId=str(procurement.id))
    assert new.replaces_id == procurement.id and new.state == "published"
    assert await market.client().procurement(procurement.id) == gone


@pytest.mark.rule("F-30")
async def test_weights_sum_to_the_whole_and_every_fault_is_told_at_once(market: Market) -> None:
    """A procedure with weights of 90 %, no closing moment and an unfit form is refused with all three, and stays a draft."""
    criteria = [criterion(1, "quality", 5000, "assessed"), criterion(2, "price", 4000, best="40", worst="80")]
    draft = await market.draft("classicTender", awardCriteria=criteria, closesAt=None, legalForm="subsidy")
    refused = await market.ask("POST", f"/procurements/{draft.id}/publication")
    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "procurement-incomplete")
    assert {one["code"] for one in told["errors"]} == {"weights-sum", "closing-missing", "legal-form-other"}
    assert {one["location"] for one in told["errors"]} == {"#/awardCriteria", "#/closesAt", "#/legalForm"}
    mended = ProcurementChange.model_validate(
        {"awardCriteria": QUALITY, "closesAt": "2026-01-02T09:00:00Z", "legalForm": None}
    )
    changed = await market.client().change_procurement(draft.id, 1, mended)
    assert (changed.version, changed.legal_form) == (2, "contract")
    assert (await market.client().publish_procurement(draft.id)).state == "published"


@pytest.mark.parametrize(
    ("model", "change", "code"),
    [
        ("zeeland", {"admissionCriteria": []}, "admission-missing"),
        ("zeeland", {"awardCriteria": QUALITY}, "criteria-unexpected"),
        ("zeeland", {"maximumWinners": 3}, "winners-all"),
        ("dynamicSelection", {"awardCriteria": QUALITY}, "measure-missing"),
        ("dynamicSelection", {"openness": "invited"}, "openness-other"),
        ("administrative", {"legalForm": "contract"}, "legal-form-other"),
        ("dialogue", {"maximumWinners": None}, "winners-missing"),
        ("catalogue", {"awardCriteria": QUALITY}, "indicator-missing"),
        ("catalogue", {"lots": [{"number": 1, "name": "Noord"}]}, "lots-unexpected"),
        ("oneToOne", {"invited": []}, "invited-missing"),
        ("perClient", {"awardCriteria": []}, "criteria-missing"),
        ("classicTender", {"awardCriteria": [{**PREFERRED, "measure": "quality", "weightBasisPoints": 10000}]}, "method-unfit"),
        ("auction", {"awardCriteria": QUALITY}, "criteria-unexpected"),
        ("policyDriven", {"legalForm": "contract"}, "legal-form-other"),
        ("subsidyTender", {"awardCriteria": []}, "criteria-missing"),
        ("classicSubsidy", {"openness": "open"}, "openness-other"),
        ("classicTender", {"closesAt": "2026-01-01T10:00:00Z"}, "closing-passed"),
        ("zeeland", {"tieRule": "lowestPrice"}, "tie-rule-priceless"),
    ],
)  # fmt: skip
@pytest.mark.rule("N-40")
async def test_each_model_refuses_what_is_not_of_it(
    market: Market, model: str, change: dict[str, Any], code: str
) -> None:
    """What a model needs and lacks, or has and forbids, is named by its code at publication."""
    draft = await market.draft(model, **change)
    refused = await market.ask("POST", f"/procurements/{draft.id}/publication")
    assert (refused.status_code, refused.json()["code"]) == (409, "procurement-incomplete")
    assert code in {one["code"] for one in refused.json()["errors"]}


@pytest.mark.rule("A-13.4")
async def test_a_dialogue_goes_on_without_who_dropped_out(market: Market) -> None:
    """Phases in their order; who dropped out bids no more and sees of the others who did nothing; then the opening."""
    procurement = await market.publish("dialogue")
    wrong = await market.ask("POST", f"/procurements/{procurement.id}/phase-conclusions", json={"number": 2})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "procurement-phase-refused")
    early = await market.bid(procurement, 2, price="1")
    conclusion = PhaseConclusion(number=1, dropped_out=market.providers[2:4], outcome="Met twee verder.")
    done = await market.client().conclude_phase(procurement.id, conclusion)
    assert done.concluded_phases[0].dropped_out == sorted(market.providers[2:4])
    seen = await market.client(market.providers[0]).procurement(procurement.id)
    assert seen.concluded_phases[0].dropped_out == []
    out = await market.ask(
        "POST", f"/procurements/{procurement.id}/bids", oin=market.providers[3], json={"price": "1"}
    )
    assert (out.status_code, out.json()["code"]) == (409, "bidder-dropped-out")
    stays = await market.bid(procurement, 0, price="60")
    awarded = await market.award(procurement, found(stays, 1, "50"))
    assert [one.bid_id for one in awarded.awards] == [stays.id]
    assert [one.id for one in await market.client().bids()] == [stays.id]
    assert (await market.client(market.providers[2]).bid(early.id)).state == "sealed"


async def test_lots_are_ranked_and_awarded_apart(market: Market) -> None:
    """Each lot has its own winner, its own product and its own contract; a bid names its lot."""
    lots = [
        {"number": 1, "name": "Noord", "productCodes": ["01A03"]},
        {"number": 2, "name": "Zuid", "productCodes": ["02A03"]},
    ]
    procurement = await market.publish("classicTender", lots=lots)
    nowhere = await market.ask(
        "POST", f"/procurements/{procurement.id}/bids", oin=market.providers[0], json={"price": "50"}
    )
    assert [one["code"] for one in nowhere.json()["errors"]] == ["lot-unknown"]
    north = await market.bid(procurement, 0, lot=1, price="50")
    south = [await market.bid(procurement, number, lot=2, price="50") for number in (0, 1)]
    awarded = await market.award(
        procurement, found(north, 1, "10"), found(south[0], 1, "60"), found(south[1], 1, "70")
    )
    assert [(one.lot, one.bid_id) for one in awarded.awards] == [(1, north.id), (2, south[1].id)]
    codes = [(await market.client().contract(one.contract_id)).product_codes for one in awarded.awards]
    assert codes == [["01A03"], ["02A03"]]


@pytest.mark.rule("A-13.12")
async def test_a_subsidy_ceiling_ends_the_award(market: Market) -> None:
    """Ceiling 100,000: ranks 1 and 2 ask 60,000 and 40,000 and win; rank 3 asks 1 and does not fit any more."""
    procedure = {
        "model": "subsidyTender",
        "activities": [{"number": 1, "name": "Buurt"}],
        "ceilingCents": 10_000_000,
    }
    only = [criterion(1, "quality", 10000, "assessed")]
    procurement = await market.publish(
        "subsidyTender", procedure=procedure, awardCriteria=only, maximumWinners=None
    )
    bids = [await market.bid(procurement, n, price=price) for n, price in enumerate(("60000", "40000", "1"))]
    scores = [found(bid, 1, str(90 - 30 * n)) for n, bid in enumerate(bids)]
    awarded = await market.award(procurement, *scores)
    assert {one.bid_id for one in awarded.awards} == {bids[0].id, bids[1].id}


async def test_scores_of_assessors_are_complete_and_theirs_to_give(market: Market) -> None:
    """A missing score, one above 100, one for a computed criterion and one for a stranger's bid are all told at once."""
    procurement = await market.publish("classicTender")
    first, second = await market.bid(procurement, 0, price="50"), await market.bid(procurement, 1, price="50")
    await market.close(procurement)
    wrong = [
        found(first, 1, "101"),
        found(first, 2, "50"),
        {**found(first, 1, "5"), "bidId": str(procurement.id)},
    ]
    refused = await market.ask("POST", f"/procurements/{procurement.id}/scoring", json={"assessments": wrong})
    told = {one["code"] for one in refused.json()["errors"]}
    assert told == {"score-outside", "criterion-not-assessed", "bid-unknown", "score-missing"}
    await market.score(procurement, found(first, 1, "50"), found(second, 1, "60"))
    again = await market.score(procurement, found(first, 1, "70"), found(second, 1, "60", "Mager plan."))
    assert again.state == "ranked"
    assert (await market.client(market.providers[1]).bid(second.id)).outcome is None
    awarded = await market.client().award_procurement(procurement.id)
    assert awarded.awards[0].bid_id == first.id
    told_loser = (await market.client(market.providers[1]).bid(second.id)).outcome
    assert told_loser is not None and told_loser.scores[0].motivation == "Mager plan."


async def test_who_sees_a_procedure(market: Market, tenant_on: Any) -> None:
    """A draft nobody; an open one every registered provider, later ones too; an invitation who is invited; strangers never."""
    draft = await market.draft("classicTender", number="INK-1")
    open_ = await market.publish("classicTender", number="INK-2")
    invited = await market.publish("oneToOne", number="INK-3")
    first, other, stranger = market.providers[0], market.providers[1], market.providers[5]
    assert [one.id for one in await market.client(first).procurements()] == [open_.id, invited.id]
    assert [one.id for one in await market.client(other).procurements()] == [open_.id]
    assert await market.client(stranger).procurements() == []
    await market.register(stranger)
    assert [one.id for one in await market.client(stranger).procurements()] == [open_.id]
    assert (await market.client(stranger).procurement(open_.id)).invited == []
    elsewhere: Tenant = await tenant_on(date(2026, 1, 1))
    for oin in (elsewhere.owner, elsewhere.providers[0]):
        for one in (draft, open_, invited):
            answer = await elsewhere.ask("contracts", "GET", f"/procurements/{one.id}", oin=oin)
            assert answer.status_code == 404
    await market.client().withdraw_procurement(draft.id, "Niet nodig.")
    assert draft.id not in {one.id for one in await market.client(first).procurements()}
    denied = await market.ask("POST", f"/procurements/{open_.id}/opening", oin=first)
    assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")


async def test_a_reference_makes_one_procedure(market: Market) -> None:
    """Under one reference the same terms give what is there, other terms change the draft; over POST they are refused."""
    body = market.body("classicTender")
    made = await market.ask("PUT", "/procurements/by-reference/ink/7", json=body)
    again = await market.ask("PUT", "/procurements/by-reference/ink/7", json=body)
    assert (made.status_code, again.status_code) == (201, 200) and made.json() == again.json()
    other = await market.ask("PUT", "/procurements/by-reference/ink/7", json={**body, "maximumWinners": 4})
    assert (other.json()["version"], other.json()["maximumWinners"]) == (2, 4)
    posted = await market.ask("POST", "/procurements", json={**body, "externalReference": "ink/7"})
    assert (posted.status_code, posted.json()["code"]) == (409, "external-reference-used")
    known = await market.ask("POST", "/procurements", json={**body, "number": "INK-8"})
    used = await market.ask("POST", "/procurements", json={**body, "number": "INK-8"})
    assert (known.status_code, used.json()["code"]) == (201, "procurement-number-used")
    found_ = await market.client().procurements(externalReference="ink/7")
    assert [one.number for one in found_] == [body["number"]]
    filtered = await market.client().procurements(
        procurementModel="classicTender", closesTo="2026-01-03T00:00:00Z"
    )
    assert len(filtered) == 2 and await market.client().procurements(state="awarded") == []


@pytest.mark.rule("R-C43")
async def test_the_derivation_of_a_procedure_tells_no_bid(market: Market) -> None:
    """While bids are only ranked a provider reads of the procedure what was fixed; at the award who won with how much."""
    procurement = await market.publish("catalogue", awardCriteria=BY_INDICATOR)
    await market.bid(procurement, 0, capacity=1, awardAnswers=[{"criterion": 1, "value": "8.25"}])
    await market.bid(procurement, 1, capacity=2, awardAnswers=[{"criterion": 1, "value": "9"}])
    await market.close(procurement)
    await market.score(procurement)
    provider = market.client(market.providers[0])
    ranked = await provider.procurement_derivation(procurement.id)
    assert [one.rule for one in ranked.steps] == ["F-30"]
    assert [one.rule for one in (await market.client().procurement_derivation(procurement.id)).steps] == [
        "R-C43"
    ]
    await market.client().award_procurement(procurement.id)
    (told,) = (await provider.procurement_derivation(procurement.id)).steps
    assert (
        told.inputs["winners"] == [market.providers[1], market.providers[0]] and told.result == "90.0, 82.5"
    )
