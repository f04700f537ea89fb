"""Mutated sources for import: each is made of its number alone, so that any can be made again.

- `seeds`: good sources of every kind, mostly those that other tests read. A new kind is one more
  function there.
- `mutations`: what is done to the bytes of a file. `containers`: what is done to folders and zips.
- `cases`: a number to a mutated source on the disk.
- `trial`: one import of one source, watched: what it may not do.
- `worker`: a process that runs trials. `pool`: two or more of them, killed where they hang.

``make fuzz`` runs 10,000; ``python -m tests.fuzz 4711`` runs number 4711 alone and keeps its files.
`tests/test_fuzz.py` runs the first 500.
"""
