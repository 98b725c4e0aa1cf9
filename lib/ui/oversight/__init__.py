"""The parts of the page of findings: the worklist and what is opened from it, the views of one kind, the review."""
