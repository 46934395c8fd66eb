"""An import, as it travels."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import Resource
from shared.values.imports import ImportKind


class Import(Resource):
    """What an import did (inlezing): all or nothing, safe to repeat."""

    kind: ImportKind = Field(description="wat is ingelezen")
    registered: int = Field(description="hoeveel nieuw")
    changed: int = Field(description="hoeveel gewijzigd")
    closed: int = Field(description="hoeveel gebieden eindigen omdat hun nieuwe grens begint")
    unchanged: int = Field(description="hoeveel er zo al waren")
    suppressed: int = Field(description="hoeveel kenmerken met een onderdrukte waarde")
    unfit: int = Field(description="hoeveel kenmerken niet bij hun budget horen (R-C17)")
    touched: list[UUID] = Field(description="wat nieuw, gewijzigd of afgesloten is")
