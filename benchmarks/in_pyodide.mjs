// Runs a Python program in Pyodide under Node.js and prints the value of its last line.
// node in_pyodide.mjs SET_FOLDER < program.py ; a set is a folder as the site has it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const program = readFileSync(0, "utf8");
const folder = resolve(process.argv[2]);
const find = (ending) => readdirSync(folder).find((name) => name.endsWith(ending));
const packed = find("zip.packed");
const wheel = find(".whl");
const stdLibURL = join(folder, packed ? "python.zip" : "python_stdlib.zip");
if (packed) writeFileSync(stdLibURL, gunzipSync(readFileSync(join(folder, packed))));

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const info = { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" };
const python = await loadPyodide({
  indexURL: folder,
  packageBaseUrl: folder,
  stdLibURL,
  lockFileContents: JSON.stringify({ info, packages: {} }),
});
if (wheel) {
  python.FS.writeFile(`/lib/${wheel}`, new Uint8Array(readFileSync(join(folder, wheel))));
  python.runPython(`import sys; sys.path.insert(0, "/lib/${wheel}")`);
}
process.stdout.write(String(python.runPython(program)));
