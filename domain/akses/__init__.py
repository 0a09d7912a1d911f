"""Who from outside the work may read, for how long and how much: auditors, dossier links, figures for a province."""
