"""No text that holds a BSN enters access, not even as a question."""

import pytest
from pydantic import ValidationError

from services.access.citizens.rules import refuse_bsn
from shared.errors import BsnRefused
from shared.schemas.access import NewDecision, NewReferral, NewRequest, RefuseReferral
from shared.schemas.common import Wire

BSNS = ["999900006", "999900018", "123456782"]


def test_a_reference_without_a_bsn_may_be_asked_for() -> None:
    """Other digits and no reference at all pass."""
    refuse_bsn("melding-2026-0042/123456789")
    refuse_bsn(None)


@pytest.mark.parametrize("bsn", BSNS)
def test_a_bsn_is_not_asked_for(bsn: str) -> None:
    """The refusal names the filter and never repeats the number."""
    with pytest.raises(BsnRefused) as refused:
        refuse_bsn(f"inw-{bsn}")
    [error] = refused.value.errors
    assert (error.location, error.where) == ("externalReference", "query")
    told = refused.value.detail.render("nl", refused.value.facts)
    assert "externalReference" in told
    assert bsn not in told + str(refused.value)


@pytest.mark.parametrize("bsn", BSNS)
@pytest.mark.parametrize(
    ("schema", "field"),
    [
        (NewRequest, "citizenReference"),
        (NewRequest, "externalReference"),
        (NewDecision, "externalReference"),
        (NewDecision, "motivation"),
        (NewReferral, "externalReference"),
        (RefuseReferral, "reason"),
    ],
)
def test_no_body_takes_a_bsn_in_any_text(schema: type[Wire], field: str, bsn: str) -> None:
    """Every reference and text of every body that access reads is checked by its schema."""
    with pytest.raises(ValidationError) as wrong:
        schema.model_validate({field: f"x-{bsn}"})
    assert (field,) in {error["loc"] for error in wrong.value.errors() if error["type"] == "value_error"}
