"""Copies for posting: whole books for every kind of site, and the rules of each."""
