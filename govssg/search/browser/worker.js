// Asks Pagefind, away from the page's own thread; one instance a shard, so one may be missing.
//
// Pagefind says on the console only that a file did not come, and then finds nothing. So its
// requests go through here: a lost file makes the shard count as missing, what the manifest
// already says is not asked for, and its program is fetched once for all shards.

import * as pagefind from "./pagefind.js";

const SIGNATURE = 12; // bytes Pagefind sets before what it compresses
const network = self.fetch.bind(self);
const answers = new Map();
const lost = new Set();
const instances = new Map();
let program = null;
let first = null;

self.fetch = async (input) => {
  const url = new URL(input, self.location.href);
  url.search = "";
  if (url.pathname.endsWith("/wasm.unknown.pagefind")) return new Response(await loadProgram());
  if (answers.has(url.href)) return new Response(answers.get(url.href));
  return new Response(await bytes(url));
};

async function bytes(url) {
  try {
    const response = await network(url);
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    lost.add(url.href);
    throw error;
  }
}

function loadProgram() {
  program ??= unpacked(new URL("wasm.unknown.pagefind", self.location.href));
  return program;
}

async function unpacked(url) {
  const data = await bytes(url);
  if (new Uint8Array(data)[0] !== 31 || typeof DecompressionStream === "undefined") return data;
  const stream = new Response(data).body.pipeThrough(new DecompressionStream("gzip"));
  const plain = await new Response(stream).arrayBuffer();
  return plain.byteLength > SIGNATURE ? plain : data;
}

async function open({ url, name, pages, version }) {
  const meta = new URL(`pagefind.${name}.pf_meta`, url);
  answers.set(meta.href, await bytes(meta));
  const languages = { unknown: { hash: name, wasm: null, page_count: pages } };
  const entry = { version, languages, include_characters: ["_"] };
  answers.set(new URL("pagefind-entry.json", url).href, JSON.stringify(entry));
  return pagefind.createInstance({ basePath: url, noWorker: true, metaCacheTag: "0" });
}

async function ask({ shard, phrases }) {
  const { url } = shard;
  if (!instances.has(url)) instances.set(url, open(shard));
  try {
    const instance = await instances.get(url);
    const found = [];
    for (const phrase of phrases) {
      const { results } = await instance.search(`"${phrase}"`);
      found.push(results.map((result) => result.id));
    }
    if ([...lost].some((href) => href.startsWith(url))) throw new Error(`lost: ${url}`);
    return found;
  } catch (error) {
    instances.delete(url);
    for (const href of lost) if (href.startsWith(url)) lost.delete(href);
    throw error;
  }
}

self.addEventListener("unhandledrejection", (event) => event.preventDefault());

self.addEventListener("message", async ({ data }) => {
  const before = first;
  const run = before ? before.then(() => ask(data)) : ask(data);
  first ??= run.catch(() => { first = null; }); // Pagefind's program must start once, alone
  try {
    self.postMessage({ id: data.id, found: await run });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) });
  }
});
