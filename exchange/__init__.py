"""Answers as files for others: CSV, XLSX, a terminal's table, pages that lead to one another."""
