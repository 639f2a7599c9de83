"""How the model in `wirebook.language` is trained: `python -m workshop.train --data DIR`.

Needs the packages of `pip install -e ".[train]"`; the workbook itself does not.
"""
