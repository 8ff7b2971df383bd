"""The rules of networking. No Slack, no SQL; the present and the zone are always handed in."""
