"""Tests of the import of Word documents."""
