// Text as search sees it: folded, cut at gaps, written as pairs. The twin of search/text.py.

const GAP = "_";

/** Give the text functions that fold by a table (characters.json). */
export function textTools(characters) {
  const forms = new Map();
  const to = [...characters.to];
  [...characters.from].forEach((character, number) => forms.set(character, to[number]));
  const dropped = new Set(characters.drop);
  const folded = new Map();

  function letter(character) {
    if (/[\p{L}\p{N}]/u.test(character)) return character.toLowerCase();
    return /\p{M}/u.test(character) ? "" : GAP;
  }

  function fold(character) {
    let known = folded.get(character);
    if (known === undefined) {
      const plain = (forms.get(character) ?? character).normalize("NFKC");
      known = dropped.has(character)
        ? ""
        : [...plain].map((each) => letter(forms.get(each) ?? each)).join("");
      folded.set(character, known);
    }
    return known;
  }

  /** Give a text as it is compared: 《公積金》 第 2 条 → 公积金_第_2_条. */
  function flat(text) {
    const joined = [...text.normalize("NFC")].map(fold).join("");
    return joined.replace(/[_\s]+/g, GAP).replace(/^_|_$/g, "");
  }

  /** Give the overlapping pairs of a flat text as words. */
  function pairs(text) {
    const letters = [...text];
    return letters.slice(1).map((second, number) => letters[number] + second).join(" ");
  }

  /** Give a flat text with the place in the (NFC) text each of its units comes from. */
  function mapped(text) {
    const places = [];
    let out = "";
    let place = 0;
    for (const character of text) {
      for (const unit of fold(character).split("")) {
        const gap = unit === GAP || /\s/.test(unit);
        if (!gap || (out && !out.endsWith(GAP))) {
          out += gap ? GAP : unit;
          places.push(place);
        }
      }
      place += character.length;
    }
    return { flat: out, places, length: place };
  }

  /** Give where the terms stand in a text, as [start, end] pairs that do not overlap. */
  function marks(text, terms) {
    const { flat: whole, places, length } = mapped(text);
    const found = [];
    for (const term of terms) {
      let at = whole.indexOf(term);
      while (at >= 0) {
        const last = at + term.length;
        found.push([places[at], last < places.length ? places[last] : length]);
        at = whole.indexOf(term, last);
      }
    }
    return joined(found);
  }

  return { flat, pairs, marks };
}

function joined(ranges) {
  const out = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = out[out.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
