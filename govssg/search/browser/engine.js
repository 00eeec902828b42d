// The search itself: which shards are asked, which pages answer, in which order they stand.

import { readPage } from "./page.js";
import { textTools } from "./text.js";

const AT_ONCE = 3; // shards asked at a time
const ROUND = 12; // shards read whole before the reader is asked whether to go on
const OPENED = 64; // shards a worker opens before a new one takes its place
const LONG = 8; // characters from which a term is searched by its ends and then proved
const END = 5;
const SHOWN = 90; // characters of an excerpt
const BEFORE = 30; // of them before the first match
const WEIGHT = { title: 8, number: 4, keywords: 2, body: 1 };

/** Give the search of a manifest. */
export async function open(href, manifest) {
  const table = await json(new URL("characters.json", import.meta.url));
  return new Index(href, manifest, textTools(table));
}

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

class Index {
  constructor(href, manifest, text) {
    this.manifest = manifest;
    this.text = text;
    this.base = new URL(".", new URL(href, location.href)).href;
    this.sites = new Map(manifest.sites.map((site) => [site.id, site]));
    this.records = new Map();
    this.pages = new Map();
    this.oracle = new Oracle();
  }

  /** Give the terms of a query, flat. */
  terms(query) {
    return [...new Set(query.split(/\s+/).map(this.text.flat).filter(Boolean))];
  }

  /** Give a search that can be run round by round. */
  session(query, site = "", prefix = "") {
    return new Session(this, query, site, prefix);
  }

  /** Give all results of a query: for tests and scripts. */
  async all(query, site = "") {
    const session = this.session(query, site);
    let state = null;
    do {
      for await (state of session.run());
    } while (state.later);
    return state;
  }

  /** Give where the terms stand in a text. */
  marks(text, terms) {
    return this.text.marks(text.normalize("NFC"), terms);
  }

  async recordsOf(shard) {
    if (!this.records.has(shard.path)) {
      const rows = await json(this.base + shard.path + "records.json");
      this.records.set(shard.path, rows.map((row) => this.record(row)));
    }
    return this.records.get(shard.path);
  }

  record([date, site, path, kind, title, number, keywords, id]) {
    const { flat } = this.text;
    const fields = { title: flat(title), number: flat(number), keywords: flat(keywords) };
    return { date, year: date.slice(0, 4), site, path, kind, title, number, id, fields };
  }

  /** Give the address of a record in a variant. */
  href(record, prefix) {
    const path = record.path.replace(/(^|\/)index\.html$/, "$1");
    return `${this.sites.get(record.site).base}${prefix}/${path}`;
  }

  async page(record, prefix) {
    const href = this.href(record, prefix);
    if (!this.pages.has(href)) this.pages.set(href, readPage(href));
    return this.pages.get(href);
  }

  async says(record, terms, prefix) {
    try {
      const { text, description } = await this.page(record, prefix);
      const flat = `${this.text.flat(text)}_${this.text.flat(description)}`;
      return terms.every((term) => inFields(record, term) || flat.includes(term));
    } catch {
      return true; // on another origin, or offline: the ends were found, so it stays
    }
  }

  /** Give a stretch of a page around the terms: {text, marks}. */
  async excerpt(record, terms, prefix) {
    const { text, description } = await this.page(record, prefix);
    const lines = [...text.split("\n"), description].map(plain);
    const scored = lines.map((line) => [this.worth(line, record, terms), line]);
    const [, line] = scored.reduce((best, next) => (next[0] > best[0] ? next : best));
    const [[first] = [0]] = this.marks(line, terms);
    const start = first > SHOWN - BEFORE ? first - BEFORE : 0;
    const cut = line.slice(start, start + SHOWN);
    const end = start + SHOWN < line.length ? "…" : "";
    const shown = `${start ? "…" : ""}${cut}${end}`;
    return { text: shown, marks: this.marks(shown, terms) };
  }

  /** Give how well a line shows what was looked for: sentences before labels, no title again. */
  worth(line, record, terms) {
    if (line === plain(record.title)) return 0;
    const flat = this.text.flat(line);
    const found = terms.filter((term) => flat.includes(term)).length;
    return 2 * found + (/[。；！？]/.test(line) ? 1 : 0);
  }
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim().normalize("NFC");
}

function inFields({ fields }, term) {
  return Object.values(fields).some((field) => field.includes(term));
}

function weight({ fields }, term) {
  const name = Object.keys(fields).find((each) => fields[each].includes(term));
  return WEIGHT[name ?? "body"];
}

