"""Reading from outside the work: auditors, the access trail, dossiers, figures for a province."""
