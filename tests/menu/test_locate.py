"""Every key and value is found where PyYAML's composer says that it stands."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from hypothesis import given
from hypothesis import strategies as st

from ivrcheck.menu.locate import Found, locate, span_of
from ivrcheck.source import Route, Span
from tests.menu.trees import Tree, Writer, trees


def composed(
    node: yaml.Node | None, route: Route = ()
) -> Iterator[tuple[Route, yaml.Node | None, yaml.Node]]:
    """Every place of a composed tree: its route, the node of its key (none in a list), and of its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*route, key.value), key, value
            yield from composed(value, (*route, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*route, str(number)), None, value
            yield from composed(value, (*route, str(number)))


def marks(node: yaml.Node) -> Span:
    """The span of a node."""
    return span_of("f", node.start_mark, node.end_mark)


def expected(key: yaml.Node | None, value: yaml.Node) -> Found:
    """Where a reader looks for a value: at the key of an indented block, at the value itself otherwise."""
    block = isinstance(value, yaml.CollectionNode) and not value.flow_style
    if key is None:
        at = span_of("f", value.start_mark, value.start_mark) if block else marks(value)
        return Found(marks(value) if not block else at, at)
    return Found(marks(key), marks(key) if block else marks(value))


@given(trees(), st.integers(0, 10**6))
def test_every_place_is_found(tree: dict[str, Tree], seed: int) -> None:
    text = Writer(seed).write(tree)
    places = {route: (key, value) for route, key, value in composed(yaml.compose(text, Loader=yaml.CLoader))}
    found = locate("f", text, places)
    assert found.keys() == places.keys()
    for route, (key, value) in places.items():
        wanted = expected(key, value)
        assert found[route].value == wanted.value
        if key is not None:
            assert found[route].key == wanted.key
        else:
            assert (found[route].key.line, found[route].key.column) == (wanted.key.line, wanted.key.column)


@given(trees(), st.integers(0, 10**6), st.data())
def test_one_place_alone_is_found_too(tree: dict[str, Tree], seed: int, data: st.DataObject) -> None:
    text = Writer(seed).write(tree)
    places = [route for route, _, _ in composed(yaml.compose(text, Loader=yaml.CLoader))]
    route = data.draw(st.sampled_from(places))
    alone = locate("f", text, [route])
    assert alone[route] == locate("f", text, places)[route]
    assert alone.keys() == {route[:length] for length in range(1, len(route) + 1)}


def test_of_a_key_written_twice_the_first() -> None:
    assert locate("f", "a: 1\nb: 2\na: 3\n", [("a",)])[("a",)].key == Span("f", 1, 1, 1, 2)


def test_the_names_of_star_and_pound_answer_to_their_signs() -> None:
    found = locate(
        "f", "keys: {star: a, Pound: b, '9': c}\n", [("keys", "*"), ("keys", "#"), ("keys", "star")]
    )
    assert found[("keys", "star")].key == Span("f", 1, 8, 1, 12)
    assert found[("keys", "#")].key == Span("f", 1, 17, 1, 22)


def test_what_is_not_there_is_not_found() -> None:
    missing = [("c",), ("a", "x"), ("b", "1"), ("b", "0", "y")]
    assert not locate("f", "a: 1\nb: [x]\n", missing).keys() & {*missing}


def test_places_before_the_text_breaks_off() -> None:
    assert locate("f", "a: 1\nb: [\n", [("a",)])[("a",)].value == Span("f", 1, 4, 1, 5)


def test_wide_characters_count_as_one_column() -> None:
    assert locate("f", "中😀: {é: x}\n", [("中😀", "é")])[("中😀", "é")].value == Span("f", 1, 9, 1, 10)
