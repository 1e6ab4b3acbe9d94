"""transformers on the shape of Qwen2.5-VL, bf16, on the GPU: python3 peer.py 3b|7b

Two ceilings of the card come first. `tiny` tries the script itself, on the CPU.
"""

import json
import sys
import time
import traceback

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM
from transformers.models.qwen2_5_vl.configuration_qwen2_5_vl import Qwen2_5_VLVisionConfig
from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import (
    Qwen2_5_VisionTransformerPretrainedModel,
)

torch.set_grad_enabled(False)
TEXT = {
    "3b": dict(hidden_size=2048, intermediate_size=11008, num_hidden_layers=36,
               num_attention_heads=16, num_key_value_heads=2, vocab_size=151936,
               tie_word_embeddings=True),
    "7b": dict(hidden_size=3584, intermediate_size=18944, num_hidden_layers=28,
               num_attention_heads=28, num_key_value_heads=4, vocab_size=152064,
               tie_word_embeddings=False),
    "tiny": dict(hidden_size=256, intermediate_size=352, num_hidden_layers=2,
                 num_attention_heads=2, num_key_value_heads=1, vocab_size=512,
                 tie_word_embeddings=True),
}
shape = sys.argv[1]
TINY = shape == "tiny"
DEVICE = "cpu" if TINY else "cuda"
PROMPTS, PASTS, BATCHES = ((32,), (32,), (2,)) if TINY else ((512, 4096), (512, 8000), (8, 32))
STEPS, TIMES, SIDE = 12, 3, 64 if TINY else 8192
text = TEXT[shape]
VISION = dict(depth=2 if TINY else 32, hidden_size=64 if TINY else 1280,
              intermediate_size=96 if TINY else 3420, num_heads=4 if TINY else 16,
              out_hidden_size=text["hidden_size"], tokens_per_second=2,
              fullatt_block_indexes=[1] if TINY else [7, 15, 23, 31])


def tell(name, figure):
    part = "transformers " + shape
    print(json.dumps({"part": part, "of": name, "figure": figure}), flush=True)


def timed(work):
    """Seconds, and what the work gave."""
    if not TINY:
        torch.cuda.synchronize()
    begin = time.perf_counter()
    result = work()
    if not TINY:
        torch.cuda.synchronize()
    return time.perf_counter() - begin, result


def best(work):
    return min(timed(work)[0] for _ in range(TIMES))


def made(kind, config):
    """A model of random weights in bf16, made where it runs."""
    torch.set_default_dtype(torch.bfloat16)
    with torch.device(DEVICE):
        model = kind(config).eval()
    for weight in model.parameters():
        weight.uniform_(-0.02, 0.02)
    return model


def ceilings():
    block = torch.ones(SIDE * SIDE * 8, dtype=torch.int32, device=DEVICE)
    other = torch.empty_like(block)
    tell("copy, read and written (GB/s)", 8 * block.numel() / 1e9 / best(lambda: other.copy_(block)))
    a, b = (torch.randn(SIDE, SIDE, device=DEVICE, dtype=torch.bfloat16) for _ in range(2))
    tell(f"product of {SIDE} x {SIDE} (TFLOP/s)", 2 * SIDE**3 / 1e12 / best(lambda: a @ b))


def decoder():
    model = made(Qwen2ForCausalLM, Qwen2Config(**text, max_position_embeddings=32768))
    for length in PROMPTS:
        prompt = torch.randint(0, text["vocab_size"], (1, length), device=DEVICE)
        seconds = best(lambda: model(prompt, use_cache=True, logits_to_keep=1))
        tell(f"prefill of {length} (tokens/s)", length / seconds)
    for length, batch in [(each, 1) for each in PASTS] + [(PASTS[0], each) for each in BATCHES]:
        prompt = torch.randint(0, text["vocab_size"], (batch, length), device=DEVICE)
        past = model(prompt, use_cache=True, logits_to_keep=1).past_key_values
        token, least = prompt[:, :1], float("inf")
        for _ in range(STEPS):
            seconds, output = timed(lambda: model(token, past_key_values=past, use_cache=True))
            token, least = output.logits[:, -1:].argmax(-1), min(least, seconds)
        together = f" of {batch} together" if batch > 1 else ""
        tell(f"decode{together} after {length} (tokens/s)", batch / least)


def vision():
    model = made(Qwen2_5_VisionTransformerPretrainedModel, Qwen2_5_VLVisionConfig(**VISION))
    for height, width in (224, 420), (364, 644):
        rows, columns = height // 14, width // 14
        patches = torch.rand(rows * columns, 1176, device=DEVICE, dtype=torch.bfloat16)
        grid = torch.tensor([[1, rows, columns]], device=DEVICE)
        seconds = best(lambda: model(patches, grid_thw=grid))
        tell(f"vision, pair of {height} x {width} (tokens/s)", rows * columns / 4 / seconds)


failed = False
for part in ceilings, decoder, vision:
    try:
        part()
    except Exception:
        traceback.print_exc()
        failed = True
sys.exit(failed)
