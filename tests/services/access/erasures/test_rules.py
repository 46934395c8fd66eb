"""When a citizen may be erased (F-37, F-38)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.erasures import rules
from services.access.erasures.rules import FileHeld, FileStays
from services.access.retention_terms.rules import CitizenFile
from shared.values import new_id
from shared.values.terms import ErasureGround, RecordCategory

TODAY = date(2041, 7, 1)
CLOSED = CitizenFile(
    "00000099000000000484", new_id(), open=False, held=False, category=RecordCategory.WMO_FILE,
    closed_on=date(2026, 6, 30), due_on=date(2041, 6, 30),
)  # fmt: skip


@pytest.mark.rule("F-38")
@given(
    open_=st.booleans(),
    held=st.booleans(),
    days=st.integers(-3, 3),
    ground=st.sampled_from(ErasureGround),
)
def test_when_a_citizen_goes(open_: bool, held: bool, days: int, ground: ErasureGround) -> None:
    """A hold stops every ground; only termPassed waits: for the file to close and for its last day to be past."""
    file = replace(CLOSED, open=open_, held=held, due_on=TODAY + timedelta(days=days))
    if held:
        with pytest.raises(FileHeld):
            rules.erase(file, ground, by="j.jansen", today=TODAY)
    elif ground is ErasureGround.TERM_PASSED and (open_ or days >= 0):
        with pytest.raises(FileStays) as refused:
            rules.erase(file, ground, by="j.jansen", today=TODAY)
        codes = {error.code for error in refused.value.errors}
        assert ("file-open" in codes, "term-running" in codes) == (open_, days >= 0)
    else:
        erasure, why = rules.erase(file, ground, by="j.jansen", today=TODAY)
        assert (erasure.citizen_id, erasure.erased_on, erasure.erased_by) == (
            file.citizen_id, TODAY, "j.jansen",
        )  # fmt: skip
        assert [step.rule for step in why.steps] == (
            ["F-37"] if ground is ErasureGround.TERM_PASSED else ["F-38"]
        )


def test_who_never_asked_anything_has_no_term() -> None:
    """Without a request there is no file: nothing keeps the citizen."""
    file = replace(CLOSED, category=None, closed_on=None, due_on=None)
    assert rules.is_due(file, TODAY)
    _, why = rules.erase(file, ErasureGround.TERM_PASSED, by="j.jansen", today=TODAY)
    assert [step.sentence for step in why.steps] == ["erasure.no-file"]
