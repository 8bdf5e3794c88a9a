"""The street network: who may pass where, how long it takes, and where a place meets a street."""
