"""What every solver of the market shares: its clock, its reports, its worker processes, its way in and out.

A solver is a pure module: an instance goes in, reports come out (`Found`, `Bounded`), the best of them is
written. The reports are made in worker processes, because a native library can neither be interrupted nor
trusted with the memory of the process that holds the best solution so far, and because ortools and highspy
cannot live in one process.
"""
