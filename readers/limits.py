"""Limits beyond which the readers refuse a file, each with its unit and its reason."""

# Bytes in a mebibyte.
MIB = 1 << 20

# Unpacked bytes for each packed byte. Deflate reaches 1032:1 on zeros; exports of cases stay under
# 60:1.
MOST_UNPACKED_RATIO = 200

# Bytes that a file may unpack to at any ratio: a short file of repeated rows packs that well and
# can do no harm.
ALWAYS_UNPACKED = 64 * MIB

# Members of one archive. More tables belong in a folder.
MOST_MEMBERS = 2_000

# Archives around a file. An archive in an archive is usual (a .csv.gz in a .zip); deeper archives
# are made to exhaust a reader.
MOST_NESTING = 2

# Unpacked bytes of a spreadsheet. A spreadsheet inside an archive is copied to disk, and
# its XML is parsed at about 50 MiB/s.
MOST_SPREADSHEET = 2048 * MIB

# Bytes of the text of all cells of a sheet, whatever its size on disk. A workbook keeps a repeated
# text once, and the parser keeps a copy for each cell. A full sheet of 36 columns has 600 MiB.
MOST_SHEET_TEXT = 1024 * MIB

# Cells of a sheet's rectangle, empty cells included. The parser keeps 32 bytes a cell: 1.2 GiB. A
# full sheet of 36 columns has 38 million cells.
MOST_SHEET_CELLS = 40_000_000

# Bytes of XML of a sheet that is parsed whole, and of a slice of a longer sheet: about 16,000 rows
# of 17 cells, and 8,000.
LONG_SHEET = 8 * MIB
SLICE = 4 * MIB

# Bytes of a line of text. No table has longer lines, and a line is held in memory.
LONGEST_LINE = 16 * MIB

# Lines of a quoted cell. Beyond them the quote was never closed, if most of the lines look like
# rows.
QUOTED_LINES = 20

# Lines and characters of a quoted cell of prose. Beyond them the quote was never closed in any
# case.
QUOTED_LINES_OF_PROSE = 1_000
QUOTED_CHARACTERS = 64 * 1024
