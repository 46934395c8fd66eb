"""Verdicts over REST."""

from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import ContractVerdict
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_a_verdict_is_found_by_contract_and_year(measured: Measured) -> None:
    """Listed by contract and year, read by id, and each version by its number."""
    await measured.measure()
    [listed] = (await measured.get(f"/contract-verdicts?contractId={measured.contract.id}&year=2026")).json()[
        "items"
    ]
    one = await measured.get(f"/contract-verdicts/{listed['id']}")
    version = await measured.get(f"/contract-verdicts/{listed['id']}/versions/1")
    assert ContractVerdict.model_validate_json(one.content).year == 2026
    assert one.json() == version.json() == listed
    assert one.headers["etag"] == '"1"'
    assert (await measured.get("/contract-verdicts?year=2027")).json()["items"] == []


async def test_a_verdict_explains_each_step(measured: Measured) -> None:
    """The norm that held, the interval, the missing quarters and the whole, in the reader's language."""
    await measured.measure(value="7.2", respondents=400, standard_deviation="1.2")
    verdict = await measured.client().contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    dutch = await measured.get(f"/contract-verdicts/{verdict.id}/derivation")
    english = await measured.get(
        f"/contract-verdicts/{verdict.id}/derivation", headers={"Accept-Language": "en"}
    )
    told = DerivationAnswer.model_validate_json(english.content)
    sentences = [step.sentence for step in told.steps]
    assert (told.subject, told.version) == (verdict.id, 1)
    assert (
        "Klanttevredenheid, 2026-Q1: 7.2 against a norm of at least 7.0 (contract version 3): met."
        in sentences
    )
    assert any("between 7.082044 and 7.317956 with 95 % confidence" in one for one in sentences)
    assert "Klanttevredenheid, 2026-Q2: no measurement." in sentences
    assert sentences[-1] == "Not judgeable yet for 2026: survey, client-satisfaction."
    assert "Klanttevredenheid, 2026-Q2: geen meting." in [step["sentence"] for step in dutch.json()["steps"]]


async def test_what_is_not_there_is_not_found(measured: Measured) -> None:
    """An unknown verdict and one of another municipality look the same."""
    for path in ("", "/versions/1", "/derivation"):
        found = await measured.get(f"/contract-verdicts/{new_id()}{path}")
        assert (found.status_code, found.json()["code"]) == (404, "verdict-not-found")
