"""How good the language model is, on public annotated data: `python -m workshop.measure --data DIR`.

Everything that the model's card states is measured in one run, each figure with the number of its items: names, tone
towards a target, tone of sentences, calibration, the threshold of "unsure", and what swapping a name changes. Peers
are measured beside the model where they are installed; nothing is downloaded.
"""
