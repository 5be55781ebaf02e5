"""Installs automations.yaml on the Prefect server; `prefect automation create` would add it once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import httpx
import yaml
from prefect.blocks.notifications import SlackWebhook
from prefect.client.orchestration import get_client
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import PrefectException
from pydantic import SecretStr, ValidationError

from flows.errors import BadRequest, FlowsError
from flows.notify import addresses

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from prefect.client.orchestration import SyncPrefectClient

    from archive.settings import Settings

NOTIFICATION = "send-notification"


def install_automations(file: Path, settings: Settings) -> None:
    """Creates or updates the automations of `file`, and prints their names."""
    described = _read(file)
    try:
        blocks = [_save_block(number, url) for number, url in enumerate(addresses(settings), start=1)]
        with get_client(sync_client=True) as client:
            for description in described:
                _install(client, description, blocks)
    except (httpx.HTTPError, PrefectException) as error:
        raise FlowsError(f"the Prefect server refuses, or does not reply: {error}") from error


def _read(file: Path) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["automations"]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadRequest(f"{file} is not a file of automations: {error!r}") from error
    return found


def _save_block(number: int, url: str) -> UUID:
    """Stores an Apprise address on the server, which sends notifications itself; returns the block's id.

    Prefect has no block for just any Apprise address; that of Slack hands an address of another service to
    Apprise as it is.
    """
    block = SlackWebhook(url=SecretStr(url), notify_type="failure")
    return block.save(f"loksabha-notify-{number}", overwrite=True)  # type: ignore[return-value]


def _install(client: SyncPrefectClient, description: dict[str, Any], blocks: list[UUID]) -> None:
    """Creates the automation, or updates the one of its name."""
    name = description["name"]
    actions = [made for action in description["actions"] for made in _actions(action, blocks)]
    installed = client.read_automations_by_name(name)
    if not actions:
        for old in installed:
            client.delete_automation(old.id)
        click.echo(f"left out, as LOKSABHA_NOTIFY is unset: {name}")
        return
    try:
        automation = AutomationCore.model_validate({**description, "actions": actions})
    except ValidationError as error:
        raise BadRequest(f"{name}: {error}") from error
    if installed:
        client.update_automation(installed[0].id, automation)
    else:
        client.create_automation(automation)
    click.echo(f"{'updated' if installed else 'installed'}: {name}")


def _actions(action: dict[str, Any], blocks: list[UUID]) -> list[dict[str, Any]]:
    """The action; a notification once for each address."""
    if action["type"] != NOTIFICATION:
        return [action]
    return [{**action, "block_document_id": block} for block in blocks]
