"""Pictures of the rows of saved queries: pages that open offline, frames, graphs."""
