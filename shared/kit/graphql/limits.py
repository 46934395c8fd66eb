"""What a query may ask, weighed before any SQL runs: depth, aliases, page size, tokens and cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLNamedType,
    GraphQLSchema,
    IntValueNode,
    Node,
    NoSchemaIntrospectionCustomRule,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from strawberry.extensions import AddValidationRules, MaxTokensLimiter, ParserCache, ValidationCache

from shared.errors import InvalidInput, Text

ARGUMENT = "first"
UNPAGED = 10  # how many items a list without `first` is reckoned to have
MOST_ENTITIES = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one schema; they are published in its description."""

    depth: int = 10
    aliases: int = 30
    tokens: int = 2_000
    first: int = 100
    cost: int = 10_000
    introspection: bool = True

    def __str__(self) -> str:
        return (
            f"Grenzen: diepte {self.depth}, aliassen {self.aliases}, tokens {self.tokens}, "
            f"`first` {self.first}, kosten {self.cost} (velden × `first`)."
        )


class QueryTooDeep(InvalidInput):
    """Selections nest deeper than the limit."""

    code = "graphql-too-deep"
    title = Text("De zoekvraag is te diep", "The query is too deep")
    detail = Text(
        "De zoekvraag nest {found} niveaus; het maximum is {limit}.",
        "The query nests {found} levels; the maximum is {limit}.",
    )
    mend = Text(
        "Vraag diepere onderdelen in een tweede vraag.", "Ask for the deeper parts in a second query."
    )
    rule = "DON GraphQL 1"


class TooManyAliases(InvalidInput):
    """More aliases than the limit."""

    code = "graphql-too-many-aliases"
    title = Text("De zoekvraag heeft te veel aliassen", "The query has too many aliases")
    detail = Text(
        "De zoekvraag heeft {found} aliassen; het maximum is {limit}.",
        "The query has {found} aliases; the maximum is {limit}.",
    )
    mend = Text("Verdeel de vraag over meer verzoeken.", "Spread the query over more requests.")
    rule = "DON GraphQL 1"


class PageTooLarge(InvalidInput):
    """`first` is not between 1 and the limit."""

    code = "graphql-page-too-large"
    title = Text("De pagina is te groot", "The page is too large")
    detail = Text(
        "`first` is {found}; het ligt tussen 1 en {limit}.",
        "`first` is {found}; it lies between 1 and {limit}.",
    )
    mend = Text(
        "Vraag een kleinere pagina en blader verder met `after`.",
        "Ask for a smaller page and go on with `after`.",
    )
    rule = "DON GraphQL 1"


class QueryTooCostly(InvalidInput):
    """The fields times their page sizes come to more than the limit."""

    code = "graphql-too-costly"
    title = Text("De zoekvraag is te duur", "The query costs too much")
    detail = Text(
        "De zoekvraag kost {found} (velden × `first`); het maximum is {limit}.",
        "The query costs {found} (fields × `first`); the maximum is {limit}.",
    )
    mend = Text("Vraag minder velden of kleinere pagina's.", "Ask for fewer fields or smaller pages.")
    rule = "DON GraphQL 2"


def too_much(problem: InvalidInput, node: Node) -> GraphQLError:
    """The problem as validation error; the view says it in the reader's language."""
    return GraphQLError(problem.detail.render("en", problem.facts), node, original_error=problem)


class Weight(NamedTuple):
    """What a selection weighs."""

    depth: int
    aliases: int
    cost: int


