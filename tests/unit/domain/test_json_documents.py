"""Reading other people's JSON: every error by its path, everything that nobody took named."""

import pytest

from accord.domain.errors import Refused
from accord.domain.json_documents import Fields, parse_json


def fields(**values: object) -> Fields:
    return Fields.root(values, "document")


def wrongs(read: Fields) -> list[str]:
    return [str(error) for error in read.wrong]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1', "line 1, column 8"),
        ("", "line 1, column 1"),
        ('{"a": 1, "a": 2}', "'a' stands twice"),
        ('{"a": NaN}', "NaN is not a JSON number"),
        ("[" * 100_000, "nested too deeply"),
        (b"\xff\xfe", "is not UTF-8 text"),
        ('"' + "a" * 5_000_000 + '"', "5,000,002 characters"),
        ('{"a": ' + "1" * 5000 + "}", "Exceeds the limit"),
    ],
)
def test_broken_json_is_refused_saying_where(text: str | bytes, said: str) -> None:
    with pytest.raises(Refused, match="document") as refused:
        parse_json(text)
    assert said in str(refused.value)


def test_byte_order_mark_is_let_pass() -> None:
    assert parse_json("\ufeff{}") == {}
    assert parse_json(b"\xef\xbb\xbf[1]") == [1]


@pytest.mark.parametrize("value", [[], "text", 3, None, True])
def test_root_that_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(Refused, match="not an object"):
        Fields.root(value, "document")


def test_values_of_the_wrong_kind_are_all_named_by_path() -> None:
    read = fields(a=1, b="x", c="31-12-2020", d={"e": [True]}, f=True)
    read.text("a"), read.flag("b"), read.day("c"), read.child("d").texts("e"), read.whole("f")
    assert [error.field for error in read.wrong] == ["a", "b", "c", "d.e.0", "f"]
    with pytest.raises(Refused, match="c: '31-12-2020' is not accepted"):
        read.refuse_if_wrong()


def test_absent_and_null_fields_read_as_nothing() -> None:
    read = fields(a=None)
    assert (read.text("a"), read.flag("a"), read.whole("b"), read.day("b"), read.children("b")) == (
        "",
        None,
        None,
        None,
        (),
    )
    assert "a" not in read
    assert read.wrong == []


def test_required_text_that_is_absent_is_named() -> None:
    read = fields()
    read.text("name", required=True)
    assert wrongs(read) == ["name: is missing."]


def test_time_without_an_offset_is_named() -> None:
    read = fields(at="2024-01-10T23:00:00", on="2024-01-10T23:00:00Z")
    assert read.time("on") is not None
    assert read.time("at") is None
    assert "with its offset" in wrongs(read)[0]


def test_forbidden_characters_in_a_text_are_named_by_path() -> None:
    read = fields(donor={"name": "a\u202eb"})
    read.child("donor").text("name")
    assert wrongs(read)[0].startswith("donor.name: holds right-to-left override (U+202E) at character 2")


def test_what_nobody_took_is_named_with_its_path() -> None:
    read = fields(taken="x", left=1, child={"inside": [2], "taken": "y"}, ignored=1)
    read.text("taken"), read.child("child").text("taken"), read.ignore("ignored")
    assert [(each.path, each.value) for each in read.unplaced()] == [("left", "1"), ("child.inside", "[2]")]


def test_field_given_back_says_why() -> None:
    read = fields(year="1926")
    read.text("year")
    read.leave("year", "Only a year.")
    assert read.unplaced()[0].why == "Only a year."


def test_object_set_aside_is_named_whole() -> None:
    read = fields(items=[{"url": "x", "value": 1}])
    read.children("items")[0].set_aside("Not known.")
    (left,) = read.unplaced()
    assert (left.path, left.value, left.why) == ("items[0]", '{"url": "x", "value": 1}', "Not known.")


def test_long_value_is_shown_short() -> None:
    assert fields(long="a" * 1000).unplaced()[0].value.endswith("a…")


def test_list_with_something_that_is_no_object_is_named() -> None:
    read = fields(items=[{}, "x"], other={})
    assert len(read.children("items")) == 1
    assert read.children("other") == ()
    assert [error.field for error in read.wrong] == ["items[1]", "other"]


@pytest.mark.parametrize(("value", "said"), [(1, []), (0.5, []), ("1", ["n"]), (True, ["n"])])
def test_number_takes_numbers_alone(value: object, said: list[str]) -> None:
    read = fields(n=value)
    read.number("n")
    assert [error.field for error in read.wrong] == said
