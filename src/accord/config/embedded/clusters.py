"""Making the database's files, and the settings they are served with."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from accord.config.embedded.identities import Identity
from accord.config.embedded.programs import launch

SUPERUSER = "postgres"
ROLES = (SUPERUSER, "accord_owner", "accord_app")

# For two cores and a few gigabytes; a larger house brings its own server in DATABASE_URL. What is logged is
# operational: no statement, parameter or detail, because those hold names and clinical words.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    # Always ready to keep what is written for a restore to a moment; where it goes, if anywhere, is `archive_command`.
    "archive_mode": "on",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    # Else each connection of a role is shown what the others of it send, names and clinical words among it.
    "track_activities": "off",
}


NO_ARCHIVE = "true"
"""The `archive_command` that keeps nothing. It is in the file of settings, so that ALTER SYSTEM can say another."""


class ServerFailed(RuntimeError):
    """The embedded database server could not be started."""


def create(cluster: Path, programs: Path, identity: Identity, log: Path) -> None:
    """Make an empty database cluster, whole or not at all."""
    unfinished = cluster.with_name(cluster.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    own(unfinished, identity)
    arguments = [f"--pgdata={unfinished}", f"--username={SUPERUSER}", "--auth=peer", "--encoding=UTF8", "--locale=C"]
    arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    with log.open("ab") as lines:
        process = launch(programs / "initdb", *arguments, identity=identity, log=lines)
        status = process.wait()
    if status != 0:
        raise ServerFailed(f"the database could not be created in {cluster}: {last_words(log)}. {advice(identity)}")
    unfinished.rename(cluster)


def own(folder: Path, identity: Identity) -> None:
    """Make `folder` the server's alone."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if identity.mode == "user":
        os.chown(folder, identity.uid, identity.gid)


def admit(cluster: Path, identity: Identity) -> None:
    """Let in, through the socket only, our own user and nobody else: as any role, and to copy as the superuser."""
    lines = "".join(f"ours {identity.peer} {role}\n" for role in ROLES)
    rules = f"local all all peer map=ours\nlocal replication {SUPERUSER} peer map=ours\n"
    (cluster / "pg_hba.conf").write_text(rules, encoding="utf-8")
    (cluster / "pg_ident.conf").write_text(lines, encoding="utf-8")


def keep_settings(cluster: Path) -> None:
    """Write into the file of settings what must not be fixed on the server's command line, once."""
    file, line = cluster / "postgresql.conf", f"archive_command = '{NO_ARCHIVE}'\n"
    text = file.read_text(encoding="utf-8")
    if not text.endswith(line):
        file.write_text(f"{text}\n{line}", encoding="utf-8")


def serve(
    cluster: Path,
    programs: Path,
    identity: Identity,
    *,
    socket: Path,
    log: Path,
    durable: bool = True,
    others: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start the server on `cluster`, with `others` among its settings for this one time."""
    settings = SETTINGS | {"unix_socket_directories": str(socket)} | dict(others or {})
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    arguments = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log.open("ab") as lines:
        return launch(programs / "postgres", "-D", str(cluster), *arguments, identity=identity, log=lines)


def is_ready(cluster: Path, process: subprocess.Popen[bytes]) -> bool:
    """Return whether the server that `process` is takes connections that may write."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready"


def last_words(log: Path) -> str:
    """Return the last line that the server wrote."""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"


def advice(identity: Identity) -> str:
    """Return what to do when the server cannot run as `identity`."""
    if identity.mode == "namespace" and os.geteuid() == 0:
        return "As root, use a folder that every user may enter (--data /var/lib/accord), or run as an ordinary user."
    return "Choose another folder with --data, or name a database in DATABASE_URL."
