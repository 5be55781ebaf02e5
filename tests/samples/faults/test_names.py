from __future__ import annotations

import pytest

from samples.faults.names import read_fault


def test_an_unknown_fault_is_an_error() -> None:
    with pytest.raises(ValueError, match="'earthquake' is not a fault"):
        read_fault("earthquake")
