"""Random GGUF of the text shape of a config.json: python3 gguf.py q8_0|q4_0 CONFIG FILE"""

import sys

# this script's own name would hide the package
sys.path.pop(0)

import json
import os

import gguf
import numpy as np

kind, config, out = sys.argv[1:]
with open(config, encoding="utf-8") as file:
    SHAPE = json.load(file)
LAYERS, VOCAB = SHAPE["num_hidden_layers"], SHAPE["vocab_size"]
HIDDEN, INNER = SHAPE["hidden_size"], SHAPE["intermediate_size"]
HEADS, KV_HEADS = SHAPE["num_attention_heads"], SHAPE["num_key_value_heads"]
HEAD = HIDDEN // HEADS
EIGHT = kind == "q8_0"
TYPE = gguf.GGMLQuantizationType.Q8_0 if EIGHT else gguf.GGMLQuantizationType.Q4_0
BLOCK_VALUES, BLOCK_BYTES = 32, 34 if EIGHT else 18
DEVIATION = 73 if EIGHT else 4.6  # of random numbers of that many bits
random = np.random.default_rng(0)

writer = gguf.GGUFWriter(out + ".part", "qwen2")
writer.add_block_count(LAYERS)
writer.add_context_length(SHAPE["max_position_embeddings"])
writer.add_embedding_length(HIDDEN)
writer.add_feed_forward_length(INNER)
writer.add_head_count(HEADS)
writer.add_head_count_kv(KV_HEADS)
writer.add_layer_norm_rms_eps(SHAPE["rms_norm_eps"])
writer.add_rope_freq_base(SHAPE["rope_theta"])
writer.add_file_type(7 if EIGHT else 2)
writer.add_vocab_size(VOCAB)
# 256 bytes as characters, as llama.cpp wants of a vocabulary of this kind, and names without use
single = [chr(i) for i in range(33, 127)] + [chr(i) for i in range(161, 173)]
single += [chr(i) for i in range(174, 256)] + [chr(256 + i) for i in range(68)]
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("qwen2")
writer.add_token_list(single + [f"<{i}>" for i in range(len(single), VOCAB)])
writer.add_token_types([1] * VOCAB)
writer.add_token_merges([f"{single[0]} {single[1]}"])
writer.add_eos_token_id(VOCAB - 1)
writer.add_bos_token_id(VOCAB - 2)
writer.add_add_bos_token(False)


def matrix(name, rows, columns):
    scale = np.full((rows * columns // BLOCK_VALUES, 1), 1 / np.sqrt(columns) / DEVIATION, np.float16)
    values = random.integers(0, 256, (len(scale), BLOCK_BYTES - 2), dtype=np.uint8)
    blocks = np.concatenate((scale.view(np.uint8), values), 1).reshape(rows, -1)
    writer.add_tensor(name, blocks, raw_dtype=TYPE)


def vector(name, size, mean):
    writer.add_tensor(name, (mean + 0.01 * random.standard_normal(size)).astype(np.float32))


matrix("token_embd.weight", VOCAB, HIDDEN)
vector("output_norm.weight", HIDDEN, 1)
if not SHAPE["tie_word_embeddings"]:
    matrix("output.weight", VOCAB, HIDDEN)
for i in range(LAYERS):
    layer = f"blk.{i}."
    vector(layer + "attn_norm.weight", HIDDEN, 1)
    vector(layer + "ffn_norm.weight", HIDDEN, 1)
    for name, width in (("q", HEADS * HEAD), ("k", KV_HEADS * HEAD), ("v", KV_HEADS * HEAD)):
        matrix(f"{layer}attn_{name}.weight", width, HIDDEN)
        vector(f"{layer}attn_{name}.bias", width, 0)
    matrix(layer + "attn_output.weight", HIDDEN, HIDDEN)
    matrix(layer + "ffn_gate.weight", INNER, HIDDEN)
    matrix(layer + "ffn_up.weight", INNER, HIDDEN)
    matrix(layer + "ffn_down.weight", HIDDEN, INNER)
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
os.replace(out + ".part", out)
print(json.dumps({"file": out}))
