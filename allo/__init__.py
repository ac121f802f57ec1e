"""Allô: the service behind *Allô l'artiste*, live art and conversation over an ordinary telephone.

May import: nothing; its packages have rules of their own.
"""
