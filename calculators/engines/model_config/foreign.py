"""Files of other models and of other formats: what they are, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.engines.model_config.document import is_object

_READS = "reads and doesn't write: it turns text into numbers, for search or sorting"
_BOTH = "has an encoder beside its decoder, which is another layout"
_GUESSES = "guesses ahead for a larger model. Paste the config.json of that model"
_SPEAKS = "makes or reads sound"
_DIFFUSES = (
    "writes by diffusion, many tokens at once: llama.cpp runs it in a program of its own, "
    "without a cache"
)
_HERE = " Memory is worked out here for models that write text."
_DECIDES = "chooses among answers that it is given, and doesn't write"

_KINDS = {
    _READS: "bert camembert deberta-v2 distilbert electra embedding_gemma2 eurobert "
    "jina_embeddings_v3 llama_bidirec modernbert mpnet neobert new nomic_bert roberta xlm-roberta "
    "BertForMaskedLM BertForSequenceClassification BertModel CamembertModel EmbeddingGemma2Model "
    "EuroBertModel Gemma3TextModel JinaBertModel JinaEmbeddingsV5Model Lfm2BidirectionalModel "
    "LlamaBidirectionalModel ModernBertModel NeoBERT NomicBertModel "
    "RobertaModel XLMRobertaForSequenceClassification XLMRobertaModel",
    _BOTH: "bart mt5 t5 t5gemma t5gemma2 umt5 T5EncoderModel T5ForConditionalGeneration",
    _GUESSES: "dflash eagle3 gemma4_assistant gemma4_unified_assistant muse_glimmer_assistant "
    "DFlash2DraftModel DFlashDraftModel DSparkDraftModel DSparkSpeculator DeepseekV4DSparkModel "
    "Eagle3DraftModel Eagle3LlamaForCausalLM Eagle3Speculator Gemma4AssistantForCausalLM "
    "Gemma4DSparkModel Gemma4UnifiedAssistantForCausalLM Lfm2DSparkDraftModel LingDSparkModel "
    "LlamaForCausalLMEagle3 MuseGlimmerAssistantModel Qwen3DSparkModel",
    _SPEAKS: "bark csm moshi musicgen pocket_tts qwen3_tts seamless_m4t speecht5 vits wav2vec2 "
    "whisper Lfm25AudioTokenizer PocketTTSModel Qwen3TTSForConditionalGeneration WavTokenizerDec",
    _DIFFUSES: "Dream diffusion_gemma llada llada_moe rnd1 DreamModel LLaDAMoEModel "
    "LLaDAMoEModelLM LLaDAModelLM RND1",
    _DECIDES: "ClefModel KevModel LevModel ModernBertDecisionModel NimbleModel PplxDeciderModel",
}
"""By what they do: values of `model_type`, then classes."""
_BY_NAME = {name: kind for kind, names in _KINDS.items() for name in names.split()}

_METHODS = {
    "awq": "AWQ",
    "bitsandbytes": "bitsandbytes",
    "compressed-tensors": "compressed-tensors",
    "exl2": "EXL2",
    "exl3": "EXL3",
    "fp8": "FP8",
    "gptq": "GPTQ",
    "hqq": "HQQ",
    "modelopt": "ModelOpt",
    "mxfp4": "MXFP4",
    "quark": "Quark",
    "torchao": "TorchAO",
}
_MOST_BITS = 32


def no_writer(model_type: object, architectures: object) -> str:
    """What a model is that doesn't write text by itself; empty for any other.

    >>> no_writer("whisper", None)
    '“whisper” makes or reads sound. Memory is worked out here for models that write text.'
    """
    classes = architectures if isinstance(architectures, list) else [architectures]
    for name in (*classes[:1], model_type):
        if isinstance(name, str) and (kind := _BY_NAME.get(name)):
            rest = (
                "" if kind == _GUESSES else " Memory is worked out here for models that write text."
            )
            return f"“{name}” {kind}.{rest}"
    return ""


def other_format(document: Mapping[str, object]) -> str:
    """A note on a repository whose weights aren't GGUF files and aren't in 16 bits either.

    >>> other_format({"quantization_config": {"quant_method": "awq", "bits": 4}})[:55]
    'This repository holds its weights as AWQ with 4 bits. T'
    """
    found = document.get("quantization_config") or document.get("compression_config")
    mlx = document.get("quantization")
    if is_object(mlx) and "bits" in mlx:
        found, name = mlx, "MLX"
    elif is_object(found):
        method = found.get("quant_method")
        name = _METHODS.get(method.lower() if isinstance(method, str) else "", "another format")
    else:
        return ""
    return (
        f"This repository holds its weights as {name}{_bits(found)}. The sizes are those of GGUF "
        "files of the same model, which llama.cpp, Ollama and LM Studio run."
    )


def _bits(found: Mapping[str, object]) -> str:
    """How many bits a weight has, where the file says so."""
    bits = found.get("bits", found.get("w_bit"))
    if found.get("load_in_4bit") is True:
        bits = 4
    known = isinstance(bits, int) and not isinstance(bits, bool) and 0 < bits <= _MOST_BITS
    return f" with {bits} bits" if known else ""
