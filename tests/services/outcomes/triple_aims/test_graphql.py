"""Triple aims in the graph."""

from services.outcomes.triple_aims.rest import EXAMPLE
from tests.services.outcomes.conftest import Measured

JUDGE = """
mutation ($new: NewTripleAim!) { registerTripleAim(new: $new) { verdict quality { change } derivation { steps { rule } } } }
"""


async def test_three_aims_judged_in_the_graph(measured: Measured) -> None:
    """The same as over REST, with its derivation in one request, and found in the list."""
    answer = await measured.query(JUDGE, new=EXAMPLE)
    made = answer["data"]["registerTripleAim"]
    assert (made["verdict"], made["quality"]["change"], len(made["derivation"]["steps"])) == (
        "success",
        "improved",
        4,
    )
    listed = await measured.query("{ tripleAims(verdict: success) { nodes { name cost { afterCents } } } }")
    assert listed["data"]["tripleAims"]["nodes"] == [
        {"name": EXAMPLE["name"], "cost": {"afterCents": 208_000}}
    ]
