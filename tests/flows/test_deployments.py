"""The flows accept what the command line can ask of them."""

from __future__ import annotations

from typing import Any

import pytest

from flows.deployments import FLOWS
from flows.scope import Scope


@pytest.mark.parametrize(
    ("flow", "arguments"),
    [
        (
            "backfill",
            {"lok_sabha": 18, "sessions": "2,4-6", "question_type": "starred", "ministry": "railways"},
        ),
        (
            "backfill",
            {"lok_sabha": 18, "since": "2025-07-21", "until": "2025-07-22", "limit": 3, "refetch": True},
        ),
        ("daily", {"on": "2025-07-29", "language": "both"}),
        ("sweep", {"days": 7}),
        ("reparse", {"lok_sabha": 18, "sessions": "5", "since_version": "1"}),
        ("publish", {"accept_losses": True, "accuracy": {"parser": "2"}}),
    ],
)
def test_a_flow_takes_the_arguments_of_its_command(flow: str, arguments: dict[str, Any]) -> None:
    scope = Scope.read(**arguments)
    parameters = FLOWS[flow].validate_parameters(scope.as_parameters())
    assert Scope.read(**{name: value for name, value in parameters.items() if value is not None}) == scope
