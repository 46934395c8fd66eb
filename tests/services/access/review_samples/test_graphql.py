"""Review samples in the graph."""

from typing import Any

import pytest


@pytest.mark.rule("R-A09")
async def test_a_sample_lives_in_the_graph(agreed: Any) -> None:
    """Promised with its hash, listed, explained; its proof waits for the draw."""
    register = 'mutation { registerReviewSample(new: {period: "2026-05"}) { id commitment state derivation { steps { rule } } } }'
    made = (await agreed.graph(register))["data"]["registerReviewSample"]
    assert (made["state"], len(made["commitment"]), made["derivation"]["steps"]) == (
        "committed", 64, [{"rule": "F-34"}],
    )  # fmt: skip
    listed = (await agreed.graph("{ reviewSamples(state: committed) { nodes { id } } }"))["data"]
    assert listed["reviewSamples"]["nodes"] == [{"id": made["id"]}]
    proof = "query ($id: UUID!) { reviewSampleProof(id: $id) { seed subjects { rank } } }"
    (error,) = (await agreed.graph(proof, id=made["id"]))["errors"]
    assert error["extensions"]["code"] == "review-sample-not-drawn"
