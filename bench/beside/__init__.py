"""The systems of `bench/rivals.py`: a module each, imported only by the process that runs it.

Each has `answers(rows)`: it is given the rows of a sample and gives rows that the scorers read.
One that works in a process of its own also has `spent()`: the CPU-seconds of that process so far.
"""
