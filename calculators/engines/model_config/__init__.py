"""Reads a Hugging Face config.json that a reader pasted, the way llama.cpp's converter does.

`parse` is the way in. Nothing is imported here: few readers paste a file, and the others need not
wait in the browser for all families.
"""
