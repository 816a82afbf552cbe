"""Reading HL7 v2, and answering it: what is taken, and which field was wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.told_moves import ToldKind
from accord.sharing.moves import acks, adt
from accord.sharing.moves.messages import Message, NotAnAdmission, Wrong

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
LINES = (
    "MSH|^~\\&|PAS|R9901|ACCORD|X|20260302170000||ADT^A01^ADT_A01|M1|P|2.4",
    "EVN|A01|20260302170000||||20260302164500",
    "PID|1||9990000018^^^NHS^NH~77^^^R9901^MR||O'NEILL&O^R\\T\\OSE||19410517|F",
    "PV1|1|I|W1^B1^1^R9901|||||||||||||||||V7" + "|" * 25 + "20260302163000+0000|",
)
WHOLE = "\r".join(LINES).replace("||V7", "|V7") + "\r"


def changed(*pairs: tuple[str, str]) -> str:
    text = WHOLE
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def read(text: str) -> Message:
    return adt.read(text, now=NOW, takes=frozenset("P"))


def wrong(*pairs: tuple[str, str]) -> tuple[str, str]:
    with pytest.raises(Wrong) as refused:
        read(changed(*pairs))
    return refused.value.at, refused.value.code


def test_admission_is_read_whole() -> None:
    message = read(WHOLE)
    assert (message.control, message.visit, message.kind, message.place_code) == (
        "M1",
        "V7",
        ToldKind.ADMITTED,
        "R9901",
    )
    assert message.at == datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    patient = message.patient
    assert (patient.nhs_number, patient.family, patient.given) == ("9990000018", "O'NEILL", "R&OSE")
    assert patient.birth_date == date(1941, 5, 17)


@pytest.mark.parametrize(("event", "kind"), [(each, kind) for each, kind in adt.KINDS.items()])
def test_each_event_is_what_it_says(event: str, kind: ToldKind) -> None:
    assert read(changed(("A01^ADT_A01", event))).kind is kind


def test_message_in_other_separators_is_the_same() -> None:
    other = WHOLE.translate(str.maketrans("|^~&", "*:?$"))
    assert (read(other).visit, read(other).patient) == (read(WHOLE).visit, read(WHOLE).patient)


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (("ADT^A01^ADT_A01", "ADT^A08"), ("MSH-9", "201")),
        (("|2.4", "|3.0"), ("MSH-12", "203")),
        (("|P|", "|T|"), ("MSH-11", "202")),
        (("|M1|", "||"), ("MSH-10", "101")),
        (("|V7|", "||"), ("PV1-19", "101")),
        (("1|I|", "1||"), ("PV1-2", "101")),
        (("|19410517|", "|17051941|"), ("PID-7", "102")),
        (("|19410517|", "|20300101|"), ("PID-7", "102")),
        (("20260302163000+0000", "20260302"), ("", "")),
        (("20260302163000+0000", "2026030216300"), ("PV1-44", "102")),
        (("20260302163000+0000", "20270302163000"), ("PV1-44", "102")),
        (("77^^^R9901^MR", "9990000026^^^NHS"), ("PID-3", "103")),
    ],
)
def test_wrong_field_is_named(pair: tuple[str, str], answer: tuple[str, str]) -> None:
    if answer == ("", ""):
        assert read(changed(pair)).at == datetime(2026, 3, 2, tzinfo=UTC)
    else:
        assert wrong(pair) == answer


def test_attendance_is_no_admission() -> None:
    with pytest.raises(NotAnAdmission):
        read(changed(("1|I|", "1|E|")))


def test_character_set_is_the_one_that_is_named() -> None:
    named = changed(("|P|2.4", "|P|2.4||||||8859/1"), ("O'NEILL", "MÜLLER"))
    assert read(adt.decode(named.encode("latin-1"))).patient.family == "MÜLLER"
    with pytest.raises(Wrong, match="MSH-18"):
        adt.decode(changed(("O'NEILL", "MÜLLER")).encode("latin-1"))


@settings(max_examples=20)
@given(st.text(max_size=80))
def test_whatever_comes_is_read_or_refused(noise: str) -> None:
    for text in (noise, WHOLE.replace("W1", noise), WHOLE.replace("V7", noise), LINES[0] + "\r" + noise):
        with suppress(Wrong, NotAnAdmission):
            read(text)


def test_taken_is_answered_to_the_sender_with_the_number() -> None:
    header, answer = acks.taken(adt.read_header(WHOLE), NOW).split("\r")[:2]
    assert header.startswith("MSH|^~\\&|ACCORD|X|PAS|R9901|20260302180000+0000||ACK^A01|")
    assert answer == "MSA|AA|M1"


def test_error_names_the_field_as_its_version_does() -> None:
    failed = Wrong("PV1-3", "names R|1, which is no organisation here.", "204")
    old = acks.refused(adt.read_header(WHOLE), failed, NOW).split("\r")
    assert old[1] == "MSA|AE|M1|PV1-3 names R\\F\\1, which is no organisation here."
    assert old[2] == "ERR|PV1^1^3^204&Unknown key identifier&HL70357"
    new = acks.refused(adt.read_header(WHOLE.replace("|2.4", "|2.5")), failed, NOW).split("\r")
    assert new[2].split("|")[2:5] == ["PV1^1^3", "204^Unknown key identifier^HL70357", "E"]
