"""How good and how fast the library is: predictions for public gold, scores against our own gold, benchmarks.

Never imported by `wirebook`.
"""
