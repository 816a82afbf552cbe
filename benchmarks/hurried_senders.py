"""wrk, the load generator that costs least of the cores it shares (Debian's package `wrk`)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.figures import Spread

SCRIPT = """
local bodies, at = {{}}, 0
for line in io.lines("{bodies}") do bodies[#bodies + 1] = line end
local head = "POST {path} HTTP/1.1\\r\\nHost: {host}\\r\\nAuthorization: Bearer {token}\\r\\n"
  .. "Content-Type: application/x-www-form-urlencoded\\r\\nContent-Length: "
request = function()
  at = at % #bodies + 1
  return head .. #bodies[at] .. "\\r\\n\\r\\n" .. bodies[at]
end
done = function(all, latency)
  local errors = all.errors.connect + all.errors.read + all.errors.write + all.errors.status + all.errors.timeout
  io.write(string.format("\\n%d %d %d %d %d %d", latency:percentile(50), latency:percentile(95), latency:percentile(99),
    all.requests, all.duration, errors))
end
"""
"""What is posted, with its headers always in one order, as wrk's own are in another each time it starts; and at the end
three percentiles, how many, how long (microseconds), how many were not answered."""


def find_wrk() -> str:
    """Return where wrk is, or say how to get it."""
    found = shutil.which("wrk")
    if found is None:
        raise RuntimeError("wrk is not installed: apt-get install wrk")
    return found


def hurry(address: str, bodies: Sequence[str], token: str, *, connections: int, seconds: int) -> Spread:
    """Post these bodies in turn over so many connections for so many seconds, each as soon as the last is answered."""
    there = urlsplit(address)
    with tempfile.TemporaryDirectory() as folder:
        held, script = Path(folder) / "bodies", Path(folder) / "post.lua"
        held.write_text("\n".join(bodies) + "\n")
        script.write_text(SCRIPT.format(bodies=held, token=token, path=there.path, host=there.netloc))
        command = [find_wrk(), "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    p50, p95, p99, requests, lasted, wrong = (int(word) for word in said.splitlines()[-1].split())
    if wrong:
        raise RuntimeError(f"{wrong} were not answered with 200")
    return Spread(p50=p50 / 1000, p95=p95 / 1000, p99=p99 / 1000, a_second=requests / (lasted / 1e6))
