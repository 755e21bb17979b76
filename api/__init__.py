"""The outward surface: the command line and the HTTP API, both thin over the library."""
