"""Our own styles and scripts, whole: they are small, and a response in one piece suits an asynchronous server."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise, but for the stream of pieces that it would hand over, at which Django warns under ASGI."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """Answer with the whole file, or with what its validators allow."""
        answer = static_file.get_response(request.method, request.META)
        response = HttpResponse(answer.file.read() if answer.file is not None else b"", status=answer.status)
        if answer.file is not None:
            answer.file.close()
        del response.headers["Content-Type"]
        for name, value in answer.headers:
            response.headers[name] = value
        return response
