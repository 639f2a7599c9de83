"""Tables: the data contract, the store of annotations, the engine that fills both, and files for others."""
