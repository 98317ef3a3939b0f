"""The register of a Citizen Reception Board."""

__version__ = "0.1.0"
