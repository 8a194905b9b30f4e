// What instrumenting and pruning share: a WebAssembly's own functions, each by the number that it has in the file.
import { readFileSync } from "node:fs";
import binaryen from "binaryen";

export const read = (path) => binaryen.readBinary(readFileSync(path));

export function* functionsOf(wasm) {
  for (const index of Array(wasm.getNumFunctions()).keys()) {
    const each = wasm.getFunctionByIndex(index);
    const { name, base, results } = binaryen.getFunctionInfo(each);
    if (!base) yield { each, number: Number(name), results };
  }
}

/** A function from outside that takes these and gives nothing. */
export function addImport(wasm, name, params) {
  wasm.addFunctionImport(name, "env", name, binaryen.createType(params), binaryen.none);
}

export { binaryen };
