"""The real `accord serve`, people signed in to it as a browser signs them in, and requests sent to it."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.figures import Spread
from benchmarks.runs import REPOSITORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: with a body it is posted."""

    path: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers."""

    host: str
    port: int
    process: int = 0

    def sign_in(self, username: str, password: str) -> str:
        """Sign in, and return the cookies of the session as a header carries them."""
        jar = SimpleCookie()
        self._ask(jar, "GET", "/sign-in")
        form = {"username": username, "password": password, "csrfmiddlewaretoken": jar["csrftoken"].value}
        self._ask(jar, "POST", "/sign-in", urlencode(form))
        self._ask(jar, "GET", "/choose-role")
        return "; ".join(f"{name}={jar[name].value}" for name in ("sessionid", "csrftoken"))

    def read(self, path: str, cookie: str) -> str:
        """Return the text of a page."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookie})
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def _ask(self, jar: SimpleCookie, method: str, path: str, body: str = "") -> None:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={each.value}" for name, each in jar.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}")
        for header in answer.headers.get_all("Set-Cookie", []):
            jar.load(header)
        connection.close()

    def send(self, requests: Sequence[Request], cookies: Sequence[str], expected: int = 200) -> Spread:
        """Send these requests over one connection a session, each with its next request as soon as it is answered."""
        told = {
            "host": self.host,
            "port": self.port,
            "cookies": cookies,
            "expected": expected,
            "requests": [{"path": each.path, "body": each.body} for each in requests],
        }
        command = [sys.executable, "-m", "benchmarks.senders"]
        sent = subprocess.run(
            command, input=json.dumps(told), capture_output=True, text=True, check=True, cwd=REPOSITORY, env={}
        )
        found = json.loads(sent.stdout)
        if found["wrong"]:
            raise RuntimeError(f"not answered with {expected}: {'; '.join(found['wrong'])}")
        return Spread.of(found["took"], found["lasted"])


@contextmanager
def serving(data: Path, workers: int) -> Iterator[Server]:
    """Run `accord serve` on a data folder for as long as the block lasts."""
    command = [str(Path(sys.executable).parent / "accord"), "serve", "--data", str(data), "--port", "0"]
    with (data / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--workers", str(workers)], stdout=subprocess.PIPE, stderr=log, text=True, cwd=REPOSITORY
        )
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            host, _, port = said.rstrip("/\n").rpartition("//")[2].partition(":")
            if not port:
                raise RuntimeError(f"accord serve did not start; see {data / 'serve.log'}")
            yield Server(host, int(port), process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
