"""Versions of the rights matrix: the same rows are the same version, anything else is another."""

from dataclasses import replace

from shared.kit.processing_policy import address, rows_of, version_of
from shared.kit.rights import Right, Rights
from shared.values.terms import ActorKind, Scope

ROW = Right("requests", "read", Scope.ACCESS_READ, frozenset({ActorKind.PURCHASER, ActorKind.PORTAL}), "a")
OTHER = Right("requests", "report_request", Scope.ACCESS_WRITE, frozenset({ActorKind.PURCHASER}), "a")


def test_the_order_of_the_rows_is_no_version() -> None:
    """What is written in another order judges the same."""
    assert version_of(Rights((ROW, OTHER))) == version_of(Rights((OTHER, ROW)))
    assert len(version_of(Rights((ROW,)))) == 16


def test_every_change_of_a_row_is_a_version() -> None:
    """Another role, scope, activity or operation, a row more or less."""
    changed = [
        replace(ROW, kinds=frozenset({ActorKind.PURCHASER})), replace(ROW, scope=None), replace(ROW, activity=None),
        replace(ROW, operation="get_request"), replace(ROW, resource="decisions"),
    ]  # fmt: skip
    versions = {version_of(Rights((one, OTHER))) for one in changed}
    versions |= {version_of(Rights((ROW, OTHER))), version_of(Rights((OTHER,)))}
    assert len(versions) == len(changed) + 2


def test_a_version_tells_who_may_do_what() -> None:
    """A row for each operation, roles in a fixed order; and it has an address."""
    (row,) = rows_of(Rights((ROW,)))
    assert (row["resource"], row["operation"], row["kinds"]) == ("requests", "read", ["portal", "purchaser"])
    assert address("https://a.example.org/", "ab") == "https://a.example.org/v1/rights-versions/ab"
