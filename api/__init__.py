"""The HTTP API, thin over the library."""
