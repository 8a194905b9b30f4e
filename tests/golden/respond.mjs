// Answers requests with the calculators in Pyodide under Node.js.
// node respond.mjs SET_FOLDER < requests.json > answers.jsonl
// A set is a folder as the site has it; an error is an answer too: "!" and its last line. So is any answer after a
// pruned function was called for, for such an answer does not count: "!missed".
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const requests = JSON.parse(readFileSync(0, "utf8"));
const folder = resolve(process.argv[2]);
const find = (ending) => readdirSync(folder).find((name) => name.endsWith(ending));
const packed = find("zip.packed");
const wheel = find(".whl");
const stdLibURL = join(folder, packed ? "python.zip" : "python_stdlib.zip");
if (packed) writeFileSync(stdLibURL, gunzipSync(readFileSync(join(folder, packed))));

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const info = { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" };
const { default: createPyodideModule } = await import(pathToFileURL(join(folder, "pyodide.asm.mjs")).href);
let missed = false;
const onMissed = () => (missed = true);
const python = await loadPyodide({
  indexURL: folder,
  packageBaseUrl: folder,
  stdLibURL,
  createPyodideModule: (settings) => createPyodideModule(Object.assign(settings, { onMissed })),
  lockFileContents: JSON.stringify({ info, packages: {} }),
});
if (wheel) {
  python.FS.writeFile(`/lib/${wheel}`, new Uint8Array(readFileSync(join(folder, wheel))));
  python.runPython(`import sys; sys.path.insert(0, "/lib/${wheel}")`);
}
const respond = python.runPython("from calculators.browser import respond; respond");

function answered(request) {
  try {
    const answer = respond(request);
    return missed ? "!missed" : answer;
  } catch (error) {
    return `!${error.message.trim().split("\n").at(-1)}`;
  }
}
// One after the other: together they are more than Node.js may hold.
for (const request of requests) process.stdout.write(`${JSON.stringify(answered(request))}\n`);