/** One query over the shards of a site or of all; each run asks the next round of shards. */
class Session {
  constructor(index, query, site, prefix) {
    this.index = index;
    this.site = site;
    this.prefix = prefix;
    this.whole = index.text.flat(query);
    this.terms = index.terms(query);
    this.words = this.terms.filter((term) => [...term].length > 1);
    this.singles = this.terms.filter((term) => [...term].length === 1);
    const shards = this.terms.length ? index.manifest.shards : [];
    this.waiting = shards.filter((shard) => !site || shard.sites.includes(site));
    this.hits = new Map();
    this.missing = new Set();
  }

  /** Ask the next shards: titles, then full text; then the titles of all that are older. */
  async *run() {
    const round = this.waiting.splice(0, ROUND);
    const titles = (shard) => this.askRecords(shard);
    yield* this.each(round, titles, "titles");
    if (this.words.length) yield* this.each(round, (shard) => this.askText(shard), "text");
    yield* this.each(this.waiting, titles, "older");
    if (!this.words.length) this.waiting = [];
    yield this.state("done");
  }

  async *each(shards, ask, stage) {
    for (let at = 0; at < shards.length; at += AT_ONCE) {
      const some = shards.slice(at, at + AT_ONCE);
      const lost = (shard) => this.missing.add(shard);
      await Promise.all(some.map((shard) => ask(shard).catch(() => lost(shard))));
      yield this.state(stage);
    }
  }

  async own(shard) {
    const records = await this.index.recordsOf(shard);
    return this.site ? records.filter((record) => record.site === this.site) : records;
  }

  async askRecords(shard) {
    const records = await this.own(shard);
    for (const record of records) {
      const words = this.words.every((term) => inFields(record, term));
      if (words && this.titled(record)) this.add(record);
    }
  }

  titled(record) {
    return this.singles.every((term) => record.fields.title.includes(term));
  }

  async askText(shard) {
    const parts = this.words.map(ends);
    const phrases = parts.flat().map(this.index.text.pairs);
    const { manifest, base } = this.index;
    const { name, pages } = shard;
    const place = { url: base + shard.path, name, pages, version: manifest.pagefind };
    const engine = base + manifest.engine + "worker.js";
    const [records, found] = await Promise.all([
      this.own(shard),
      this.index.oracle.ask(engine, place, phrases),
    ]);
    const sets = found.map((ids) => new Set(ids));
    const likely = records.filter(
      (record) => this.titled(record) && sets.every((ids) => ids.has(record.id)),
    );
    await this.prove(likely, this.words.filter((term) => ends(term).length > 1));
  }

  async prove(records, long) {
    for (const record of records) {
      if (this.hits.has(key(record))) continue;
      const known = long.every((term) => inFields(record, term));
      if (known || (await this.index.says(record, long, this.prefix))) this.add(record);
    }
  }

  add(record) {
    const { title, number } = record.fields;
    const exact = title === this.whole ? 1000 : number && number === this.whole ? 500 : 0;
    const rank = this.terms.reduce((sum, term) => sum + weight(record, term), exact);
    this.hits.set(key(record), { ...record, rank });
  }

  state(stage) {
    return {
      stage,
      hits: [...this.hits.values()].sort(before),
      missing: this.missing.size,
      later: this.waiting.reduce((sum, shard) => sum + shard.pages, 0),
    };
  }
}

function key(record) {
  return `${record.site}:${record.path}`;
}

function before(a, b) {
  return (
    b.rank - a.rank ||
    (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) ||
    (key(a) < key(b) ? -1 : 1)
  );
}

/** Give the stretches a term is looked up by: itself, or its two ends if it is long. */
function ends(term) {
  const letters = [...term];
  if (letters.length <= LONG) return [term];
  return [letters.slice(0, END).join(""), letters.slice(-END).join("")];
}

/** The worker that asks Pagefind, and who waits for its answers. */
class Oracle {
  constructor() {
    this.worker = null;
    this.waiting = new Map();
    this.opened = new Set();
    this.count = 0;
  }

  ask(engine, shard, phrases) {
    if (this.opened.size >= OPENED && !this.waiting.size) this.restart();
    this.opened.add(shard.url);
    return new Promise((resolve, reject) => {
      const id = ++this.count;
      this.waiting.set(id, { resolve, reject });
      this.started(engine).postMessage({ id, shard, phrases });
    });
  }

  started(engine) {
    if (!this.worker) {
      this.worker = new Worker(engine, { type: "module" });
      this.worker.onmessage = ({ data }) => this.answer(data);
      this.worker.onerror = () => this.fail();
    }
    return this.worker;
  }

  /** Give back the memory of the shards that were read. */
  restart() {
    this.worker?.terminate();
    this.worker = null;
    this.opened.clear();
  }

  answer({ id, found, error }) {
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    if (found) resolve(found);
    else reject(new Error(error));
  }

  fail() {
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(new Error("worker"));
    this.waiting.clear();
  }
}
