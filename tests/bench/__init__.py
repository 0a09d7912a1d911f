"""Benchmarks, run by `./run bench [NAME ...] [--json FILE] [--putaran N]`; never as timed tests.

Speeds are ratios against a baseline in the same run: variants take turns, and the median of the rounds' ratios counts.
"""
