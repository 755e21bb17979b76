"""Standing questions: saved queries and routes asked again after each load, for what is new."""
