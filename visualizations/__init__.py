"""From the rows of saved queries to pictures: pages that open offline, frames, graphs."""
