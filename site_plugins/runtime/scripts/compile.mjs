// Python sources to bytecode, by the very Python that will run them.
// node compile.mjs PYODIDE_FOLDER PROGRAM < sources.json > bytecode.json (names to text; names to base64)
import { readFileSync } from "node:fs";
import { answer, given, paths, start } from "./start.mjs";

const [folder, program] = paths;
const python = await start(folder);
python.globals.set("sources", given);
answer(python.runPython(readFileSync(program, "utf8")));
