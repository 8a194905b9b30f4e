// @ts-check
/**
 * The memory snapshot of a Python that had started: kept in this browser after one visit, and restored at the next.
 *
 * It is a file of the site like the others, fetched when there is nothing else to do. It lies unpacked in a cache of
 * its own, under the address whose hash names the very files it was made from. Without a cache, without room or with
 * anything else wrong, Python starts as it did the first time.
 */

/** @typedef {{ name: string, bytes: number, wire_bytes: number, sha256: string }} SnapshotFile with the hash of the unpacked file */
/** @typedef {{ memory_bytes: number, state: object, ranges: [number, number][] }} Header */

const CACHE = "start-here-python";
const HEADER_AT = 4;

/** There is no snapshot to restore, and none that would arrive soon. */
export class NoSnapshot extends Error {}

/**
 * The snapshot that was kept under this address, or null. Rejects with NoSnapshot where this browser has refused it.
 * @param {URL} url
 * @param {SnapshotFile} file
 */
export async function findSnapshot(url, file) {
  const cache = await open();
  const found = await cache?.match(url);
  if (found) return new Snapshot(found.arrayBuffer(), file);
  if (await cache?.match(refusalOf(url))) throw new NoSnapshot();
  return null;
}

/**
 * The snapshot as the site has it.
 * @param {URL} url
 * @param {SnapshotFile} file
 * @param {RequestPriority} [priority]
 */
export function fetchSnapshot(url, file, priority) {
  return new Snapshot(unpacked(fetch(url, { priority })), file);
}

/**
 * Keep the snapshot in place of any older one: the one that Python went on from, or else one that is fetched now. If
 * anything goes wrong, nothing is kept and the reader is not told.
 * @param {URL} url
 * @param {SnapshotFile} file
 * @param {Snapshot | null} used
 */
export async function keepSnapshot(url, file, used) {
  try {
    const cache = await open();
    if (!cache || (await cache.match(url)) || (await cache.match(refusalOf(url)))) return;
    const { bytes } = used ?? fetchSnapshot(url, file, "low");
    await replace(cache, url, new Response(await bytes));
  } catch (error) {
    console.info("Python's memory is not kept for the next visit:", error);
  }
}

/**
 * Python did not go on from this snapshot: one that is spoilt is removed, and one that is whole is refused from now on.
 * @param {URL} url
 * @param {Snapshot} snapshot
 */
export async function rejectSnapshot(url, snapshot) {
  const cache = await open();
  const isWhole = await snapshot.bytes.then(
    () => true,
    () => false,
  );
  if (!isWhole) await cache?.delete(url);
  else if (cache) await replace(cache, refusalOf(url), new Response()).catch(() => {}); // the device is full
}

export class Snapshot {
  /** Known to be those of the build; rejects where they are not. @type {Promise<ArrayBuffer>} */
  bytes;

  /**
   * @param {Promise<ArrayBuffer>} bytes
   * @param {SnapshotFile} file
   */
  constructor(bytes, file) {
    this.bytes = whole(bytes, file);
    this.bytes.catch(() => {}); // handled where it is awaited
  }

  /**
   * What `loadPyodide` takes in order to go on from this memory. It would read a whole memory out of `_loadSnapshot`
   * before it compiles anything; so it is told only that there is one, and finds it in place.
   * @param {(settings: any) => Promise<any>} createPyodideModule
   */
  options(createPyodideModule) {
    return {
      _loadSnapshot: new Uint8Array(HEADER_AT),
      createPyodideModule: async (/** @type {any} */ settings) => {
        const [module, bytes] = await Promise.all([createPyodideModule(settings), this.bytes]);
        const state = write(bytes, module.HEAPU8);
        module.API.restoreSnapshot = () => state;
        return module;
      },
    };
  }
}

/**
 * Put a snapshot into the memory that it was compared with.
 * @param {ArrayBuffer} bytes
 * @param {Uint8Array} memory
 */
function write(bytes, memory) {
  const start = HEADER_AT + new DataView(bytes).getUint32(0, true);
  /** @type {Header} */
  const { memory_bytes, state, ranges } = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, HEADER_AT, start - HEADER_AT)));
  if (memory.length !== memory_bytes) throw new Error(`Python's memory is ${memory.length} bytes, not ${memory_bytes}.`);
  let from = start;
  for (const [at, length] of ranges) {
    memory.set(new Uint8Array(bytes, from, length), at);
    from += length;
  }
  return state;
}

/** @param {Promise<Response>} arriving */
async function unpacked(arriving) {
  const { ok, body } = await arriving;
  if (!ok || !body) throw new Error("The snapshot did not arrive.");
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/**
 * Bytes only if they are the file's: a memory with one wrong bit might calculate, and wrongly.
 * @param {Promise<ArrayBuffer>} arriving
 * @param {SnapshotFile} file
 */
async function whole(arriving, file) {
  const bytes = await arriving;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === file.sha256) return bytes;
  throw new Error(`${file.name} is not the file that was built.`);
}

/**
 * Where it is noted that this browser has refused a snapshot.
 * @param {URL} url
 */
function refusalOf(url) {
  return new URL("?refused", url);
}

/**
 * Put something into the cache in place of all that is there.
 * @param {Cache} cache
 * @param {URL} url
 * @param {Response} response
 */
async function replace(cache, url, response) {
  for (const older of await cache.keys()) await cache.delete(older);
  await cache.put(url, response);
}

/** The cache, or null in a browser or a window that has none. */
async function open() {
  try {
    return await caches.open(CACHE);
  } catch {
    return null;
  }
}
