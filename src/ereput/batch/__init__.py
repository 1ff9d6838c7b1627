"""Many practitioners: a table in, a report for each and two tables out, resumable at any instant.

`table` reads, `running` enrols and writes down, `local` and `dask` carry out, `keeping` keeps, `plan` reckons what it
would take. State stands in the history, and files appear whole.
"""
