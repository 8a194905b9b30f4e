// Runs in a page: asks a worker one request after another.
async ([worker, requests, first]) => {
  // Where the page's policy asks for Trusted Types, a script of its own may make the address of a worker.
  const rules = { createScriptURL: (url) => url };
  const own = window[Symbol.for("start-here.policy")] ?? window.trustedTypes?.createPolicy("start-here", rules) ?? rules;
  const python = new Worker(own.createScriptURL(worker), { type: "module" });
  const ask = (message, kind) => new Promise((resolve, reject) => {
    const heard = ({ data }) => {
      if (data.kind === "failed") reject(new Error(data.message));
      if (data.kind !== kind) return;
      python.removeEventListener("message", heard);
      resolve(data);
    };
    python.addEventListener("message", heard);
    python.postMessage(message);
  });
  const memory = () => ask("memory?", "memory");
  await ask(requests[0], "answer");
  const times = [], memories = [];
  let refused = 0;
  for (const request of requests) {
    const start = performance.now();
    const { response } = await ask(request, "answer");
    times.push(performance.now() - start);
    if (response === null || !JSON.parse(response).ok) refused += 1;
    if (times.length === first) memories.push(await memory());
  }
  memories.push(await memory());
  python.terminate();
  return { times, memories, refused };
}
