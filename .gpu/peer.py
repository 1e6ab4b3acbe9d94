"""transformers on the text shape of Qwen2.5-VL, bf16, on the GPU: python3 peer.py 3b|7b"""

import json
import sys
import time

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

torch.set_grad_enabled(False)
SHAPES = {
    "3b": dict(hidden_size=2048, intermediate_size=11008, num_hidden_layers=36,
               num_attention_heads=16, num_key_value_heads=2, vocab_size=151936,
               tie_word_embeddings=True),
    "7b": dict(hidden_size=3584, intermediate_size=18944, num_hidden_layers=28,
               num_attention_heads=28, num_key_value_heads=4, vocab_size=152064,
               tie_word_embeddings=False),
}
PROMPTS, PASTS, BATCHES, STEPS, TIMES = (512, 4096), (512, 8000), (8, 32), 12, 3

config = Qwen2Config(**SHAPES[sys.argv[1]])
with torch.device("meta"):
    model = Qwen2ForCausalLM(config)
model = model.to(torch.bfloat16).to_empty(device="cuda").eval()
for weight in model.parameters():
    weight.uniform_(-0.02, 0.02)
model.model.rotary_emb = type(model.model.rotary_emb)(config=config).to("cuda")


def timed(work):
    torch.cuda.synchronize()
    begin = time.perf_counter()
    result = work()
    torch.cuda.synchronize()
    return time.perf_counter() - begin, result


figures = {}
for length in PROMPTS:
    prompt = torch.randint(1000, 90000, (1, length), device="cuda")
    best = min(
        timed(lambda: model(prompt, use_cache=True, logits_to_keep=1))[0] for _ in range(TIMES)
    )
    figures[f"prefill of {length} (tokens/s)"] = length / best
for length, batch in [(length, 1) for length in PASTS] + [(PASTS[0], batch) for batch in BATCHES]:
    prompt = torch.randint(1000, 90000, (batch, length), device="cuda")
    past = model(prompt, use_cache=True, logits_to_keep=1).past_key_values
    best = float("inf")
    token = prompt[:, :1]
    for _ in range(STEPS):
        seconds, output = timed(lambda: model(token, past_key_values=past, use_cache=True))
        token = output.logits[:, -1:].argmax(-1)
        best = min(best, seconds)
    together = f" of {batch} together" if batch > 1 else ""
    figures[f"decode{together} after {length} (tokens/s)"] = batch / best
for name, figure in figures.items():
    print(json.dumps({"part": "transformers " + sys.argv[1], "of": name, "figure": figure}))
