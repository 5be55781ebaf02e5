"""Settings: environment or `.env`, each shown in `loksabha --help`."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings of the product; the `AWS_*` credentials are read by boto3 itself."""

    model_config = SettingsConfigDict(env_prefix="LOKSABHA_", env_file=".env", extra="ignore")

    site_url: str = Field(
        "https://sansad.in", description="the site; files are fetched only from its host and its subdomains"
    )
    store: str = Field("s3://loksabha", description="bucket and optional prefix")
    s3_endpoint_url: str | None = Field(
        None, description="any S3; unset: the embedded server, started when needed"
    )
    home: Path = Field(Path(".loksabha"), description="data and credentials of the embedded S3 server")
    delay: float = Field(1.0, ge=0, description="seconds between requests to the site")
    concurrency: int = Field(1, ge=1, description="requests in progress at the same time")
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="processes that extract and parse"
    )
    crawl_wait: float = Field(
        21600.0, ge=0, description="seconds to wait for the crawl of another run to end"
    )
    notify: str | None = Field(
        None, description="Apprise addresses that receive the end of each run (mailto://, slack://, …)"
    )
    ping: str | None = Field(
        None, description="a healthchecks address that is called at the start and the end of each run"
    )

    @field_validator("site_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"LOKSABHA_SITE_URL={value!r} is not an http(s):// address")
        return value.rstrip("/")

    @field_validator("store")
    @classmethod
    def _is_s3(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "s3" or not parts.hostname:
            raise ValueError(f"LOKSABHA_STORE={value!r} is not s3://BUCKET or s3://BUCKET/PREFIX")
        return value.rstrip("/")

    def environment(self) -> dict[str, str]:
        """The same settings as environment variables, for a child process."""
        values = self.model_dump(mode="json", exclude_none=True)
        return {f"LOKSABHA_{name.upper()}": str(value) for name, value in values.items()}

    @property
    def bucket(self) -> str:
        """The bucket of `store`."""
        return urlsplit(self.store).netloc

    @property
    def prefix(self) -> str:
        """The key prefix of `store`, "" or ending in a slash."""
        path = urlsplit(self.store).path.strip("/")
        return f"{path}/" if path else ""
