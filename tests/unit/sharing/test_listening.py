"""Listening for HL7 v2 over TCP: messages are told apart, and each is answered before the next."""

from __future__ import annotations

import socket
from threading import Thread
from uuid import uuid4

from accord.sharing.moves.listening import Listener, frames


def test_messages_come_over_the_network_one_after_the_other() -> None:
    sent = ["MSH|^~\\&|P|H|A|X|20260302||ADT^A01|M1|P|2.4\rPV1|1|E\r", "MSH|^~\\&|P|H|A|X|20260302||ADT^A08|M2|P|2.4\r"]
    with Listener(("127.0.0.1", 0), uuid4()) as listener:
        serving = Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        serving.start()
        with socket.create_connection(listener.server_address, timeout=20) as line:
            line.sendall(b"noise" + b"".join(b"\x0b" + each.encode() + b"\x1c\r" for each in sent))
            heard = b""
            while heard.count(b"\x1c\r") < 2:
                heard += line.recv(4_096)
        listener.shutdown()
        serving.join()
    assert [part.split("MSA|")[1][:2] for part in heard.decode().split("\x1c\r")[:2]] == ["AA", "AR"]


def test_message_that_stops_in_the_middle_is_none() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\x0bMSH|1\x1c\r\x0bMSH|2")
        theirs.close()
        assert list(frames(ours)) == [b"MSH|1"]
