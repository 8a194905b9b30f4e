// @ts-check
/**
 * One version of the site on this device: its list of files and the cache that holds them.
 *
 * The list comes from the build and gives the hash of each file, so a version never holds a file of another one. A
 * version is taken when every file to be kept is there; until then it serves only pages that the network brought.
 */

/** @typedef {{ bytes: number, integrity: string, query?: string, keep?: true, named?: true, title?: string }} File */
/** @typedef {{ version: string, notKept: string, files: Record<string, File> }} List */

const LIST = "assets/version.json";
const TAKEN = `${LIST}?taken`;
const CLIENT = `${LIST}?client=`;
const NAME = /^start-here-[0-9a-f]{16}(?=\/)/;

/** What is kept because it was visited stays within this, beside what is kept anyway. */
const MOST_VISITED_BYTES = 20_000_000;

/** Lists that were read: what a version's name stands for never changes. @type {Map<string, List>} */
const lists = new Map();

export class Version {
  /**
   * @param {List} list
   * @param {Cache} cache
   * @param {URL} base the root of the site
   */
  constructor(list, cache, base) {
    this.list = list;
    this.cache = cache;
    this.base = base;
  }

  /** The name of its cache: other sites of the same host keep theirs beside it. */
  get name() {
    return nameOf(this.list, this.base);
  }

  /** Addresses of what is kept without being visited. */
  get kept() {
    return Object.keys(this.list.files).filter((path) => this.list.files[path].keep);
  }

  /** Addresses of what every page needs before it can be shown: small, and named alike in every version. */
  get shell() {
    return this.kept.filter((path) => !isPage(path) && !this.list.files[path].named);
  }

  /**
   * What the list says of an address; undefined where it says nothing.
   * @param {string} path
   * @returns {File | undefined}
   */
  file(path) {
    return Object.hasOwn(this.list.files, path) ? this.list.files[path] : undefined;
  }

  /**
   * Whether this is the whole address of one of its files, with what pages put behind it.
   * @param {string} address
   */
  holds(address) {
    const { href, search } = new URL(address);
    const path = decodeURI(href.slice(this.base.href.length, href.length - search.length));
    const file = this.file(path);
    return file !== undefined && (file.query ?? "") === search;
  }

  /** @param {string} path */
  url(path) {
    return new URL(encodeURI(path), this.base).href;
  }

  /** @param {string} path */
  match(path) {
    return this.cache.match(this.url(path), { ignoreVary: true });
  }

  /**
   * A file from the browser's own cache or the network, if it is the one in the list. Rejects where it is not.
   * @param {string} path
   */
  async fetch(path) {
    const { integrity, query = "" } = this.list.files[path];
    try {
      return await fetch(this.url(path) + query, { cache: "force-cache", integrity });
    } catch {
      return fetch(this.url(path) + query, { cache: "reload", integrity });
    }
  }

  /**
   * Have a file, from an older version where it is the same.
   * @param {string} path
   * @param {Version[]} older
   */
  async fill(path, older) {
    if (!(await this.match(path))) await this.cache.put(this.url(path), await this.obtain(path, older));
  }

  /**
   * A file out of an older version where it is the same, or else as `fetch` has it.
   * @param {string} path
   * @param {Version[]} older
   */
  async obtain(path, older) {
    const { integrity } = this.list.files[path];
    const same = older.find((version) => version.file(path)?.integrity === integrity);
    return (await same?.match(path)) ?? this.fetch(path);
  }

