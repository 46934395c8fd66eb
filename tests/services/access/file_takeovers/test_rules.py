"""What a line of a file taken over must say of the past."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from services.access.file_takeovers.rules import explain, faults
from shared.values.terms import RequestState
from tests.services.access.clarifications.test_rules import a_request

TODAY = date(2026, 4, 20)


@dataclass
class Line:
    """A line of a request of 30 March."""

    state: RequestState = RequestState.RECEIVED
    contact_on: date = date(2026, 3, 30)
    first_talk_on: date | None = None
    clarified_on: date | None = None
    application_on: date | None = None


@pytest.mark.rule("R-A56")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        (Line(), set()),
        (Line(RequestState.CLARIFIED, clarified_on=date(2026, 4, 9)), set()),
        (Line(RequestState.CLARIFIED), {("#/clarifiedOn", "day-missing")}),
        (Line(RequestState.APPLIED, application_on=date(2026, 4, 1)), set()),
        (Line(RequestState.APPLIED), {("#/applicationOn", "day-missing")}),
        (Line(application_on=date(2026, 4, 1)), {("#/state", "state-behind")}),
        (Line(RequestState.DECIDED), {("#/state", "not-open")}),
        (Line(contact_on=date(2026, 4, 21)), {("#/contactOn", "in-future")}),
        (Line(first_talk_on=date(2026, 3, 29)), {("#/firstTalkOn", "before-contact")}),
    ],
)
def test_the_days_of_a_line_must_be_possible(line: Any, found: set[tuple[str, str]]) -> None:
    """Each fault is told by its field, with its rule."""
    said = faults(line, TODAY)
    assert {(one.location, one.code) for one in said} == found
    assert all(one.rule == "R-A56" for one in said)


def test_where_it_comes_from_is_explained() -> None:
    """The system and the reference that it had there."""
    why = explain(a_request(source_system="suite-oud", source_reference="Z-1"))
    assert why.steps[0].inputs == {"source_system": "suite-oud", "source_reference": "Z-1"}
