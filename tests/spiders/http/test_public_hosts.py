"""Addresses that the crawler connects to."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver

from spiders.http.public_hosts import PublicResolver, is_private_host, is_public

if TYPE_CHECKING:
    from aiohttp.abc import ResolveResult


class FixedResolver(AbstractResolver):
    """Resolves each name to the same addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return [
            {"hostname": host, "host": a, "port": port, "family": family, "proto": 0, "flags": 0}
            for a in self.addresses
        ]

    async def close(self) -> None: ...


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "2002:7f00:1::",
    "64:ff9b::10.0.0.1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_site_that_resolves_to_a_private_address_is_refused(address: str) -> None:
    resolver = PublicResolver(FixedResolver("164.100.252.170", address), "sansad.in")
    for host in ("sansad.in", "files.sansad.in"):
        with pytest.raises(OSError, match="not a public address"):
            asyncio.run(resolver.resolve(host, 443))
    assert asyncio.run(resolver.resolve("proxy.office", 3128))


@pytest.mark.parametrize("address", ["164.100.252.170", "2606:4700::1111", "64:ff9b::a464:fcaa"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(address)
    resolver = PublicResolver(FixedResolver(address), "sansad.in")
    assert asyncio.run(resolver.resolve("sansad.in", 443))


@pytest.mark.parametrize("host", ["localhost", "site", "x.localhost", "127.0.0.1", "::1", "::ffff:10.0.0.1"])
def test_a_site_may_itself_be_on_a_private_host(host: str) -> None:
    assert is_private_host(host)
    assert not is_private_host("sansad.in")


def test_nothing_is_sent_to_a_private_address() -> None:
    """A name of the site that resolves to this machine: its server gets no connection."""

    async def ask() -> int:
        asked = 0

        async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal asked
            asked += 1
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0, family=socket.AF_INET)
        port = server.sockets[0].getsockname()[1]
        connector = aiohttp.TCPConnector(resolver=PublicResolver(FixedResolver("127.0.0.1"), "sansad.in"))
        async with server, aiohttp.ClientSession(connector=connector) as session:
            with pytest.raises(aiohttp.ClientConnectorDNSError, match="not a public address"):
                await session.get(f"http://sansad.in:{port}/")
        return asked

    assert asyncio.run(ask()) == 0
