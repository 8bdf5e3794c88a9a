"""The application answers only its own computer, and every answer forbids strangers' script."""

from __future__ import annotations

import pytest

from web.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from web.settings import Settings, SettingsRefused, default_file


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/nothing", "/static/site.css", "/api/v1/plans"])
def test_headers_are_on_every_answer(client, path):
    """Pages, files, data and errors carry the same headers."""
    answer = client.get(path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value


def test_policy_allows_own_scripts_only():
    """No inline script, no evaluation, no other host."""
    rules = dict(rule.strip().split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'self'"
    assert "http" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_own_hosts_are_answered(client, host):
    """All names of this computer are answered, with any port."""
    assert client.get("/api/v1/plans", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", ""])
def test_other_hosts_are_refused(client, host):
    """A page of a stranger that renames its host to this address (DNS rebinding) gets nothing."""
    answer = client.get("/api/v1/plans", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "station.example", ""])  # noqa: S104 - refused
def test_other_addresses_are_refused_until_there_are_accounts(host):
    """Nobody can serve a roster to the network by an option."""
    with pytest.raises(SettingsRefused) as caught:
        Settings(database_url="sqlite://", host=host)
    assert caught.value.code == "accounts_missing"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_own_addresses_are_taken(host):
    """Names of this computer itself are good."""
    assert Settings(database_url="sqlite://", host=host).host == host


def test_database_by_option_then_environment_then_default(tmp_path):
    """The nearest word counts."""
    environment = {"PATROL_PLANNER_DATABASE": "sqlite:////b.sqlite", "XDG_DATA_HOME": str(tmp_path)}
    given = Settings.from_environment(database_url="sqlite:////a.sqlite", environment=environment)
    assert given.database_url == "sqlite:////a.sqlite"
    assert Settings.from_environment(environment=environment).database_url == "sqlite:////b.sqlite"
    del environment["PATROL_PLANNER_DATABASE"]
    expected = tmp_path / "patrol-planner" / "plans.sqlite"
    assert Settings.from_environment(environment=environment).database_url == f"sqlite:///{expected}"


@pytest.mark.parametrize("name", ["", "relative/folder"])
def test_a_relative_data_folder_is_ignored(name):
    """The XDG specification wants absolute folders; others do not count."""
    assert default_file({"XDG_DATA_HOME": name}).parts[-4:] == (".local", "share", "patrol-planner", "plans.sqlite")


@pytest.mark.parametrize("path", ["/static/..%2f..%2fpyproject.toml", "/static/%2e%2e/app.py", "/assets/../page.py"])
def test_static_files_stay_in_their_folder(client, path):
    """No path climbs out of the folders that are served."""
    assert client.get(path).status_code == 404
