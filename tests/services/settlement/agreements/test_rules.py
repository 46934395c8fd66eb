"""What cannot be found says what was asked and how to go on."""

import pytest

from services.settlement.agreements.rules import AgreementNotFound, TariffNotFound
from shared.errors import NotFound


@pytest.mark.parametrize(
    ("problem", "field"),
    [(AgreementNotFound(id="x-1"), "contractId"), (TariffNotFound(id="x-1"), "productCode")],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_not_there_names_itself_and_where_to_look(
    problem: NotFound, field: str, language: str
) -> None:
    """The identifier that was asked stands in the sentence, the filter that finds others in the mend."""
    assert "x-1" in problem.detail.render(language, problem.facts)
    assert field in problem.mend.render(language, {})
