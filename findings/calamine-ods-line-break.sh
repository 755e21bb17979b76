#!/usr/bin/env bash
# A line break inside an ODS cell vanishes, and two surnames become one.
#
# python-calamine 0.9.1 (files made with odfpy 1.4.1), Python 3.11, 2026-11-28.
# Expected: a line break is read as "\n", as in XLSX, and a tab as "\t".
# Happens: the reader keeps the text around <text:line-break/> and <text:tab/> and drops both. Two
#   paragraphs in one cell are right: "\n" stands between them. pandas with odfpy keeps the break.
# Matters: clerks press Ctrl+Enter between surnames, and between two victims. QUISPE and MAMANI
#   become QUISPEMAMANI, which no comparison of names finds again.
# Output seen: see the end of this file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "$0")/lib.sh"

install python-calamine==0.9.1 odfpy==1.4.1 xlsxwriter==3.3.1
output=$(python <<'PYTHON'
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, Tab
from python_calamine import CalamineWorkbook

cells = []
for separator in (LineBreak(), Tab()):
    paragraph = P(text="QUISPE")
    paragraph.addElement(separator)
    paragraph.addText("MAMANI")
    cells.append([paragraph])
cells.append([P(text="QUISPE"), P(text="MAMANI")])
document = OpenDocumentSpreadsheet()
table, row = Table(name="Victims"), TableRow()
for paragraphs in cells:
    cell = TableCell(valuetype="string")
    for paragraph in paragraphs:
        cell.addElement(paragraph)
    row.addElement(cell)
table.addElement(row)
document.spreadsheet.addElement(table)
document.save("victims.ods")

with xlsxwriter.Workbook("victims.xlsx") as book:
    book.add_worksheet().write_row(0, 0, ["QUISPE\nMAMANI", "QUISPE\tMAMANI"])

for name in ("victims.ods", "victims.xlsx"):
    print(name, CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[0])
PYTHON
)
compare "$output" <<'SEEN'
victims.ods ['QUISPEMAMANI', 'QUISPEMAMANI', 'QUISPE\nMAMANI']
victims.xlsx ['QUISPE\nMAMANI', 'QUISPE\tMAMANI']
SEEN
