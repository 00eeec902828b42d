/* The search page: form, facets, results. What is found is the engine's affair
   (search/engine/…/engine.js, published with the index); this file shows it. */

const PAGE = 20; // results shown at a time
const FOLD = 8; // choices of a facet shown before the rest is folded away
const PAUSE = 1500; // milliseconds between two announcements while results come in
const TITLE = document.title;

const root = document.querySelector("[data-search]");
const part = (name, within = root) => within.querySelector(`[data-search-${name}]`);
const form = part("form");
const input = part("input");
const status = part("status");
const list = part("results");
const more = part("more");
const later = part("later");
const template = part("item");
const scopes = [...root.querySelectorAll("[data-search-scope] input")];
const fieldsets = [...root.querySelectorAll("[data-search-facet]")];
const chosen = new Map(fieldsets.map((fieldset) => [fieldset.dataset.searchFacet, new Set()]));

let index = null;
let session = null;
let hits = [];
let state = null;
let shown = PAGE;
let announced = 0;

// --- where we are

const parameters = new URLSearchParams(location.search);

function scope() {
  const picked = scopes.find((radio) => radio.checked);
  return picked ? picked.value : root.dataset.site;
}

function prefix() {
  const { variant } = document.documentElement.dataset;
  return new Map(index.manifest.variants).get(variant) || "";
}

function remember(query) {
  const url = new URL(location.href);
  url.searchParams.set("q", query);
  if (scopes.length) url.searchParams.set("site", scope());
  history.replaceState(null, "", url);
}

