"""Download handler that connects to public addresses only, whatever the name of the site resolves to."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver

# A private module of Scrapy 2.19, hence `scrapy>=2.19,<2.20` in pyproject.toml: there is no public path yet.
# The client takes half as long as Scrapy's default one, which is built on Twisted.
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler

if TYPE_CHECKING:
    from aiohttp.abc import ResolveResult
    from scrapy.crawler import Crawler

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses whose last 32 bits are an IPv4 address (RFC 6052)."""


class PublicHostsHandler(AiohttpDownloadHandler):
    """AiohttpDownloadHandler that refuses private addresses, unless `LOKSABHA_SITE_URL` itself names one.

    The address that was checked is the one that is connected to: a name that resolves differently the second
    time (DNS rebinding) gains nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        site = urlsplit(crawler.spider.site.site_url).hostname or ""  # type: ignore[union-attr]
        connector = self._session.connector
        if isinstance(connector, aiohttp.TCPConnector) and not is_private_host(site):
            connector._resolver = PublicResolver(connector._resolver, site)


class PublicResolver(AbstractResolver):
    """Resolves host names; raises `OSError` for the site's host and subdomains at a private address.

    Other hosts are proxies of the environment, which may be private.
    """

    def __init__(self, resolver: AbstractResolver | None, site: str) -> None:
        self.resolver, self.site = resolver or DefaultResolver(), site

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host."""
        found = await self.resolver.resolve(host, port, family)
        for entry in found:
            if f".{host}".endswith(f".{self.site}") and not is_public(entry["host"]):
                raise OSError(None, f"{host} resolves to {entry['host']}, which is not a public address")
        return found

    async def close(self) -> None:
        """Release the resolver."""
        await self.resolver.close()


def is_private_host(host: str) -> bool:
    """Whether a host of a URL is on this machine or network by its name.

    >>> is_private_host("sansad.in"), is_private_host("localhost"), is_private_host("::ffff:10.0.0.1")
    (False, True, True)
    """
    try:
        return not is_public(host)
    except ValueError:
        return "." not in host or host.endswith(".localhost")


def is_public(address: str) -> bool:
    """Whether an IP address is public; an IPv4 address inside an IPv6 one decides. Raises `ValueError`.

    >>> [is_public(a) for a in ("164.100.252.170", "169.254.169.254", "::ffff:127.0.0.1", "fe80::1%eth0")]
    [True, False, False, False]
    """
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = embedded or ip
    return ip.is_global and not ip.is_multicast
