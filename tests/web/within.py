"""Questions to the application within this process, as a browser or a program puts them."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import httpx
from fastapi import FastAPI

BASE = "http://127.0.0.1"


def ask(
    app: FastAPI,
    path: str,
    method: str = "GET",
    *,
    headers: Mapping[str, str] = {},
    form: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> httpx.Response:
    """Ask once, and give the answer; what breaks in the application breaks the test."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=("192.0.2.9", 4711))
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return await client.request(method, path, headers=headers, data=form, content=body)

    with ThreadPoolExecutor(1) as aside:  # a browser that is driven here has a loop of its own
        return aside.submit(lambda: asyncio.run(asked())).result()
