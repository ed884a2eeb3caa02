"""Two folders change their names in one step, where the system can: nobody ever finds one of them missing.

Linux has `renameat2` with RENAME_EXCHANGE (renameat2(2), since 3.15 and glibc 2.28), macOS `renamex_np` with
RENAME_SWAP (rename(2), since 10.12). Python has neither.
"""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = _RENAME_SWAP = 2
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What kernels, file systems and sandboxes answer that don't know the call or its flag."""


def exchange(one: Path, other: Path) -> bool:
    """Give two folders each other's name.

    Args:
        one, other: both exist, on the same file system.

    Returns:
        Whether it was done; False where the system can't, and then nothing has changed.

    Raises:
        OSError: when the system can, but not with these.
    """
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "renameat2"):
            failed = library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        else:
            failed = library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
    except (AttributeError, OSError, TypeError):
        return False
    code = ctypes.get_errno()
    if failed and code not in _UNABLE:
        raise OSError(code, os.strerror(code), str(other))
    return not failed
