"""Compile functions to machine code, once: the result is kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function on its first call, without Python's global lock while it runs.

    The code is cached beside the source, or in the user's cache folder where the installation is read-only. Numba looks
    only at the source file of the function itself to see whether the cache is stale, so functions that call each other
    stand in one file.
    """
    import numba

    return cast("Function", numba.njit(cache=True, nogil=True)(function))
