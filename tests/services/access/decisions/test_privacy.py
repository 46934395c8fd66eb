"""What a provider reads of a citizen's decisions: its own, without who else helps and without what was judged on the person."""

import json
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AcuteFlag, NewLegalCheck
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind, LegalCheckReason

GRAPH = """
{
  requests(first: 9) { nodes {
    id owner derivation { steps { sentence inputs } } referrals { id provider }
    decisions { id provider derivation { steps { sentence inputs result } } }
  } }
  allocations(first: 9) { nodes { id provider parties } }
}
"""
COLLECTIONS = (
    "requests", "decisions", "allocations", "care-orders", "referrals", "statutory-terms", "desired-results",
    "care-starts", "own-contributions", "allocation-requests", "change-requests",
)  # fmt: skip


async def read(agreed: Any, oin: str, paths: list[str]) -> dict[str, str]:
    """Every answer that an organisation gets here, by where it asked: REST, the feed, one fact, snapshots and the graph."""
    found = {path: (await agreed.get(path, oin=oin)).text for path in paths}
    feed = await agreed.get("/events?limit=500", oin=oin)
    found["feed"] = feed.text
    for event in feed.json()["events"]:
        found[f"event {event['id']}"] = (await agreed.get(f"/events/{event['id']}", oin=oin)).text
    for name in ("requests", "decisions"):
        found[f"snapshot {name}"] = (await agreed.post("/snapshots", {"collection": name}, oin=oin)).text
    found["graph"] = json.dumps(await agreed.graph(GRAPH, oin=oin))
    return found


@pytest.mark.rule("F-05")
@pytest.mark.rule("R-A27")
async def test_no_provider_finds_another_on_the_same_question(agreed: Any) -> None:
    """Two decisions on one request for two providers: neither finds the other's number anywhere; the municipality sees both."""
    request, client = await agreed.report(), agreed.client()
    first, second = agreed.tenant.providers[:2]
    one = await client.take_decision(request.id, agreed.new_decision(draft=True))
    other = await client.take_decision(
        request.id, agreed.new_decision(draft=True, product_code="02A04", provider=second)
    )
    for draft in (one, other):
        await client.finalise_decision(draft.id)
    await client.flag_acute(request.id, AcuteFlag(acute=True, motive="Thuis niet veilig."))
    for mine, theirs, own in ((first, second, one), (second, first, other)):
        paths = [
            f"/requests/{request.id}", f"/requests/{request.id}/derivation", f"/decisions/{own.id}",
            f"/decisions/{own.id}/derivation", f"/requests/{request.id}/clarification",
            f"/requests?citizenId={request.citizen_id}", f"/events?limit=99&subject={request.id}",
            *(f"/{name}" for name in COLLECTIONS),
        ]  # fmt: skip
        answers = await read(agreed, mine, paths)
        assert [where for where, text in answers.items() if theirs in text] == []
        assert json.loads(answers[f"/requests/{request.id}"])["parties"] == [mine]
        assert all(
            mine in answers[where] for where in (f"/decisions/{own.id}", "feed", "graph", "snapshot requests")
        )
        graphed = json.loads(answers["graph"])["data"]
        assert [found["provider"] for found in graphed["requests"]["nodes"][0]["decisions"]] == [mine]
        assert [found["parties"] for found in graphed["allocations"]["nodes"]] == [[mine]]
        assert (
            await agreed.get(f"/decisions/{(other if own is one else one).id}", oin=mine)
        ).status_code == 404
    whole = sorted((first, second))
    assert (await client.get_request(request.id)).parties == whole
    graphed = (await agreed.graph(GRAPH))["data"]
    assert sorted(found["parties"] for found in graphed["allocations"]["nodes"]) == [[one] for one in whole]
    assert [fact.data["parties"] for fact in await agreed.facts("decision-taken") if fact.data["id"] == str(other.id)] == [[second]]  # fmt: skip
    told = (await agreed.get(f"/events?limit=99&subject={request.id}")).json()["events"]
    assert told[-1]["data"]["parties"] == whole


@pytest.mark.rule("F-05")
@pytest.mark.rule("R-A14")
async def test_what_was_judged_on_the_person_is_the_municipalitys(agreed: Any) -> None:
    """Wlz since 1 February on acute care: the municipality reads it in the derivation, the provider that a step is left out."""
    request, client = await agreed.report(acute=True, acute_motive="Val van de trap."), agreed.client()
    provider = agreed.tenant.providers[0]
    await client.register_legal_check(
        NewLegalCheck(
            request_id=request.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.INTENSIVE_CARE,
            answer=LegalCheckAnswer.ACTIVE_INDICATION, from_date=date(2026, 2, 1),
        )
    )  # fmt: skip
    decision = await client.take_decision(request.id, agreed.new_decision(acute=True))
    whole = (await agreed.get(f"/decisions/{decision.id}/derivation")).json()["steps"]
    assert any("Wlz" in step["sentence"] and "februari" in step["sentence"] for step in whole)
    answers = await read(
        agreed, provider, [f"/decisions/{decision.id}/derivation", f"/decisions/{decision.id}"]
    )
    assert [where for where, text in answers.items() if "Wlz" in text or "2026-02-01" in text] == []
    kept = json.loads(answers[f"/decisions/{decision.id}/derivation"])["steps"]
    left_out = next(step for step in kept if step["rule"] == "F-05")
    assert left_out["result"] == len(whole) - len(kept) + 1
    assert {"R-A03", "R-A27", "R-A29"} <= {step["rule"] for step in kept}, "what it must know it still reads"
    [graphed] = json.loads(answers["graph"])["data"]["requests"]["nodes"][0]["decisions"]
    assert [step["sentence"] for step in graphed["derivation"]["steps"]] == [
        step["sentence"] for step in kept
    ]
