// Runs in a worker before its own script: tells the size of its WebAssembly memory when asked.
const memories = new Set();
const { Memory, instantiate, instantiateStreaming } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(...given) { super(...given); memories.add(this); }
};
const noted = async (made) => {
  const done = await made;
  const { exports } = done.instance ?? done;
  for (const each of Object.values(exports ?? {})) if (each instanceof Memory) memories.add(each);
  return done;
};
WebAssembly.instantiate = (...given) => noted(instantiate(...given));
WebAssembly.instantiateStreaming = (...given) => noted(instantiateStreaming(...given));
function used(buffer) {
  const words = new Uint32Array(buffer);
  let last = words.length;
  while (last > 0 && words[last - 1] === 0) last -= 1;
  return 4 * last;
}
addEventListener("message", (event) => {
  if (event.data !== "memory?") return;
  event.stopImmediatePropagation();
  const buffers = [...memories].map((each) => each.buffer);
  const [largest] = buffers.sort((a, b) => b.byteLength - a.byteLength);
  postMessage({ kind: "memory", bytes: largest.byteLength, usedBytes: used(largest) });
});
