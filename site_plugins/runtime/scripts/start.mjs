// What the scripts of this folder share: Pyodide from a folder, text in, text out, short complaints.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Node.js would show the line at fault, and the lines of Pyodide are 100,000 characters long.
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error));
  process.exit(1);
});

export const paths = process.argv.slice(2).map((path) => resolve(path));

/** What was written to this script; read at once, for Pyodide makes the stream one that may say "later". */
export const given = readFileSync(0, "utf8");

export const answer = (text) => process.stdout.write(text);

// Equal at each start; and bytecode then says which line an error was in, but not which columns, a fifth of its size.
const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" };

export async function start(folder, options = {}) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  return loadPyodide({ indexURL: folder, env, ...options });
}

/** A browser starts with so many bytes, so what is kept of a memory that grew would not fit in. */
export function checkThatMemoryStayed(before, after) {
  if (before === after) return;
  throw new Error(
    `Python's memory grew from ${before} to ${after} bytes, so it cannot be kept. ` +
      "Raise MEMORY_PAGES in site_plugins/runtime/trim.py.",
  );
}
