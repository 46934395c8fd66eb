"""Definitions and libraries in the graph; an indicator shows its own."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.definitions.operations import defining, libraries, reading
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource


async def _entity(info: Info, definition_id: UUID) -> Any:
    return await reading.get_definition(context_of(info), definition_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it is what it is."""
    return await derivation_of(info, root.id)


IndicatorDefinition: Any = graph_type(
    schemas.IndicatorDefinition,
    "Wat een indicator betekent, versie na versie (R-O21)",
    entity=_entity,
    fields={"derivation": strawberry.field(resolver=_derivation, description="De laatste stap, en waarom")},
)
IndicatorLibrary: Any = graph_type(
    schemas.IndicatorLibrary, "Een bibliotheek van indicatoren uit de bronnen (N-26 … N-29)"
)


async def _import_entity(info: Info, import_id: UUID) -> Any:
    return await libraries.get_library_import(context_of(info), import_id)


LibraryImport: Any = graph_type(
    schemas.LibraryImport, "Wat van een bibliotheek is overgenomen", entity=_import_entity
)


async def definition_of(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The definition under an indicator's code, for a field of the indicator."""
    load = loader(info, "definitions-by-code", reading.list_definitions_by_code)
    return await load.load((root.owner, root.code))


NewDefinition = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewIndicatorDefinition, "Een indicator om te definiëren")
    ),
]
NewVersion = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewDefinitionVersion, "Een volgende versie van een definitie")
    ),
]
NewAgreement = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewDefinitionAgreement, "Een instemming met een versie")
    ),
]
_Change: Any = graph_input(
    schemas.IndicatorDefinitionChange,
    "Met wie overeenstemming wordt gezocht; wat ontbreekt blijft",
    partial=True,
)
Change = Annotated[Any, strawberry.argument(graphql_type=_Change)]
ToImport = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.LibraryToImport, "Wat van een bibliotheek wordt overgenomen")
    ),
]


@strawberry.type
class DefinitionQuery:
    """Reading definitions and libraries."""

    @strawberry.field(graphql_type=IndicatorDefinition, description="Eén indicatordefinitie")
    async def indicator_definition(self, info: Info, id: UUID, valid_on: date | None = None) -> Any:
        """One definition."""
        return await reading.get_definition(context_of(info), id, valid_on)

    @strawberry.field(
        graphql_type=Connection[IndicatorDefinition], description="Indicatordefinities, oudste eerst"
    )
    async def indicator_definitions(
        self,
        info: Info,
        code: str | None = None,
        library: str | None = None,
        kind: IndicatorKind | None = None,
        scope: IndicatorScope | None = None,
        measured_by: MeasurementSource | None = None,
        external_reference: str | None = None,
        valid_on: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of definitions."""
        ctx = context_of(info)
        found = await reading.list_definitions(
            ctx, page_of(ctx, first, after), code=code, library=library, kind=kind, scope=scope,
            source=measured_by, reference=external_reference, valid_on=valid_on,
        )  # fmt: skip
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=list[IndicatorLibrary], description="De bibliotheken, zonder hun indicatoren"
    )
    async def indicator_libraries(self, info: Info) -> Any:
        """Every library."""
        return await libraries.list_libraries(context_of(info))

    @strawberry.field(graphql_type=IndicatorLibrary, description="Eén bibliotheek met haar indicatoren")
    async def indicator_library(self, info: Info, code: str) -> Any:
        """One library."""
        return await libraries.get_library(context_of(info), code)

    @strawberry.field(graphql_type=LibraryImport, description="Eén overname van een bibliotheek")
    async def library_import(self, info: Info, id: UUID) -> Any:
        """One import."""
        return await libraries.get_library_import(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[LibraryImport],
        description="Wat van bibliotheken is overgenomen, oudste eerst",
    )
    async def library_imports(
        self, info: Info, library: str | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of imports."""
        ctx = context_of(info)
        found = await libraries.list_library_imports(ctx, page_of(ctx, first, after), library=library)
        return connection(sealed(ctx, found))


@strawberry.type
class DefinitionMutation:
    """Defining, agreeing, and taking libraries over."""

    @strawberry.mutation(graphql_type=IndicatorDefinition, description="Definieer een indicator")
    async def register_indicator_definition(self, info: Info, new: NewDefinition) -> Any:
        """Define an indicator."""
        asked = checked(schemas.NewIndicatorDefinition, new)

        async def run(ctx: Context) -> Any:
            return await defining.register_definition(ctx, asked)

        return await mutate(info, run, schemas.IndicatorDefinition)

    @strawberry.mutation(
        graphql_type=IndicatorDefinition, description="Definieer een indicator vanaf een dag opnieuw (R-O21)"
    )
    async def renew_indicator_definition(
        self, info: Info, id: UUID, new: NewVersion, version: int | None = None
    ) -> Any:
        """Define an indicator anew."""
        asked = checked(schemas.NewDefinitionVersion, new)

        async def run(ctx: Context) -> Any:
            return await defining.renew_definition(ctx, id, asked)

        return await mutate(info, run, schemas.IndicatorDefinition, version=version)

    @strawberry.mutation(
        graphql_type=IndicatorDefinition, description="Noem met wie overeenstemming wordt gezocht"
    )
    async def change_indicator_definition(
        self, info: Info, id: UUID, change: Change, version: int | None = None
    ) -> Any:
        """Say with whom consensus is sought."""
        asked = checked(schemas.IndicatorDefinitionChange, change)

        async def run(ctx: Context) -> Any:
            return await defining.change_definition(ctx, id, asked)

        return await mutate(info, run, schemas.IndicatorDefinition, version=version)

    @strawberry.mutation(
        graphql_type=IndicatorDefinition, description="Stem in met een versie van een definitie"
    )
    async def agree_indicator_definition(self, info: Info, id: UUID, new: NewAgreement) -> Any:
        """Agree with a version."""
        asked = checked(schemas.NewDefinitionAgreement, new)

        async def run(ctx: Context) -> Any:
            return await defining.agree_definition(ctx, id, asked)

        return await mutate(info, run, schemas.IndicatorDefinition)

    @strawberry.mutation(
        graphql_type=LibraryImport, description="Neem een bibliotheek over als eigen definities"
    )
    async def import_indicator_library(self, info: Info, code: str, new: ToImport) -> Any:
        """Take a library over."""
        asked = checked(schemas.LibraryToImport, new)

        async def run(ctx: Context) -> Any:
            return await libraries.import_library(ctx, code, asked)

        return await mutate(info, run, schemas.LibraryImport)


__all__ = ["DefinitionMutation", "DefinitionQuery", "IndicatorDefinition", "definition_of"]
