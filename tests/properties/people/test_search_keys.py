"""However a name or postcode is typed, it is found by what it is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accord.domain.people import Address, PersonName
from accord.people.search_keys import family_key, keys_of, postcode_key

BORN = date(1941, 5, 17)
LETTERS = st.text(alphabet=st.characters(categories=("Lu", "Ll", "Zs", "Pd", "Mn")), max_size=30)


@given(LETTERS)
def test_family_key_is_settled(name: str) -> None:
    assert family_key(family_key(name)) == family_key(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéñöç", min_size=1, max_size=20), st.sampled_from("-'’ "))
def test_family_key_does_not_mind_capitals_and_marks(name: str, mark: str) -> None:
    assert family_key(name.upper()[:1] + mark + name[1:]) == family_key(name)


@given(st.from_regex(r"[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}", fullmatch=True))
def test_postcode_key_does_not_mind_spaces_and_capitals(postcode: str) -> None:
    assert postcode_key(postcode.lower().replace(" ", "  ")) == postcode_key(postcode)


@given(st.lists(LETTERS, max_size=4), st.lists(LETTERS, max_size=4), st.booleans())
def test_every_key_is_of_a_name_and_an_address_and_none_of_a_restricted_person(
    families: list[str], postcodes: list[str], restricted: bool
) -> None:
    names = [PersonName(family=family) for family in families]
    addresses = [Address(postcode=postcode) for postcode in postcodes]
    keys = list(keys_of(restricted=restricted, names=names, birth_date=BORN, addresses=addresses))
    wanted = {(f, BORN, p) for f in map(family_key, families) for p in map(postcode_key, postcodes) if f and p}
    assert set(keys) == (set() if restricted else wanted)
    assert len(keys) == len(set(keys))
