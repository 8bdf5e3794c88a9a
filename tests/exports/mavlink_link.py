"""A ground station and a mission server of MAVSDK, joined over the loopback device."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WAIT_S = 10.0


def free_port() -> int:
    """Give a UDP port of the loopback device that nobody uses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def ground_station() -> Iterator[Any]:
    """Give the missions of a vehicle as its ground station sees them; both ends are stopped afterwards."""
    from mavsdk import ComponentType, Configuration, Mavsdk
    from mavsdk.plugins.mission_raw import MissionRaw
    from mavsdk.plugins.mission_raw_server import MissionRawServer

    port = free_port()
    with (
        Mavsdk(Configuration.create_with_component_type(ComponentType.AUTOPILOT)) as vehicle,
        Mavsdk(Configuration.create_with_component_type(ComponentType.GROUND_STATION)) as station,
    ):
        server = MissionRawServer(vehicle.server_component())
        station.add_any_connection(f"udpin://127.0.0.1:{port}")
        vehicle.add_any_connection(f"udpout://127.0.0.1:{port}")
        system = station.first_autopilot(WAIT_S)
        assert system is not None, "the ground station has not seen the vehicle"
        yield MissionRaw(system)
        del server
