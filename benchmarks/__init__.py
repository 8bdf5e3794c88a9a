"""Measurements that anybody can repeat: each module prints one JSON line an instance."""
