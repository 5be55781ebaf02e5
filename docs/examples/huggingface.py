"""Passages for retrieval, each with its citation: Hugging Face datasets on a downloaded release, no network.

HF_HUB_OFFLINE=1 python docs/examples/huggingface.py RELEASE
"""

import sys

from datasets import load_dataset

chunks = load_dataset(sys.argv[1], "chunks", split="train")
sound = chunks.filter(lambda row: not row["flags"])
print(sound.features)
for row in sound.sort("chunk_id").select(range(3)):
    print(row["citation"], row["text"], sep="\n  ")
