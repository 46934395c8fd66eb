"""A query is weighed before anything else is done with it: in time that grows with its length alone."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from shared.errors import InvalidInput
from shared.kit.graphql.limits import (
    ARGUMENT,
    INTROSPECTED,
    UNPAGED,
    Limits,
    PageTooLarge,
    QueryTooCostly,
    QueryTooDeep,
    TooManyAliases,
    TooManyRepeats,
)
from shared.kit.rates import COST_OF_A_POINT

_MOST_TOLD = 10**9  # a number that a reader still grasps


class Weight(NamedTuple):
    """What a selection weighs."""

    depth: int
    aliases: int
    repeats: int
    cost: int


_NOTHING = Weight(0, 0, 0, 0)


class Weighing:
    """Weighs every operation of a document; a fragment is weighed once for each page size, however often it is spread.

    `errors` says what is too much, `costs` what each operation costs, by name ("" when it has none).
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> None:
        self.schema, self.limits = schema, limits
        self.errors: list[GraphQLError] = []
        self.costs: dict[str, int] = {}
        self.fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self.spread: dict[tuple[str, int], Weight] = {}
        self.named: dict[str, Counter[str]] = {}
        for one in document.definitions:
            if isinstance(one, OperationDefinitionNode):
                self.of_operation(one)

    def of_operation(self, node: OperationDefinitionNode) -> None:
        """Note what the operation costs, and refuse what weighs too much."""
        root = self.schema.get_root_type(node.operation)
        weight = self.of_selections(root, node.selection_set, page=0)
        if node.operation is OperationType.MUTATION:
            # Each is a request of its own over REST, with a transaction and a fact: it costs as many points here.
            each = self.names_in(node.selection_set).total()
            weight = weight._replace(cost=weight.cost + each * COST_OF_A_POINT)
        self.costs[node.name.value if node.name else ""] = min(weight.cost, _MOST_TOLD)
        for found, limit, problem in (
            (weight.depth, self.limits.depth, QueryTooDeep),
            (weight.aliases, self.limits.aliases, TooManyAliases),
            (weight.repeats + self.repeats_in(node.selection_set), self.limits.repeats, TooManyRepeats),
            (weight.cost, self.limits.cost, QueryTooCostly),
        ):
            if found > limit:
                self.refuse(problem(found=min(found, _MOST_TOLD), limit=limit), node)

    def refuse(self, problem: InvalidInput, node: Node) -> None:
        """Keep the problem as an error of the engine; the view says it in the reader's language."""
        self.errors.append(
            GraphQLError(problem.detail.render("en", problem.facts), node, original_error=problem)
        )

    def of_selections(
        self, parent: GraphQLNamedType | None, selections: SelectionSetNode, *, page: int
    ) -> Weight:
        """The deepest, and the sums; lists repeat `page` times, the `first` of the field above (0: none)."""
        depth = aliases = repeats = cost = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                weight = self.of_field(parent, node, page=page)
            elif isinstance(node, FragmentSpreadNode):
                weight = self.of_fragment(node.name.value, page=page)
            else:
                inline: Any = node
                weight = self.of_selections(self.narrowed(parent, inline), inline.selection_set, page=page)
            depth = max(depth, weight.depth)
            aliases, repeats, cost = aliases + weight.aliases, repeats + weight.repeats, cost + weight.cost
        return Weight(depth, aliases, repeats, cost)

    def narrowed(self, parent: GraphQLNamedType | None, node: Any) -> GraphQLNamedType | None:
        """The type that a fragment is on; none for a type of introspection, which is weighed without types."""
        if node.type_condition is None:
            return parent
        name = node.type_condition.name.value
        return None if name.startswith("__") else self.schema.get_type(name)

    def of_fragment(self, name: str, *, page: int) -> Weight:
        """A fragment's weight; one that is missing or inside itself weighs nothing: the engine's rules refuse it."""
        key = (name, page)
        if key not in self.spread:
            self.spread[key] = _NOTHING
            if fragment := self.fragments.get(name):
                parent = self.narrowed(None, fragment)
                self.spread[key] = self.of_selections(parent, fragment.selection_set, page=page)
        return self.spread[key]

    def of_field(self, parent: GraphQLNamedType | None, node: FieldNode, *, page: int) -> Weight:
        """One for the field, and its selection as many times as it is repeated."""
        aliased = 1 if node.alias else 0
        if node.selection_set is None:
            return Weight(0, aliased, 0, 1)
        repeats = self.repeats_in(node.selection_set)
        field = getattr(parent, "fields", {}).get(node.name.value)
        if field is None:  # the engine refuses it, or it is introspection, whose depth the engine limits
            inner = self.of_selections(None, node.selection_set, page=0)
            depth, times = (0, INTROSPECTED) if node.name.value.startswith("__") else (1 + inner.depth, 1)
            return Weight(depth, aliased + inner.aliases, repeats + inner.repeats, 1 + times * inner.cost)
        size = self.size(field, node) if ARGUMENT in field.args else 0
        many = is_list_type(get_nullable_type(field.type))
        inner = self.of_selections(get_named_type(field.type), node.selection_set, page=0 if many else size)
        times = (size or page or self.reckoned(node)) if many else 1
        return Weight(
            1 + inner.depth, aliased + inner.aliases, repeats + inner.repeats, 1 + times * inner.cost
        )

    def size(self, field: Any, node: FieldNode) -> int:
        """The page size: as written, or its most where a variable will say it."""
        most = self.limits.first
        for argument in node.arguments or ():
            if argument.name.value == ARGUMENT:
                if not isinstance(argument.value, IntValueNode):
                    return most
                asked = int(argument.value.value[:12])  # Python refuses numbers of 4,300 digits
                if not 1 <= asked <= most:
                    self.refuse(PageTooLarge(found=asked, limit=most), argument)
                return min(max(asked, 1), most)
        default = field.args[ARGUMENT].default_value
        return default if isinstance(default, int) else most

    def reckoned(self, node: FieldNode) -> int:
        """How many items a list has that nobody limits; references come by the page."""
        return self.limits.first if node.name.value == "_entities" else UNPAGED

    def repeats_in(self, selections: SelectionSetNode) -> int:
        """How often a name of the answer stands beside itself in one selection, fragments included."""
        names = self.names_in(selections)
        return names.total() - len(names)

    def names_in(self, selections: SelectionSetNode) -> Counter[str]:
        """The names of the answer in one selection."""
        names: Counter[str] = Counter()
        for node in selections.selections:
            if isinstance(node, FieldNode):
                names[(node.alias or node.name).value] += 1
            elif isinstance(node, InlineFragmentNode):
                names.update(self.names_in(node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                names.update(self.names_of(node.name.value))
        return names

    def names_of(self, name: str) -> Counter[str]:
        """The names in a fragment; none where it is missing or inside itself."""
        if name not in self.named:
            self.named[name] = Counter()
            if fragment := self.fragments.get(name):
                self.named[name] = self.names_in(fragment.selection_set)
        return self.named[name]
