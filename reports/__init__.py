"""Reports as one HTML file and as PDF, of the same blocks: text, facts, tables, pictures."""
