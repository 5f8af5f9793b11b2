"""Documents of people: texts, Word, and the projects and codebooks of software for qualitative analysis.

Imported only by those who need it: it asks for the extra `interviews`.
"""
