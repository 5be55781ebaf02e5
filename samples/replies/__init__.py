"""Requests, fault-free replies and the state of the sample site."""
