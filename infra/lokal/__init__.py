"""One machine, one command: what `./run` needs, with nothing but the standard library.

These modules run before any package is installed, under whatever Python 3.11+ the machine has; so they import
nothing of third parties and nothing of the product. `kluster` also serves the tests.
"""
