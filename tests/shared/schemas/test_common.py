"""What every message is made of: days in one form, texts that can be stored and name nobody by number."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.errors import BsnRefused
from shared.kit.problems import RequestInvalid
from shared.schemas.common import Day, DerivationStep, Name, Reference
from tests.support.tenants import Tenant

DAY: TypeAdapter[date] = TypeAdapter(Day)
NAME: TypeAdapter[str] = TypeAdapter(Name)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    """Every day of three centuries comes back from its form 2026-01-31."""
    assert DAY.validate_python(day.isoformat()) == DAY.validate_python(day) == day


@pytest.mark.parametrize(
    "odd",
    ["20260131", "1767225600", 1767225600, 0.5, True, None, "2026-01-31T00:00:00", "2026-01-31T00:00:00Z", "2026-1-31", "31-01-2026", "2026-02-30", "２０２６-01-31", " 2026-01-31", "1899-12-31", "2200-01-01"],
)  # fmt: skip
def test_nothing_else_is_a_day(odd: Any) -> None:
    """No number of seconds, no instant, no day that is not there or that no arithmetic of ours could follow."""
    with pytest.raises(ValidationError):
        DAY.validate_python(odd)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_a_text_can_be_stored(text: str) -> None:
    """No NUL and no half of a character, which the database would refuse."""
    with pytest.raises(ValidationError) as refused:
        NAME.validate_python(text)
    problem = RequestInvalid.of(refused.value.errors(), body_only=True)
    assert [error.code for error in problem.errors] == ["text-unreadable"]


def test_a_text_with_a_bsn_is_refused_by_its_own_problem() -> None:
    """When a BSN is all that is wrong the problem says so; beside other faults it is one of them. Neither repeats it."""
    with pytest.raises(ValidationError) as refused:
        NAME.validate_python("mevrouw 999900006")
    problem = RequestInvalid.of(refused.value.errors(), body_only=True)
    assert isinstance(problem, BsnRefused) and problem.errors[0].rule == "F-06"
    other = [*refused.value.errors(), {"type": "missing", "loc": ("x",), "ctx": {}}]
    mixed = RequestInvalid.of(other, body_only=True)
    assert (mixed.code, [error.code for error in mixed.errors]) == (
        "request-invalid",
        ["bsn-refused", "required"],
    )
    assert "999900006" not in str([problem.errors, mixed.errors, problem.facts])


@pytest.mark.parametrize("text", ["123456789", "00000099000000000484", "contract-2026", "9999000060"])
def test_other_numbers_pass(text: str) -> None:
    """Nine digits that fail the 11-proef, and runs of more digits, are no BSN."""
    assert TypeAdapter(Reference).validate_python(text) == text


def test_the_inputs_of_a_step_have_names_of_outside() -> None:
    """What a rule calls annual_cents a reader sees as annualCents; what has such a name already keeps it."""
    step = DerivationStep(rule="R-S01", sentence="…", inputs={"annual_cents": 1, "earliestStart": 2})
    assert step.inputs == {"annualCents": 1, "earliestStart": 2}


async def test_nobody_real_can_be_put_on_a_sandbox_clock(tenant: Tenant) -> None:
    """An OIN that is no test OIN is refused as a guest of a sandbox, with the field that holds it and the mend."""
    body = {
        "owner": tenant.owner,
        "organisations": [tenant.providers[0], "00000001234567890000"],
        "today": "2026-01-01",
    }
    answer = await tenant.ask("settlement", "POST", "/sandbox", json=body)
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    assert (error["location"], error["code"]) == ("#/organisations/1", "oin-not-invented")
    assert "00000099" in error["detail"]
