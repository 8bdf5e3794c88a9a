"""Compile functions to machine code, once: the result is kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function on its first call; it runs without Python's global lock.

    The code is cached beside the source, or in the user's cache folder where the installation is read-only; where
    neither can be written, every process compiles anew. Numba looks only at the source file of the function itself to
    see whether the cache is stale, so functions that call each other stand in one file.
    """
    import numba

    try:
        return cast("Function", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no folder for the cache
        return cast("Function", numba.njit(nogil=True)(function))
