"""Evidence packs: questions asked again, a report and data in one signed zip; and their check."""
