"""A checkpoint to the model that ships: a fused ONNX graph with int8 weights, and its tables."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from reportedly.extract.labels import LABELS
from reportedly.extract.tagger import MODEL_FORMAT
from reportedly.extract.windows import Shape
from reportedly.training.examples import MARKS
from reportedly.training.network import Network


class PlainNetwork(nn.Module):
    """The same computation written out in the operations that ONNX Runtime knows how to fuse."""

    def __init__(self, encoder: Any, head: nn.Module) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        table = self.embeddings.word_embeddings.weight.data
        # half of the model is its vocabulary: 8 bits with a scale a row lose next to nothing
        self.scale = nn.Buffer(table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127)
        self.table = nn.Buffer((table / self.scale).round().to(torch.int8))
        self.layers = encoder.encoder.layer
        self.heads = encoder.config.num_attention_heads
        self.head = head

    def forward(self, ids: Tensor) -> Tensor:
        """What the head makes of every piece, of windows without padding."""
        e = self.embeddings
        positions = torch.arange(512).unsqueeze(0)[:, : ids.shape[1]]
        words = F.embedding(ids, self.table).to(self.scale.dtype) * F.embedding(ids, self.scale)
        places = e.position_embeddings(positions) + e.token_type_embeddings.weight[0]
        states = e.LayerNorm(words + places)
        for layer in self.layers:
            states = self._layer(layer, states)
        output: Tensor = self.head(states)
        return output

    def _layer(self, layer: Any, states: Tensor) -> Tensor:
        attention = layer.attention.self

        def split(x: Tensor) -> Tensor:
            shape = (x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads)
            return x.view(shape).permute(0, 2, 1, 3)

        q, v = split(attention.query(states)), split(attention.value(states))
        k = split(attention.key(states))
        scores = torch.matmul(q, k.transpose(-1, -2)) / q.shape[-1] ** 0.5
        mixed = torch.matmul(F.softmax(scores, dim=-1), v).permute(0, 2, 1, 3).contiguous()
        mixed = mixed.view(states.shape)
        out = layer.attention.output
        states = out.LayerNorm(out.dense(mixed) + states)
        inner = F.gelu(layer.intermediate.dense(states))
        states = layer.output.LayerNorm(layer.output.dense(inner) + states)
        return states


def joined_heads(network: Network) -> nn.Linear:
    """The heads of the tagger as one, which is quicker to run."""
    heads = (network.label_head, network.link_head, network.null_head)
    joined = nn.Linear(heads[0].in_features, sum(h.out_features for h in heads))
    joined.weight.data = torch.cat([h.weight.data for h in heads])
    joined.bias.data = torch.cat([h.bias.data for h in heads])
    return joined


def export(network: Network, tokenizer: Path, folder: Path, *, shape: Shape, about: Any) -> None:
    """Writes ``model.onnx`` (int8), ``tokenizer.json`` and ``heads.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        write_onnx(PlainNetwork(network.encoder, joined_heads(network)), plain)
        quantise(plain, folder / "model.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    heads = {
        "format": MODEL_FORMAT,
        "labels": list(LABELS),
        "marks": list(MARKS),
        "shape": [shape.length, shape.overlap],
        "pairs": _rounded(network.pairs),
        "opening": _rounded(network.opening.unsqueeze(0))[0],
        "distance": _rounded(network.distance),
        "calibration": [1.0, 0.0],
        "about": about,
    }
    (folder / "heads.json").write_text(json.dumps(heads, indent=1) + "\n", encoding="utf-8")


def _rounded(table: Tensor) -> list[list[float]]:
    return [[round(x, 5) for x in row] for row in table.detach().tolist()]


def write_onnx(network: PlainNetwork, path: Path) -> None:
    """The network in 32-bit floats, of any batch size and length."""
    ids = torch.full((2, 16), 1000)
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        network.eval(),
        (ids,),
        str(path),
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={"ids": axes, "scores": axes},
        opset_version=17,
        dynamo=False,
    )


def quantise(plain: Path, path: Path) -> None:
    """Fuses attention, then stores weights as signed 8-bit, a scale a channel.

    Unsigned weights would run at half the speed on CPUs with VNNI, ONNX Runtime's fused skip
    connection takes eight times as long as its plain layer normalisation, and its attention on
    8-bit inputs is slower than on floats: see ``docs/model-log.md``.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_skip_layer_norm = False
    options.enable_bias_gelu = False
    options.use_multi_head_attention = True
    fused = optimizer.optimize_model(
        str(plain),
        model_type="bert",
        num_heads=12,
        hidden_size=384,
        opt_level=0,
        optimization_options=options,
    )
    fused.save_model_to_file(str(plain))
    quantize_dynamic(
        str(plain),
        str(path),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )
