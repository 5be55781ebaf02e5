"""An imitation of the Lok Sabha's site: generated list replies and documents, served over HTTP on loopback.

Each file in `cases/` is one question: its list row, what its answer prints and how its file is served. The
record expected from it (`Parliament.expected_results`) is derived from the case. `reference.toml` holds the
calendar, the ministries and the members; `faults/names.py` lists the faults that can be switched on.
All questions and answers are invented, except the one on rare earth magnets.
"""
