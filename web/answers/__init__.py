"""Questions about stored plans, answered by the rooms below."""