async function load() {
  const href = new URL(root.dataset.index, location.href);
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${response.status} ${href}`);
  const manifest = await response.json();
  const engine = await import(new URL(`${manifest.engine}engine.js`, href).href);
  return engine.open(href.href, manifest);
}

// --- searching

async function search(query) {
  for (const values of chosen.values()) values.clear();
  shown = PAGE;
  remember(query);
  document.title = query.trim() ? `“${query.trim()}”_${TITLE}` : TITLE;
  try {
    index ??= await load();
  } catch {
    say("搜索暂时不能用。请使用下面的栏目索引，或拨打 12345 咨询。", true);
    return;
  }
  const { elsewhere } = index.manifest; // a site on its own origin knows its own pages only
  if (elsewhere && !scope()) location.assign(`${elsewhere}?q=${encodeURIComponent(query)}`);
  else await run(index.session(query, scope(), prefix()));
}

async function run(next) {
  if (next !== session) list.replaceChildren();
  session = next;
  say(session.terms.length ? "正在查找……" : "请输入要查找的内容。", true);
  for await (const found of session.run()) {
    if (session !== next) return;
    state = found;
    hits = found.hits;
    show();
  }
}

// --- results

function show() {
  for (const fieldset of fieldsets) showFacet(fieldset);
  const kept = hits.filter((hit) => allows(hit));
  more.hidden = kept.length <= shown;
  later.hidden = state.stage !== "done" || !state.later;
  showList(kept.slice(0, shown));
  say(sentence(kept.length), state.stage === "done");
}

function sentence(count) {
  if (!session.terms.length) return "请输入要查找的内容。";
  const words = [];
  if (hits.length) words.push(`找到 ${hits.length} 条结果`);
  if (count !== hits.length) words.push(`筛选后 ${count} 条`);
  const still = state.stage === "older" ? "正在查找更早的标题" : "正在查找全文";
  if (state.stage !== "done") return `${words.join("，") || "尚未找到"}，${still}……`;
  if (!hits.length) words.push(`没有找到“${input.value.trim()}”，请换一个词，或减少词数`);
  if (state.missing) words.push(`有 ${state.missing} 组页面暂时没有取到，结果可能不全，请稍后再试`);
  if (state.later) words.push(`较早的 ${state.later} 个页面只查了标题`);
  if (!session.words.length) words.push("只输入一个字时只查标题");
  return `${words.join("；")}。`;
}

/** Announce at once what is final, and now and then what is not. */
function say(text, now) {
  if (!now && Date.now() - announced < PAUSE) return;
  announced = Date.now();
  if (status.textContent !== text) status.textContent = text;
}

/** Show hits, leaving in place the items that are right already. */
function showList(wanted) {
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  wanted.forEach((hit, number) => {
    const key = `${hit.site}:${hit.path}`;
    const item = known.get(key) || made(hit, key);
    known.delete(key);
    if (list.children[number] !== item) list.insertBefore(item, list.children[number] || null);
  });
  for (const item of known.values()) item.remove();
}

function made(hit, key) {
  const item = template.content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  item.dataset.key = key;
  link.href = index.href(hit, prefix());
  const title = hit.title.normalize("NFC");
  link.replaceChildren(...marked(title, index.marks(title, session.terms)));
  part("meta", item).textContent = facts(hit).join("　");
  watch(item, hit, session);
  return item;
}

function facts(hit) {
  const kind = new Map(index.manifest.kinds).get(hit.kind);
  return [kind, index.sites.get(hit.site).name, hit.date, hit.number].filter(Boolean);
}

function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at)];
}

// --- excerpts: read from the page itself, once the result comes into view

const waiting = new WeakMap();
const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    waiting.get(target)();
  }
}, { rootMargin: "200px" });

function watch(item, hit, asked) {
  const place = part("excerpt", item);
  waiting.set(item, async () => {
    try {
      const { text, marks } = await index.excerpt(hit, asked.terms, prefix());
      place.replaceChildren(...marked(text, marks));
    } catch {
      place.remove();
    }
  });
  watcher.observe(item);
}

// --- facets

function allows(hit, except = "") {
  return [...chosen].every(
    ([name, values]) => name === except || !values.size || values.has(hit[name]),
  );
}

function showFacet(fieldset) {
  const name = fieldset.dataset.searchFacet;
  const values = chosen.get(name);
  const counts = new Map();
  for (const hit of hits) if (!counts.has(hit[name])) counts.set(hit[name], 0);
  for (const hit of hits) if (allows(hit, name)) counts.set(hit[name], counts.get(hit[name]) + 1);
  for (const value of values) if (!counts.has(value)) counts.set(value, 0);
  fieldset.hidden = counts.size < 2;
  const order = [...counts].sort(name === "year" ? newest : commonest);
  const focused = fieldset.contains(document.activeElement) ? document.activeElement.value : null;
  const open = fieldset.querySelector("details")?.open;
  const labels = order.map(([value, count]) => choice(name, value, count));
  fieldset.replaceChildren(fieldset.querySelector("legend"), ...labels.slice(0, FOLD));
  if (labels.length > FOLD) fieldset.append(folded(labels.slice(FOLD), open));
  if (focused !== null) fieldset.querySelector(`[value="${CSS.escape(focused)}"]`)?.focus();
}

function commonest(a, b) {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
}

function newest(a, b) {
  return a[0] < b[0] ? 1 : -1;
}

function folded(labels, open) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `其余 ${labels.length} 项`;
  details.open = Boolean(open);
  details.append(summary, ...labels);
  return details;
}

function choice(name, value, count) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "choice";
  Object.assign(box, { type: "checkbox", value, checked: chosen.get(name).has(value) });
  label.append(box, `${words(name, value)}（${count}）`);
  return label;
}

function words(name, value) {
  if (name === "kind") return new Map(index.manifest.kinds).get(value) || value;
  if (name === "site") return index.sites.get(value).name;
  return value ? `${value} 年` : "无日期";
}

// --- what the reader does

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(input.value);
});

form.addEventListener("change", ({ target }) => {
  if (scopes.includes(target)) {
    search(input.value);
    return;
  }
  const name = target.closest("[data-search-facet]")?.dataset.searchFacet;
  if (!name) return;
  chosen.get(name)[target.checked ? "add" : "delete"](target.value);
  shown = PAGE;
  show();
});

more.addEventListener("click", () => {
  const first = shown;
  shown += PAGE;
  show();
  list.children[first]?.querySelector("a").focus();
});

later.addEventListener("click", () => run(session));

part("facets").hidden = false;
if (parameters.has("site")) {
  const wanted = scopes.find((radio) => radio.value === parameters.get("site"));
  if (wanted) wanted.checked = true;
}
if (parameters.get("q")) {
  input.value = parameters.get("q");
  search(input.value);
}
