"""transformers on weights of the 3B text shape: python3 transformers.py bf16|f32 LAYERS THREADS"""

import sys

# this script's own name would hide the package
sys.path.pop(0)

import json
import time

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

torch.set_num_threads(int(sys.argv[3]))
torch.set_grad_enabled(False)
kind = {"bf16": torch.bfloat16, "f32": torch.float32}[sys.argv[1]]
PAST, COUNT = 512, 6

begin = time.time()
config = Qwen2Config(
    hidden_size=2048,
    intermediate_size=11008,
    num_hidden_layers=int(sys.argv[2]),
    num_attention_heads=16,
    num_key_value_heads=2,
    vocab_size=151936,
    tie_word_embeddings=True,
    rope_theta=1e6,
)
with torch.device("meta"):
    model = Qwen2ForCausalLM(config)
model = model.to(kind).to_empty(device="cpu").eval()
for weight in model.parameters():
    # numbers that are not zero and not denormal: speed does not depend on which
    weight.uniform_(-0.02, 0.02) if weight.numel() < 1e6 else weight.fill_(0.01)
model.model.rotary_emb = type(model.model.rotary_emb)(config=config)
load = time.time() - begin

prompt = torch.randint(1000, 90000, (1, PAST))
prefill = 0
for _ in range(2):
    begin = time.time()
    output = model(prompt, use_cache=True, logits_to_keep=1)
    prefill = max(prefill, PAST / (time.time() - begin))
past, token, best = output.past_key_values, prompt[:, :1], float("inf")
for _ in range(COUNT):
    begin = time.time()
    output = model(token, past_key_values=past, use_cache=True)
    best = min(best, time.time() - begin)
print(json.dumps({"load": load, "prefill": prefill, "decode": 1 / best}), flush=True)
