// Answers requests with the calculators' wheel in Pyodide under Node.js.
// node respond.mjs PYODIDE_FOLDER WHEEL < requests.json > answers.json
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, wheel] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: folder });
python.FS.writeFile("/lib/calculators.whl", new Uint8Array(readFileSync(wheel)));
python.runPython("import sys; sys.path.insert(0, '/lib/calculators.whl')");
const respond = python.pyimport("calculators.browser").respond.copy();
const requests = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(requests.map((request) => respond(request))));
