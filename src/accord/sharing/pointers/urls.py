"""Addresses of the locator: what producers do, and what consumers find."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pointers import consuming, producing
from accord.sharing.pointers.answering import answered

app_name = "pointers"
PRODUCER, CONSUMER = (each.AT.removeprefix("/") for each in (producing, consuming))
urlpatterns = [
    path(
        PRODUCER,
        answered("ccs", POST=producing.create, PUT=producing.upsert, GET=consuming.search_by_address),
        name="producer",
    ),
    path(f"{PRODUCER}/_search", answered("s", POST=producing.search), name="producer-search"),
    path(
        f"{PRODUCER}/<str:number>",
        answered("rud", GET=producing.read, PUT=producing.update, DELETE=producing.delete),
        name="producer-one",
    ),
    path(CONSUMER, answered("s", GET=consuming.search_by_address), name="consumer"),
    path(f"{CONSUMER}/_search", answered("s", POST=consuming.search), name="consumer-search"),
    path(f"{CONSUMER}/<str:number>", answered("r", GET=consuming.read), name="consumer-one"),
]
