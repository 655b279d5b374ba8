"""Rules for every test: nothing leaves the machine, and on CI nothing that CI can install is skipped."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

ON_CI = os.environ.get("CI") == "true"
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to another host fails the test that tries it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "127."
        if not str(host).startswith(LOOPBACK):
            pytest.fail(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A browser test skipped on CI is a failure: CI can install a browser."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if ON_CI and report.skipped and "browser" in item.keywords:
        report.outcome = "failed"
        report.longrepr = f"skipped on CI: {report.longrepr}"
