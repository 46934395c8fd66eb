"""Tariffs in the graph: agreed, tried out, indexed, found on a day; refused as over REST."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.products.catalogue import registered
from tests.services.contracts.tariffs.examples import ELEMENTS, PATH, body
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

AGREE = """mutation ($new: NewTariff!) { agreeTariff(new: $new) {
  id version scope unit indexed amounts { validFrom amount origin } costElements { element amount }
  derivation { steps { rule } }
} }"""
CHANGE = """mutation ($id: UUID!, $change: TariffChange!, $v: Int) {
  changeTariff(id: $id, change: $change, version: $v) { version validUntil maximum indexed }
}"""
INDEX = "mutation ($id: UUID!) { indexTariff(id: $id) { version amounts { validFrom amount } } }"
REGISTER = "mutation ($new: NewTariffIndex!) { registerTariffIndex(new: $new) { id effectiveOn } }"
PRICE = "mutation ($new: NewRealPrice!) { registerRealPrice(new: $new) { id amount law } }"
ON = """query ($day: Date!, $quantity: String) {
  tariffOn(productCode: "02A15", day: $day, quantity: $quantity) { amount scope unitCode steps { rule sentence } }
}"""
PROJECT = """query ($new: NewTariff!) { tariffProjection(new: $new) {
  allowed realPrice amounts { validFrom amount } findings { rule code severity location } steps { rule }
} }"""
READ = """query ($t: UUID!, $i: UUID!, $p: UUID!) {
  tariff(id: $t) { productCode } tariffIndex(id: $i) { year source } realPrice(id: $p) { source }
  tariffFindings(id: $t) { code }
  tariffs(productCode: "02A15", validOn: "2026-06-01") { nodes { id } }
  tariffIndexes(year: 2027) { nodes { id } } realPrices(productCode: "02A15") { nodes { id } }
}"""


@pytest.mark.rule("R-C27")
@pytest.mark.rule("R-C28")
async def test_a_tariff_lives_in_the_graph(tenant: Tenant, house: House) -> None:
    """Tried out, agreed once per key, indexed by 3 %, found on a day, changed; its bearings beside it; a stranger sees nothing."""
    await registered(tenant)
    tried = await given.graph(tenant, PROJECT, new=body(path=PATH, costElements=ELEMENTS, indexed=False))
    told = tried["data"]["tariffProjection"]
    assert [one["amount"] for one in told["amounts"]] == ["50.00", "49.00", "48.02", "47.06"]
    assert (told["allowed"], told["realPrice"], told["findings"]) == (True, "46.04", [])
    made = await given.graph(tenant, AGREE, key="a", new=body(costElements=ELEMENTS))
    assert await given.graph(tenant, AGREE, key="a", new=body(costElements=ELEMENTS)) == made
    tariff = made["data"]["agreeTariff"]
    assert (tariff["scope"], tariff["indexed"], tariff["costElements"]) == ("general", True, ELEMENTS)
    index = await given.graph(
        tenant, REGISTER, key="i", new={"year": 2027, "basisPoints": 300, "source": "OVA"}
    )
    assert index["data"]["registerTariffIndex"]["effectiveOn"] == "2027-01-01"
    risen = await given.graph(tenant, INDEX, key="x", id=tariff["id"])
    assert risen["data"]["indexTariff"]["amounts"][1] == {"validFrom": "2027-01-01", "amount": "51.50"}
    on = (await given.graph(tenant, ON, day="2027-02-01"))["data"]["tariffOn"]
    assert (on["amount"], on["unitCode"], [one["rule"] for one in on["steps"]]) == (
        "51.50", "04", ["N-112", "N-112", "R-C27"],
    )  # fmt: skip
    price = await given.graph(
        tenant, PRICE, key="p",
        new={"municipalityCode": "0484", "productCode": "02A15", "law": "wmo2015", "amount": "46.04",
             "source": "Verordening", "validFrom": "2026-01-01"},
    )  # fmt: skip
    ids = {
        "t": tariff["id"],
        "i": index["data"]["registerTariffIndex"]["id"],
        "p": price["data"]["registerRealPrice"]["id"],
    }
    found = (await given.graph(tenant, READ, **ids))["data"]
    assert (found["tariff"]["productCode"], found["tariffIndex"]["year"], found["tariffFindings"]) == (
        "02A15",
        2027,
        [],
    )
    for name, key in (("tariffs", "t"), ("tariffIndexes", "i"), ("realPrices", "p")):
        assert found[name]["nodes"] == [{"id": ids[key]}]
    changed = await given.graph(
        tenant, CHANGE, key="c", id=tariff["id"], change={"validUntil": "2027-12-31", "maximum": "60"}, v=2
    )
    assert changed["data"]["changeTariff"] == {
        "version": 3, "validUntil": "2027-12-31", "maximum": "60", "indexed": True,
    }  # fmt: skip
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    for name, id_ in (("tariff", ids["t"]), ("tariffIndex", ids["i"]), ("realPrice", ids["p"])):
        met = await given.refusal(stranger, f'{{ {name}(id: "{id_}") {{ id }} }}')
        assert met["status"] == 404


@pytest.mark.rule("R-C64")
@pytest.mark.rule("R-C29")
async def test_rules_speak_in_the_graph_as_over_rest(tenant: Tenant) -> None:
    """Below the real price, above the maximum, a quantity that is none, two bases at once."""
    await registered(tenant)
    low = await given.refusal(tenant, AGREE, new=body(amount="45.00", costElements=ELEMENTS))
    assert (low["code"], low["rule"]) == ("tariff-below-real-price", "R-C64")
    high = await given.refusal(tenant, AGREE, key="h", new=body(amount="61", maximum="60"))
    assert (high["code"], high["rule"]) == ("tariff-above-maximum", "R-C29")
    for query, variables in (
        (ON, {"day": "2026-01-01", "quantity": "veel"}),
        (AGREE, {"new": body(trajectory={"interventions": [], "periods": 1})}),
    ):
        assert (await given.refusal(tenant, query, key="q", **variables))["code"] == "request-invalid"
    none = await given.refusal(tenant, ON, day="2026-01-01")
    assert (none["code"], none["status"]) == ("tariff-not-agreed", 404)


async def test_a_list_takes_as_many_statements_for_many_as_for_one(tenant: Tenant) -> None:
    """With the derivation of each, through a loader."""
    query = "query ($n: Int!) { tariffs(first: $n) { nodes { id amounts { amount } derivation { steps { rule } } } } }"
    await registered(tenant)
    for number, more in enumerate(({}, {"provider": tenant.providers[0]}, {"provider": tenant.providers[1]})):
        await given.graph(tenant, AGREE, key=f"a-{number}", new=body(**more))
    assert await given.statements(tenant, query, n=1) == await given.statements(tenant, query, n=3)
