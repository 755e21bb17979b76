"""Charts as SVG for pages that open offline: maps in shades, pyramids, series of years."""
