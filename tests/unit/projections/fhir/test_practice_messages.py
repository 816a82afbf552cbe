"""Tests of what a practice is sent, and of what its system answers, in JSON and in XML."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.builders import plans

from accord.projections.fhir.checking import check
from accord.projections.fhir.practice_messages import Letter, MessageKind, message, read_answer

OURS = "3f8e0c7a-0000-4000-8000-000000000001"
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<Bundle xmlns="http://hl7.org/fhir"><type value="message"/>
<entry><resource><MessageHeader><response><identifier value="{OURS.upper()}"/><code value="fatal-error"/></response>
</MessageHeader></resource></entry><entry><resource><OperationOutcome><issue><severity value="error"/>
<details><coding><code value="30003"/><display value="Not known here"/></coding></details></issue></OperationOutcome>
</resource></entry></Bundle>"""


def letter(kind: MessageKind = MessageKind.SIGNED) -> Letter:
    return Letter(
        local_id=UUID(OURS),
        kind=kind,
        person=plans.signed().person,
        at=datetime(2026, 11, 22, 12, tzinfo=UTC),
        sender=("VL901", "Vale Home"),
        practice=("Y90001", "Meadow Practice"),
        mailboxes=("OURS01", "THEIRS01"),
        happened=("A plan <of today> was signed.",),
        stands=("When this was asked, CPR: not known.",),
        plans=(),
    )


@pytest.mark.parametrize("kind", MessageKind)
def test_message_is_what_fhir_allows(kind: MessageKind) -> None:
    made = message(letter(kind))
    assert check(made, kind="Bundle") == []
    assert made["entry"][0]["resource"]["eventCoding"]["code"] == kind.value


def test_header_comes_first_and_names_every_document() -> None:
    made = message(letter())
    header, notice = (each["resource"] for each in made["entry"])
    assert [each["reference"] for each in header["focus"]] == [made["entry"][1]["fullUrl"]]
    assert (header["id"], notice["type"]) == (OURS, "document")
    assert "A plan &lt;of today&gt; was signed." in notice["entry"][0]["resource"]["section"][0]["text"]["div"]


def test_answer_in_json_is_read() -> None:
    header = {"resourceType": "MessageHeader", "response": {"identifier": f"urn:uuid:{OURS}", "code": "ok"}}
    found = read_answer(json.dumps({"resourceType": "Bundle", "entry": [{"resource": header}]}).encode())
    assert found is not None
    assert (found.about, found.is_taken) == (OURS, True)


def test_answer_in_xml_is_read() -> None:
    found = read_answer(XML.encode())
    assert found is not None
    assert (found.about, found.is_taken, found.words) == (OURS, False, "fatal-error 30003; Not known here")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[1]",
        b"not json",
        b"[" * 100_000,
        b'{"entry": [{"resource": {"resourceType": "MessageHeader", "response": 1}}]}',
        b"<Bundle>",
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + XML.partition("?>")[2].encode(),
    ],
)
def test_what_answers_nothing_is_no_answer(body: bytes) -> None:
    assert read_answer(body) is None
