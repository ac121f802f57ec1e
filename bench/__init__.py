"""Measures of the whole service: each file here is a program that ends by itself (`make bench` runs them all)."""
