"""Substitution in the graph."""

from typing import Any

import pytest

from tests.services.access.substitutions.test_store import BEFORE, NOW, begun, catalogue


@pytest.mark.rule("R-A52")
async def test_substitution_is_in_the_graph(agreed: Any) -> None:
    """By level, with the target and why; half a base is refused."""
    await catalogue(agreed)
    await begun(agreed, {("10", BEFORE): 2, ("10", NOW): 1, ("11", NOW): 1})
    asked = """{ substitution(firstDay: "2026-04-01", lastDay: "2026-06-30", baseFirstDay: "2026-01-01"%s) {
      realisedBasisPoints targetBasisPoints levels { level volume } steps { rule sentence } } }"""
    shown = (await agreed.graph(asked % ', baseLastDay: "2026-03-31"'))["data"]["substitution"]
    assert (shown["realisedBasisPoints"], shown["targetBasisPoints"], len(shown["steps"])) == (
        5_000,
        1_000,
        4,
    )
    assert shown["levels"][1] == {"level": "basic", "volume": 1}
    refused = await agreed.graph(asked % "")
    assert refused["errors"][0]["extensions"]["code"] == "substitution-period-refused"
