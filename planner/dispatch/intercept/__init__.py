"""Which units close which junctions, so that somebody who fled cannot get farther (布控)."""
