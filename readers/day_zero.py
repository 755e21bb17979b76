"""The day that a workbook counts its dates from: a number in a cell of general format needs it.

A date in a formatted cell comes from the parser as a date. Workbooks of old Macs count from 1904.
"""

import re
import zipfile
from datetime import date

from trama.readers import limits
from trama.values.cells import DAY_ZERO

DAY_ZERO_OF_1904 = date(1904, 1, 1)

_COUNTS_FROM_1904 = re.compile(
    rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904=["'](?:1|true|on)["']""", re.IGNORECASE
)
_NULL_DATE = re.compile(rb"""<table:null-date\b[^>]*\btable:date-value=["'](\d{4}-\d\d-\d\d)["']""")
# Bytes. The settings of an ODS stand before its first table.
_SETTINGS = limits.MIB


def day_zero(archive: zipfile.ZipFile) -> date:
    """Return the day 0 of an XLSX or an ODS.

    Raises:
        BadZipFile: the XML is damaged.
    """
    names = {name.lower(): name for name in archive.namelist()}
    if "xl/workbook.xml" in names:
        from_1904 = _COUNTS_FROM_1904.search(archive.read(names["xl/workbook.xml"]))
        return DAY_ZERO_OF_1904 if from_1904 else DAY_ZERO
    if "content.xml" in names:
        with archive.open(names["content.xml"]) as content:
            stated = _NULL_DATE.search(content.read(_SETTINGS))
        if stated:
            return _day(stated[1].decode())
    return DAY_ZERO


def _day(text: str) -> date:
    """Return a stated day. LibreOffice offers three days, and a damaged one counts as usual."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return DAY_ZERO
