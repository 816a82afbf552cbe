"""What an ASGI server of one's own runs; `accord serve` brings its own."""

import os

from accord.config.web_servers import make_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")

application = make_application()
