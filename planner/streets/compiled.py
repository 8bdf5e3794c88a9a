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
    return _compile(function, counted=True)


def compiled_bare(function: Function) -> Function:
    """Compile a function that makes no arrays: those it is given are used without counting references.

    Counting costs more than the work of a function that is called often with many arrays: the search for routes makes
    2.3 times as many steps without. Numba keeps the switch for its own use (`_nrt`); if it ever goes, so does the gain.
    """
    return _compile(function, counted=False)


def _compile(function: Function, *, counted: bool) -> Function:
    import numba

    compile_ = cast("Callable[..., Callable[[Function], Function]]", numba.njit)
    try:
        return compile_(cache=True, nogil=True, _nrt=counted)(function)
    except RuntimeError:  # no folder for the cache
        return compile_(nogil=True, _nrt=counted)(function)
