"""Tests of the update contract: what readers already have stays where they left it."""
