"""Reads a Hugging Face config.json that a reader pasted, the way llama.cpp's converter does.

`parse` is the way in. Nothing is imported here: few readers paste one, and who does not shall not
wait in the browser for the readers of 84 families.
"""
