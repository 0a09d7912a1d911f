"""The register of laws: looked up by everybody, kept by Ortala and the administrator."""
