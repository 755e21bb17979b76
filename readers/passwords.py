"""The marks by which a workbook asks for a password, in XLSX, XLS and ODS files.

No library serves: msoffcrypto-tool 6.1.0 knows no ODS, and is five times as slow on a plain XLS.
"""

import mmap
import re
import zipfile
from pathlib import Path

import olefile

from trama.readers.archives import UNPACKING_ERRORS
from trama.readers.xls_scan import opened_ole

# The stream of an OLE file that holds an encrypted XLSX.
_ENCRYPTED_PACKAGE = "EncryptedPackage"
# XLS: the record FILEPASS (0x2F) after the record BOF (0x809) and an optional WRITEPROT (0x86). BOF
# has 16 bytes since Excel 97, and 8 bytes in Excel 5 and 95.
_FILEPASS = re.compile(
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)


def asks_for_password(path: Path) -> bool:
    """Return whether an XLSX, XLS or ODS file is encrypted."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if "META-INF/manifest.xml" not in archive.namelist():
                return False
            return b"encryption-data" in archive.read("META-INF/manifest.xml")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _FILEPASS.search(data) is not None or _has_encrypted_package(path, data)


def _has_encrypted_package(path: Path, data: mmap.mmap) -> bool:
    """Return whether the directory of an OLE file lists an encrypted XLSX.

    A cut file has no sound directory, and a person must still learn of the password. Then the name
    counts anywhere in ``data``, as a directory writes it (UTF-16).
    """
    try:
        with opened_ole(path, olefile.DEFECT_INCORRECT) as ole:
            listed: bool = ole.exists(_ENCRYPTED_PACKAGE)
            return listed
    except UNPACKING_ERRORS:
        return data.find(_ENCRYPTED_PACKAGE.encode("utf-16-le")) >= 0
