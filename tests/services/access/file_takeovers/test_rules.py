"""What a line of a file taken over must say of the past."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from services.access.file_takeovers.rules import explain, faults, settle
from shared.values.questions import ReferrerType, ResidenceReason
from shared.values.terms import Law, RequestState
from tests.services.access.clarifications.test_rules import a_request

A = "00000099000000000320"
TODAY = date(2026, 4, 20)


@dataclass
class Line:
    """A line of a request of 30 March."""

    state: RequestState = RequestState.RECEIVED
    law: Law = Law.WMO_2015
    acute: bool = False
    referrer_type: ReferrerType | None = None
    responsible_municipality: str | None = None
    responsible_reason: ResidenceReason | None = None
    responsible_since: date | None = None
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
        (Line(RequestState.MOVED), {("#/state", "not-open")}),
        (Line(RequestState.DECIDED), set()),
        (Line(contact_on=date(2026, 4, 21)), {("#/contactOn", "in-future")}),
        (Line(first_talk_on=date(2026, 3, 29)), {("#/firstTalkOn", "before-contact")}),
        (Line(responsible_municipality=A), {("#/responsibleReason", "responsible-incomplete")}),
        (
            Line(responsible_reason=ResidenceReason.MOTHER, responsible_since=date(2026, 4, 21)),
            {("#/responsibleMunicipality", "responsible-incomplete"), ("#/responsibleSince", "in-future")},
        ),
    ],
)
def test_the_days_of_a_line_must_be_possible(line: Any, found: set[tuple[str, str]]) -> None:
    """Each fault is told by its field, with its rule."""
    said = faults(line, TODAY)
    assert {(one.location, one.code) for one in said} == found
    assert all(one.rule == "R-A56" for one in said)


@pytest.mark.rule("R-A56")
@pytest.mark.rule("R-A04")
def test_what_follows_from_a_line_is_as_of_a_report() -> None:
    """Of youth help it is always said who is responsible; another municipality has 14 days; a GP opens youth help, not the Wmo."""
    gp, reason = ReferrerType.GENERAL_PRACTITIONER, ResidenceReason.REGISTERED
    told = Line(law=Law.JEUGDWET, referrer_type=gp, responsible_municipality=A, responsible_reason=reason)
    made = settle(told, "00000099000000000310", TODAY, 14)
    assert (made.direct_access, made.code, made.transfer_by) == (True, "8", date(2026, 5, 4))
    own = settle(told, A, TODAY, 14)
    assert (own.code, own.transfer_by) == (None, None)
    silent = settle(Line(law=Law.JEUGDWET), A, TODAY, 14)
    assert silent.responsible is not None
    assert (silent.direct_access, silent.responsible.reason) == (None, ResidenceReason.NOT_KNOWN)
    wmo = settle(Line(referrer_type=gp), A, TODAY, 14)
    assert (wmo.direct_access, wmo.responsible) == (False, None)


def test_where_it_comes_from_is_explained() -> None:
    """The system and the reference that it had there."""
    why = explain(a_request(source_system="suite-oud", source_reference="Z-1"))
    assert why.steps[0].inputs == {"source_system": "suite-oud", "source_reference": "Z-1"}
