"""The form of an investigation over HTTP: the one that ``workspaces/`` keeps."""

from trama.workspaces.investigation import InvestigationForm, InvestigationNote

__all__ = ["InvestigationForm", "InvestigationNote"]
