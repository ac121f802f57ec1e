"""Measures of the whole service; each file but the helpers is a program that ends by itself (`make bench`)."""
