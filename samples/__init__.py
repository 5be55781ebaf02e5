"""A small parliament: generated documents and list replies, served over real HTTP on loopback.

`cases/*.toml` are its questions, one a file: what the list row says, what the answer prints, how the file
is served. A new case is a new file; what a reader should make of it (`parliament.Parliament.truths`)
follows from it. `reference.toml` holds calendar, ministries and members, `faults.py` the faults by name.
But for the question on rare earth magnets, all that is asked and answered here is invented.
"""
