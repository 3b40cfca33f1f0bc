"""What both trainings share: noise, batches, encoding, the loop and the export."""

import random
import time

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

BATCH = 32


def noisy(text, rng):
    """Drop a word or swap two letters now and then, as hurried people do."""
    words = text.split()
    if rng.random() < 0.25 and len(words) > 3:
        words = [word for word in words if rng.random() > 0.12] or words
    if rng.random() < 0.3:
        number = rng.randrange(len(words))
        word = words[number]
        if len(word) > 4:
            at = rng.randrange(1, len(word) - 2)
            words[number] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def batches(data, rng):
    """Shuffled, but with texts of like length side by side to save padding."""
    order = list(range(len(data)))
    rng.shuffle(order)
    chunks = [
        sorted(order[start : start + 16 * BATCH], key=lambda i: len(data[i].text))
        for start in range(0, len(order), 16 * BATCH)
    ]
    grouped = [chunk[s : s + BATCH] for chunk in chunks for s in range(0, len(chunk), BATCH)]
    rng.shuffle(grouped)
    return [[data[i] for i in group] for group in grouped]


def encode(tokenizer, texts, max_tokens):
    return dict(
        tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=max_tokens,
            return_tensors="pt",
            return_token_type_ids=True,
        )
    )


def mean_pooled(encoder, input_ids, attention_mask, token_type_ids):
    hidden = encoder(
        input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
    ).last_hidden_state
    mask = attention_mask[:, :, None].to(hidden.dtype)
    return (hidden * mask).sum(1) / mask.sum(1)


def optimise(model, data, loss_of, *, epochs, rate, seed):
    """Train the encoder at `rate` and the heads faster; `loss_of` takes a batch and the dice."""
    rng = random.Random(seed)
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": rate}, {"params": heads, "lr": 2e-3}],
        weight_decay=0.01,
    )
    steps = epochs * -(-len(data) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.1 * steps), max(0.0, 1 - step / steps))
    )
    for epoch in range(epochs):
        model.train()
        start, total = time.monotonic(), 0.0
        for batch in batches(data, rng):
            loss = loss_of(batch, rng)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        seconds = time.monotonic() - start
        print(
            f"epoch {epoch + 1}/{epochs}: loss {total / len(data):.3f}, {seconds:.0f} s", flush=True
        )
    return model.eval()


def export(model, sample, outputs, path):
    """Write the model as int8 ONNX; `sample` is an encoded batch."""
    names = ["input_ids", "attention_mask", "token_type_ids"]
    full = path.with_suffix(".fp32.onnx")
    torch.onnx.export(
        model,
        tuple(sample[name] for name in names),
        str(full),
        input_names=names,
        output_names=outputs,
        dynamic_axes={name: {0: "batch", 1: "length"} for name in names},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8)
    full.unlink()
