#!/usr/bin/env bash
# Pyodide in Node.js refuses to unpack a wheel as `fs.readFileSync` reads it.
#
# Package:  pyodide 314.0.7 (npm), whose documentation lets `unpackArchive` take a typed array or an ArrayBuffer.
# Guess:    what readFileSync returns is a Uint8Array, of which Buffer is a subclass, so it is taken.
# Seen:     "Unknown typed array type 'Buffer'. This is a problem with Pyodide, please open an issue about it here."
#           The same bytes as `new Uint8Array(buffer)` are unpacked.
# Why:      the kind of array is looked up by the name of its constructor, which a subclass has of its own.
# For us:   the test of the wheel inside Pyodide copies the bytes first (`tests/tools/test_wheel.py`).
#
# Installs into a temporary folder, runs none of this project's code, and fails if the package answers otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts "pyodide@314.0.7" > /dev/null
python3 - <<'PYTHON'
import zipfile

with zipfile.ZipFile("greeting.zip", "w") as archive:
    archive.writestr("greeting.py", "WORDS = 'hello'\n")
PYTHON
cat > unpack.mjs <<'JAVASCRIPT'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
const read = readFileSync("greeting.zip");
assert(read instanceof Uint8Array);
let said = "nothing";
try {
  pyodide.unpackArchive(read, "zip");
} catch (error) {
  said = error.message;
}
console.log(`as read: ${said.trim()}`);
assert.match(said, /Unknown typed array type 'Buffer'/);
pyodide.unpackArchive(new Uint8Array(read), "zip");
const words = pyodide.runPython("import greeting; greeting.WORDS");
console.log(`as Uint8Array: ${words}`);
assert.equal(words, "hello");
JAVASCRIPT
node unpack.mjs
