"""transformers on a config.json's text shape: python3 transformers.py bf16|f32 CONFIG THREADS"""

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
# all that the text model has in common with the one that sees
MEASURES = (
    "hidden_size",
    "intermediate_size",
    "num_hidden_layers",
    "num_attention_heads",
    "num_key_value_heads",
    "vocab_size",
    "tie_word_embeddings",
    "rms_norm_eps",
    "rope_theta",
    "max_position_embeddings",
)


def available():
    """Bytes of memory that are free or can be freed; none where the system does not say."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file)
        return int(lines["MemAvailable"].split()[0]) * 1024
    except OSError:
        return None


begin = time.time()
with open(sys.argv[2], encoding="utf-8") as file:
    shape = json.load(file)
config = Qwen2Config(**{of: shape[of] for of in MEASURES})
with torch.device("meta"):
    model = Qwen2ForCausalLM(config)
model = model.to(kind)
# a product may copy its matrix; a system without that much would end this process, or another
sizes = [weight.numel() * weight.element_size() for weight in model.parameters()]
needed, free = sum(sizes) + max(sizes), available()
if free is not None and needed > free:
    sys.exit(f"memory: {free / 1e9:.1f} GB free (expected: at least {needed / 1e9:.1f} GB)")
model = model.to_empty(device="cpu").eval()
model.tie_weights()
for weight in model.parameters():
    # numbers that are not zero and not denormal: speed does not depend on which
    weight.uniform_(-0.02, 0.02) if weight.numel() < 1e6 else weight.fill_(0.01)
model.model.rotary_emb = type(model.model.rotary_emb)(config=config)
load = time.time() - begin

prompt = torch.randint(0, config.vocab_size, (1, PAST))
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
