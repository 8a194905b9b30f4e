// @ts-check
/**
 * What this browser tells of the machine it runs on: raw values, each under its own name, absent where it does not
 * tell. Nothing is concluded here; that is Python's to do. Read only when the reader asks for it.
 */

/** @typedef {Record<string, string | number>} RawValues */

const HINTS = ["architecture", "bitness", "model"];

/** @returns {Promise<RawValues>} */
export async function browserValues() {
  const groups = [plain, fromHints, fromWebgl, fromWebgpu].map(async (read) => read());
  const settled = await Promise.allSettled(groups);
  return Object.assign({}, ...settled.map((each) => (each.status === "fulfilled" ? each.value : {})));
}

/** Names that not every browser knows. */
const browser = /** @type {any} */ (navigator);

function plain() {
  const { userAgent, platform, maxTouchPoints, deviceMemory, hardwareConcurrency } = browser;
  return { userAgent, platform, maxTouchPoints, deviceMemory, hardwareConcurrency };
}

async function fromHints() {
  const { userAgentData } = browser;
  if (!userAgentData) return {};
  const brands = userAgentData.brands.map((/** @type {any} */ each) => `${each.brand} ${each.version}`).join(", ");
  const told = { brands, hintedPlatform: userAgentData.platform };
  try {
    const { architecture, bitness, model } = await userAgentData.getHighEntropyValues(HINTS);
    return { ...told, architecture, bitness, model };
  } catch {
    return told; // a policy of the site or the browser forbids the rest
  }
}

function fromWebgl() {
  const context = document.createElement("canvas").getContext("webgl");
  if (!context) return {};
  const names = context.getExtension("WEBGL_debug_renderer_info");
  const webglRenderer = context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return { webglRenderer };
}

async function fromWebgpu() {
  const adapter = await browser.gpu?.requestAdapter();
  if (!adapter?.info) return {};
  return { webgpuVendor: adapter.info.vendor, webgpuArchitecture: adapter.info.architecture };
}
