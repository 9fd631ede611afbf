"""How kernels are compiled: once for a machine, kept on disk, without ever holding up other threads."""

import importlib.util
import os
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
FINGERPRINT_BYTES = 7  # fits a whole number of 64 bits
# without numba's counting of references, which took more than half of a kernel's time: kernels allocate nothing
OPTIONS = {"nogil": True, "error_model": "numpy", "_nrt": False}


def available() -> bool:
    """Whether kernels can be compiled here; where not, the plain stages serve."""
    return os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0") and importlib.util.find_spec("numba") is not None


def part(function: Kernel) -> Kernel:
    """A function that kernels are built of; compiled with them."""
    import numba  # it may be missing

    return numba.njit(**OPTIONS, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)  # type: ignore[call-overload]  # its options are typed as a closed few


def once(function: Kernel) -> Kernel:
    """A part that is called in one place, and put there whole: handing on many arrays takes time."""
    import numba  # it may be missing

    return numba.njit(**OPTIONS, inline="always")(function)  # type: ignore[call-overload]  # as above


def kept(function: Kernel) -> Kernel:
    """A kernel that is compiled at its first call and kept on disk; in memory only where nothing can be written."""
    import numba  # it may be missing

    try:
        return numba.njit(**OPTIONS, cache=True, no_cfunc_wrapper=True)(function)  # type: ignore[return-value]  # what stands in its place is called alike
    except RuntimeError:
        return part(function)


@cache
def fingerprint() -> int:
    """A number that changes with any source of this package: a kernel on disk knows its own file only."""
    digest = blake2b(digest_size=FINGERPRINT_BYTES)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return int.from_bytes(digest.digest(), "big")
