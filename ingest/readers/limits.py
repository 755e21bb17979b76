"""How much the readers accept before they refuse a file, with the reason for each limit."""

MIB = 1 << 20

# Deflate reaches 1032:1 on zeros; exports of cases stay under 60:1. Small files may exceed it:
# a short file of repeated rows packs that well and can do no harm.
MOST_UNPACKED_RATIO = 200
ALWAYS_UNPACKED = 64 * MIB

# Of one archive: tables beyond this belong in a folder.
MOST_MEMBERS = 2_000

# An archive in an archive is usual (a .csv.gz in a .zip); deeper ones are made to exhaust.
MOST_NESTING = 2

# A spreadsheet inside an archive is copied to disk, and a sheet is read whole: its XML is parsed
# at about 50 MiB/s.
MOST_SPREADSHEET = 2048 * MIB

# The parser keeps a sheet's area, empty cells included, at 32 bytes a cell: 1.2 GiB. A
# full sheet of 36 columns has 38 million.
MOST_SHEET_CELLS = 40_000_000

# A line of text: longer ones are no table, and would have to be held in memory.
LONGEST_LINE = 16 * MIB

# A quoted cell this long is a quote that was never closed, unless what it spans does not look
# like rows; then it may go on up to the second limit.
QUOTED_LINES = 20
QUOTED_LINES_OF_PROSE = 1_000
QUOTED_CHARACTERS = 64 * 1024
