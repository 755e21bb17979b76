"""The rows of saved queries as tables and files for other programs: CSV, XLSX, a terminal."""
