"""The meeting timetable of a connection session: who meets whom, and when, with a proof or a bound.

Pure modules: no database, no bus, no web. `highspy` is imported by `linear` alone, `ortools` by
`breaks` alone, each inside a worker process of its own.
"""
