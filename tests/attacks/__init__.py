"""Requests that nobody should send, and what they must not bring."""
