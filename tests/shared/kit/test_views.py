"""Which facts a view shows: of its organisations, of its kinds, as owner or as party, and between whom."""

from typing import Any

import pytest

from shared.kit.views import View, merged

ONE, TWO, THREE = (f"0000009900000000000{number}" for number in (1, 2, 3))
KINDS = frozenset({"told", "authorised"})


def fact(owner: str, *parties: str, what: str = "told") -> dict[str, Any]:
    """A row of the logbook, as far as a view looks at it."""
    return {"owner": owner, "parties": list(parties), "what": what}


@pytest.mark.parametrize(
    ("row", "owning", "as_party"),
    [
        (fact(ONE), True, False),
        (fact(TWO, ONE), True, True),
        (fact(TWO, THREE), False, False),
        (fact(ONE, what="other"), False, False),
        (fact(TWO, ONE, what="other"), False, False),
    ],
)
def test_who_is_no_purchaser_sees_facts_as_a_party_only(
    row: dict[str, Any], owning: bool, as_party: bool
) -> None:
    """An owning view shows its own facts and those that name it; any other only those that name it; of its kinds."""
    assert View((ONE,), KINDS, owning=True).shows(row) is owning
    assert View((ONE,), KINDS, owning=False).shows(row) is as_party


def test_what_is_between_two_is_not_for_a_third() -> None:
    """Who reads by an authorisation sees such a kind where it is a party itself, and the other kinds as ever."""
    acting = View((ONE,), KINDS, owning=True, holder=TWO, between=frozenset({"authorised"}))
    assert acting.shows(fact(ONE, ONE, TWO, what="authorised"))
    assert not acting.shows(fact(ONE, ONE, THREE, what="authorised"))
    assert acting.shows(fact(ONE, ONE, THREE))


def test_principals_that_let_see_the_same_are_one_view() -> None:
    """Views that differ in their organisations alone become one; another reach, holder or kinds stays apart."""
    same = [View((one,), KINDS, owning=True, holder=THREE) for one in (ONE, TWO, ONE)]
    other = View((ONE,), KINDS, owning=False)
    assert merged([*same, other]) == [View((ONE, TWO), KINDS, owning=True, holder=THREE), other]
