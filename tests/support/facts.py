"""An answer as the feed tells it: without what facts leave out."""

from typing import Any

from pydantic import BaseModel

from shared.schemas.facts import told


def as_told(model: type[BaseModel], answer: dict[str, Any]) -> dict[str, Any]:
    """The JSON of a resource as the data of its fact."""
    return told(model).model_validate(answer).model_dump(mode="json", by_alias=True)
