"""The pages of lessons and codes, and the links between them and the cells that show a result."""