class Weighing(ValidationRule):
    """Weighs every operation of the document; a fragment is weighed once, however often it is spread."""

    limits: Limits

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.spread: dict[tuple[str, int], Weight] = {}

    def enter_operation_definition(self, node: Any, *_: Any) -> None:
        """Refuse what weighs too much."""
        root = self.context.schema.get_root_type(node.operation)
        weight = self.of_selections(root, node.selection_set, page=0)
        for found, limit, problem in (
            (weight.depth, self.limits.depth, QueryTooDeep),
            (weight.aliases, self.limits.aliases, TooManyAliases),
            (weight.cost, self.limits.cost, QueryTooCostly),
        ):
            if found > limit:
                self.report_error(too_much(problem(found=found, limit=limit), node))

    def of_selections(
        self, parent: GraphQLNamedType | None, selections: SelectionSetNode, *, page: int
    ) -> Weight:
        """The deepest, and the sums; lists repeat `page` times, the `first` of the field above (0: none)."""
        depth = aliases = cost = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                weight = self.of_field(parent, node, page=page)
            elif isinstance(node, FragmentSpreadNode):
                weight = self.of_fragment(node.name.value, page=page)
            else:
                weight = self.of_inline(parent, node, page=page)
            depth, aliases, cost = (max(depth, weight.depth), aliases + weight.aliases, cost + weight.cost)
        return Weight(depth, aliases, cost)

    def of_inline(self, parent: GraphQLNamedType | None, node: Any, *, page: int) -> Weight:
        """A fragment in place."""
        return self.of_selections(self.narrowed(parent, node), node.selection_set, page=page)

    def narrowed(self, parent: GraphQLNamedType | None, node: Any) -> GraphQLNamedType | None:
        """The type that a fragment is on."""
        return self.context.schema.get_type(node.type_condition.name.value) if node.type_condition else parent

    def of_fragment(self, name: str, *, page: int) -> Weight:
        """A fragment's weight; one that is missing or inside itself weighs nothing: other rules refuse it."""
        key = (name, page)
        if key not in self.spread:
            self.spread[key] = Weight(0, 0, 0)
            if fragment := self.context.get_fragment(name):
                parent = self.narrowed(None, fragment)
                self.spread[key] = self.of_selections(parent, fragment.selection_set, page=page)
        return self.spread[key]

    def of_field(self, parent: GraphQLNamedType | None, node: FieldNode, *, page: int) -> Weight:
        """One for the field, and its selection as many times as it is repeated."""
        aliased = 1 if node.alias else 0
        if node.selection_set is None:
            return Weight(0, aliased, 1)
        if node.name.value.startswith("__"):  # graphql-core limits introspection's own depth
            return Weight(0, aliased + self.of_selections(None, node.selection_set, page=0).aliases, 1)
        field = getattr(parent, "fields", {}).get(node.name.value)
        if field is None:  # another rule says so
            return Weight(0, aliased, 1)
        size = self.size(field, node) if ARGUMENT in field.args else 0
        repeats = is_list_type(get_nullable_type(field.type))
        inner = self.of_selections(
            get_named_type(field.type), node.selection_set, page=0 if repeats else size
        )
        times = (size or page or self.reckoned(node)) if repeats else 1
        return Weight(1 + inner.depth, aliased + inner.aliases, 1 + times * inner.cost)

    def size(self, field: Any, node: FieldNode) -> int:
        """The page size: as written, or its most where a variable will say it."""
        most = self.limits.first
        for argument in node.arguments or ():
            if argument.name.value == ARGUMENT:
                if not isinstance(argument.value, IntValueNode):
                    return most
                asked = int(argument.value.value[:12])  # Python refuses numbers of 4,300 digits
                if not 1 <= asked <= most:
                    self.report_error(too_much(PageTooLarge(found=asked, limit=most), argument))
                return min(max(asked, 1), most)
        default = field.args[ARGUMENT].default_value
        return default if isinstance(default, int) else most

    def reckoned(self, node: FieldNode) -> int:
        """How many items a list has that nobody limits; references come by the page."""
        return self.limits.first if node.name.value == "_entities" else UNPAGED


@lru_cache(maxsize=32)
def _rules(limits: Limits) -> tuple[type[ValidationRule], ...]:
    # One class per limits, for good: the validation cache keys on the rules.
    weighing = type("Weighing", (Weighing,), {"limits": limits})
    return (weighing,) if limits.introspection else (weighing, NoSchemaIntrospectionCustomRule)


def extensions(limits: Limits) -> list[Callable[[], Any]]:
    """The extensions of every schema: limits, and the caches that make them free for a known query."""
    rules = list(_rules(limits))
    return [
        lambda: MaxTokensLimiter(limits.tokens),
        lambda: AddValidationRules(rules),  # type: ignore[arg-type]
        lambda: ParserCache(256),
        lambda: ValidationCache(256),
    ]


def guard_pages(schema: GraphQLSchema, most: int) -> None:
    """Check `first` again when a variable or a default has given it, before the resolver is called."""
    for type_ in schema.type_map.values():
        for field in getattr(type_, "fields", {}).values():
            if ARGUMENT in getattr(field, "args", ()) and field.resolve:
                field.resolve = _guarded(field.resolve, most)


def _guarded(resolve: Callable[..., Any], most: int) -> Callable[..., Any]:
    def guarded(source: Any, info: Any, **arguments: Any) -> Any:
        asked = arguments.get(ARGUMENT)
        if asked is not None and not 1 <= asked <= most:
            raise PageTooLarge(found=asked, limit=most)
        return resolve(source, info, **arguments)

    return guarded
