"""What files are recognised by: the SHA-256 of their bytes, in hexadecimal digits."""

from __future__ import annotations

from hashlib import sha256

from smi_cli.loading.files import SIZE_LIMIT, read_bytes
from smi_cli.model.problems import Problems


def digest(data: bytes) -> str:
    """The digest of what a file holds."""
    return sha256(data, usedforsecurity=False).hexdigest()


def digest_of(path: str, limit: int = SIZE_LIMIT) -> str:
    """The digest of a file of so many bytes at most; empty for one that cannot be read."""
    data = read_bytes(path, limit)
    return "" if isinstance(data, Problems) else digest(data)
