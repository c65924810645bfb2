"""Opens a file of weights with Python's safetensors: one line per tensor, one for the metadata.

Run: python3 open_weights.py FILE (needs safetensors and numpy; the tests run it where they are).
"""
import sys

from safetensors import safe_open

with safe_open(sys.argv[1], framework="numpy") as file:
    for name in file.keys():
        tensor = file.get_tensor(name)
        shape = "x".join(str(size) for size in tensor.shape)
        print(name, tensor.dtype, shape, *(float(v).hex() for v in tensor.ravel()[[0, -1]]))
    for key, value in sorted((file.metadata() or {}).items()):
        print("metadata", key, value)
