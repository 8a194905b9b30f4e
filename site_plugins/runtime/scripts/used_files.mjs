// Which modules the calculators need: runs them in Pyodide and lists what was imported from its archive.
// node used_files.mjs PYODIDE_FOLDER ARCHIVE PROGRAM < requests.json > names.json
import { readFileSync } from "node:fs";
import { answer, given, paths, start } from "./start.mjs";

const [folder, archive, program] = paths;
const python = await start(folder, { stdLibURL: archive, stdout: () => {}, stderr: () => {} });
python.globals.set("requests", given);
answer(python.runPython(readFileSync(program, "utf8")));
