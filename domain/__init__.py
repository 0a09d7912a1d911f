"""Pure decisions about SOPs: events, states and refusals. Standard library only."""
