"""The meeting timetable of a connection session: who meets whom, and when, with a proof or a bound.

Pure modules: no database, no bus, no web. `highspy` is imported by `linear` alone and runs in
worker processes. Where all meetings are agreed and only their hours are open, `services.fairs.breaks` does it.
"""
