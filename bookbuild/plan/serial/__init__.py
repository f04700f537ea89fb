"""The serial: what readers already have, and how a new build keeps their place.

- `identity`: the ids of sections and blocks; `recognition` tells which section is which,
  `alignment` which paragraph, `likeness` how alike they are.
- `places`: what stands where among its siblings, so that an inserted paragraph moves nothing.
- `contract`: what an update would break, said before it does; `absence` says why a section is not
  there.
- `record`: what was published, for the next time.
"""
