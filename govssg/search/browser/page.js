// What a published page says in its main part. The twin of search/main_text.py.

const INLINE = new Set(
  ("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub " +
    "sup time u var wbr").split(" "),
);
const UNREAD = new Set(
  "aside button nav noscript script select style svg template".split(" "),
);

/** Give the text of a document's main part, its blocks parted by line breaks. */
export function mainText(page) {
  const main = page.querySelector("main");
  return main ? textOf(main) : "";
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const name = node.localName;
  const edge = INLINE.has(name) ? "" : "\n";
  if (UNREAD.has(name) || node.hidden || node.hasAttribute("data-search-ignore")) return edge;
  return edge + [...node.childNodes].map(textOf).join("") + edge;
}

/** Give a published page: {text, description}. */
export async function readPage(href) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${response.status} ${href}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const description = page.querySelector('meta[name="description"]');
  return { text: mainText(page), description: description ? description.content : "" };
}
