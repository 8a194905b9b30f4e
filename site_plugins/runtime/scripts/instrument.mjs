// WebAssembly in which every function says its number to the import `executed` when it is entered.
// node instrument.mjs WASM OUTPUT
import { writeFileSync } from "node:fs";
import { addImport, binaryen, functionsOf, read } from "./functions.mjs";
import { paths } from "./start.mjs";

const [input, output] = paths;
const wasm = read(input);
const own = [...functionsOf(wasm)];
addImport(wasm, "executed", [binaryen.i32]);
for (const { each, number, results } of own) {
  const say = wasm.call("executed", [wasm.i32.const(number)], binaryen.none);
  binaryen.Function.setBody(each, wasm.block(null, [say, binaryen.Function.getBody(each)], results));
}
writeFileSync(output, wasm.emitBinary());
