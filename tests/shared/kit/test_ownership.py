"""Only the purchaser writes, and a client's reference means one thing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
import pytest

from shared.kit.auth import Actor
from shared.kit.context import Context, Replayed
from shared.kit.ownership import PurchaserOnly, ReferenceUsed, give_known, require_purchaser
from shared.schemas.settlement import BankAccount

OWNER = "00000099000000000484"
KNOWN = BankAccount(
    id=UUID(int=1),
    version=2,
    owner=OWNER,
    external_reference="crediteur-17",
    organisation="00000099000000001001",
    holder_name="De Rijnoever",
    iban_end="4300",
    confirmed=False,
    usable_from=None,
    withdrawn_on=None,
)


def context(*, purchaser: bool) -> Context:
    """A context of an actor that speaks for two organisations."""
    service: Any = None
    actor = Actor(
        client_id="c", organisations=(OWNER, "00000099000000000485"), scopes=frozenset(), end_user="j.jansen",
        subject="c", issuer="i", token_id="t", purchaser=purchaser,
    )  # fmt: skip
    return Context(service, actor)


def test_the_owner_is_the_acting_purchaser() -> None:
    """Of several organisations the first one acts; a token of another role owns nothing."""
    assert require_purchaser(context(purchaser=True)) == OWNER
    with pytest.raises(PurchaserOnly):
        require_purchaser(context(purchaser=False))


def test_the_same_contents_give_what_is_there() -> None:
    """The stored resource is the answer, with its version and id, under status 200."""
    with pytest.raises(Replayed) as caught:
        give_known(BankAccount, KNOWN, "crediteur-17", {"holder_name": "De Rijnoever", "iban_end": "4300"})
    answer = caught.value.answer
    assert (answer.status, answer.version, answer.subject) == (200, 2, KNOWN.id)
    assert orjson.loads(answer.body)["holderName"] == "De Rijnoever"


def test_other_contents_are_refused_with_what_differs() -> None:
    """Each field that differs is named as it travels, without its value."""
    with pytest.raises(ReferenceUsed) as caught:
        give_known(BankAccount, KNOWN, "crediteur-17", {"holder_name": "Anders", "iban_end": "4300"})
    problem = caught.value
    assert [one.location for one in problem.errors] == ["#/holderName"]
    assert "crediteur-17" in problem.detail.render("nl", problem.facts)
    assert "Anders" not in str(problem.facts)
