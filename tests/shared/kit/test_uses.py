"""Where each right is used, found in what routes and resolvers call."""

from __future__ import annotations

from types import SimpleNamespace

from services.access.decisions import rest as decisions_rest
from services.access.decisions.graphql import DecisionMutation, DecisionQuery
from services.access.rights import RIGHTS as ACCESS
from services.outcomes.measurements import rest as measurements_rest
from services.outcomes.rights import RIGHTS as OUTCOMES
from shared.kit.meta import router as meta_router
from shared.kit.rest import sandbox_router
from shared.kit.rights import COMMON, NO_RIGHTS
from shared.kit.uses import rights_called, rights_of, root_fields, uses_of

KIT = NO_RIGHTS.with_rows(COMMON)


def rows(endpoint: object, rights: object = ACCESS) -> list[tuple[str, str]]:
    """The rows of an endpoint by name."""
    return [(one.resource, one.operation) for one in rights_of(endpoint, rights)]  # type: ignore[arg-type]


def test_a_route_keeps_the_row_of_the_operation_it_calls() -> None:
    """Reading the decision, and reading why, is one row; its motivation and taking it are rows of their own."""
    by_path = {(one.method, one.path): one for one in decisions_rest.router.endpoints}
    assert rows(by_path["GET", "/decisions/{decision_id}"]) == [("decisions", "read")]
    assert rows(by_path["GET", "/decisions/{decision_id}/derivation"]) == [("decisions", "read")]
    assert rows(by_path["GET", "/decisions/{decision_id}/motivation"]) == [("decisions", "get_motivation")]
    assert rows(by_path["POST", "/requests/{request_id}/decisions"]) == [("decisions", "take_decision")]


def test_a_route_that_calls_two_operations_keeps_both_rows() -> None:
    """A file is read and then registered."""
    (one,) = [each for each in measurements_rest.batches_router.endpoints if each.stream]
    assert rows(one, OUTCOMES) == [("measurements", "read_file"), ("measurements", "register_file")]


def test_a_route_of_the_kit_keeps_the_row_of_its_path_and_scope() -> None:
    """The sandbox's routes have one row; what is open to everyone keeps none."""
    assert {*(str(rows(one, KIT)) for one in sandbox_router().endpoints)} == {"[('sandbox', 'write')]"}
    assert [one.path for one in meta_router.endpoints if rights_of(one, KIT)] == []


def test_a_resolver_keeps_the_rows_of_what_it_and_the_functions_in_it_call() -> None:
    """A mutation's operation stands in a function of its own inside the resolver."""
    fields = root_fields(SimpleNamespace(query=DecisionQuery, mutation=DecisionMutation), "mutation")
    called = rights_called(fields["takeDecision"], ACCESS)
    assert [(one.resource, one.operation) for one in called] == [("decisions", "take_decision")]
    assert rights_called(len, ACCESS) == ()


def test_every_row_is_shown_with_its_ways_in() -> None:
    """In the order of the matrix; a row that is the service's own work has none."""
    shown = uses_of(ACCESS, decisions_rest.router.endpoints)
    assert [use.right for use in shown] == list(ACCESS.rows)
    by_name = {(use.right.resource, use.right.operation): use for use in shown}
    assert by_name["mandates", "apply_mandate"].endpoints == ()
    assert len(by_name["decisions", "read"].endpoints) >= 3
    assert root_fields(None, "query") == {}
