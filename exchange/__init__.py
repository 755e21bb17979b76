"""What leaves as files: rows as CSV and XLSX, a table for a terminal, pages that lead on."""
