"""The rows of an export beside the records: corrections, new records and doubtful facts."""
