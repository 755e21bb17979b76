"""The saved questions: one .cypher file each, checked when loaded, run by name within limits."""

from trama.queries.catalog import Catalog, SavedQuery, catalog
from trama.queries.redaction import Role, Viewer
from trama.queries.run import Limits, QueryAnswer, run

__all__ = ["Catalog", "Limits", "QueryAnswer", "Role", "SavedQuery", "Viewer", "catalog", "run"]
