"""No text that holds a BSN enters access."""

import pytest

from services.access.citizens.rules import BsnRefused, refuse_bsn


def test_a_text_without_a_bsn_passes() -> None:
    """References, texts with other digits and absent texts are taken."""
    refuse_bsn(
        {"#/citizenReference": "inwoner-0042", "#/motivation": "4 uur, 123456789 keer", "#/reason": None}
    )


@pytest.mark.parametrize("bsn", ["999900006", "999900018", "123456782"])
def test_every_field_that_holds_a_bsn_is_named(bsn: str) -> None:
    """The refusal names each field, wherever in the text the BSN stands, and never repeats the number."""
    with pytest.raises(BsnRefused) as refused:
        refuse_bsn(
            {"#/citizenReference": bsn, "#/motivation": f"mevrouw ({bsn}) vraagt", "#/externalReference": "x"}
        )
    problem = refused.value
    assert [error.location for error in problem.errors] == ["#/citizenReference", "#/motivation"]
    told = problem.detail.render("nl", problem.facts)
    assert "citizenReference, motivation" in told
    assert bsn not in told + str(problem)