  /**
   * Keep a file that was visited, at the cost of those visited longest ago.
   * @param {string} path
   * @param {Response} response
   */
  async visit(path, response) {
    const { keep, bytes } = this.list.files[path];
    await this.cache.delete(this.url(path));
    if (!keep && !(await this.#makeRoom(bytes))) return;
    await this.cache.put(this.url(path), response);
  }

  /**
   * Addresses of what was visited, the earliest first.
   * @returns {Promise<string[]>}
   */
  async visited() {
    return (await this.#paths()).filter((path) => this.file(path) && !this.list.files[path].keep);
  }

  /** Pages to read that are here, and the bytes of all files that are. */
  async holdings() {
    const paths = (await this.#paths()).filter((path) => this.file(path));
    const pages = paths.filter((path) => isPage(path) && path !== this.list.notKept && this.list.files[path].title);
    return {
      pages: pages.map((path) => ({ url: this.url(path), title: this.list.files[path].title ?? "" })),
      bytes: paths.reduce((sum, path) => sum + this.list.files[path].bytes, 0),
    };
  }

  /**
   * When this version was taken whole; null where it is not.
   * @returns {Promise<Date | null>}
   */
  async taken() {
    const mark = await this.cache.match(new URL(TAKEN, this.base));
    return mark ? new Date(await mark.text()) : null;
  }

  async take() {
    await this.cache.put(new URL(TAKEN, this.base), new Response(new Date().toISOString()));
  }

  /** @param {string} id of a page or worker that gets its files from this version */
  async bind(id) {
    await this.cache.put(new URL(CLIENT + id, this.base), new Response());
  }

  /** @param {string} id */
  async hasBound(id) {
    return (await this.cache.match(new URL(CLIENT + id, this.base))) !== undefined;
  }

  /** @param {string} id */
  async unbind(id) {
    await this.cache.delete(new URL(CLIENT + id, this.base));
  }

  /** The pages and workers that were bound to this version. */
  async clients() {
    const start = new URL(CLIENT, this.base).href;
    const urls = (await this.cache.keys()).map(({ url }) => url);
    return urls.filter((url) => url.startsWith(start)).map((url) => url.slice(start.length));
  }

  /**
   * @param {number} bytes
   * @returns {Promise<boolean>} whether there is room now
   */
  async #makeRoom(bytes) {
    const visited = await this.visited();
    let total = visited.reduce((sum, path) => sum + this.list.files[path].bytes, bytes);
    while (total > MOST_VISITED_BYTES) {
      const oldest = visited.shift();
      if (oldest === undefined) return false;
      total -= this.list.files[oldest].bytes;
      await this.cache.delete(this.url(oldest));
    }
    return true;
  }

  async #paths() {
    const urls = (await this.cache.keys()).map(({ url }) => url);
    return urls.map((url) => decodeURI(url.slice(this.base.href.length)));
  }
}

/**
 * Whether an address is that of a page.
 * @param {string} path
 */
export function isPage(path) {
  return path === "" || path.endsWith("/") || path.endsWith(".html");
}

/**
 * The version that the server has now.
 * @param {URL} base
 * @returns {Promise<List>}
 */
export async function published(base) {
  const response = await fetch(new URL(LIST, base), { cache: "no-cache" });
  const list = await response.json();
  if (!/^[0-9a-f]{16}$/.test(list.version) || typeof list.files !== "object") throw new Error("This is no list.");
  return list;
}

/**
 * Begin to hold a version, or go on with it.
 * @param {List} list
 * @param {URL} base
 */
export async function begin(list, base) {
  const cache = await caches.open(nameOf(list, base));
  if (!(await cache.match(new URL(LIST, base)))) {
    await cache.put(new URL(LIST, base), new Response(JSON.stringify(list)));
  }
  return new Version(list, cache, base);
}

/**
 * The versions on this device, whole or not, in the order in which they were begun.
 * @param {URL} base
 * @returns {Promise<Version[]>}
 */
export async function held(base) {
  const names = (await caches.keys()).filter((name) => name.replace(NAME, "") === base.pathname);
  const versions = await Promise.all(names.map((name) => open(name, base)));
  return versions.filter((version) => version !== null);
}

/**
 * The version that was taken last; null where none is.
 * @param {URL} base
 * @returns {Promise<Version | null>}
 */
export async function newest(base) {
  const versions = await held(base);
  const dates = await Promise.all(versions.map((version) => version.taken()));
  const last = Math.max(...dates.map((date) => date?.valueOf() ?? 0));
  return versions.find((_, index) => dates[index]?.valueOf() === last) ?? null;
}

/**
 * @param {string} name
 * @param {URL} base
 */
async function open(name, base) {
  const cache = await caches.open(name);
  const list = lists.get(name) ?? (await (await cache.match(new URL(LIST, base)))?.json());
  if (!list) return null;
  lists.set(name, list);
  return new Version(list, cache, base);
}

/**
 * @param {List} list
 * @param {URL} base
 */
function nameOf(list, base) {
  return `start-here-${list.version}${base.pathname}`;
}
