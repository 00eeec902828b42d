/* 无障碍工具. The radios already work without this file (CSS :has); it adds memory,
   reading aloud, a caption, guide lines, shortcuts, printing and the leave-site notice. */
(() => {
  const root = document.documentElement;
  const toolbar = document.querySelector("[data-toolbar]");
  const status = document.querySelector("[data-toolbar-status]");
  const REMEMBERED = ["size", "scheme", "mode", "cursor"];
  const BLOCK = "a,button,summary,label,input,select,p,li,h1,h2,h3,h4,td,th,dt,dd,caption,figcaption,img";
  const SHORTCUTS = { Digit2: "guide", Digit6: "read", Digit7: "point", Digit9: "caption" };

  // --- settings: kept in localStorage, mirrored on <html data-…>

  let settings = {};
  try { settings = JSON.parse(localStorage.getItem("a11y") || "{}"); } catch { /* storage is closed */ }

  function save() {
    try { localStorage.setItem("a11y", JSON.stringify(settings)); } catch { /* storage is closed */ }
  }

  function remember(name, value) {
    if (value) settings[name] = value; else delete settings[name];
    if (REMEMBERED.includes(name)) {
      if (value) root.dataset[name] = value; else delete root.dataset[name];
    }
    save();
  }

  function announce(text) {
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, 50);
  }

  // --- reading aloud: short pieces, because Chromium cuts long ones off

  const speech = window.speechSynthesis;
  let voice = null, queue = [], current = null;

  function textOf(element) {
    const text = element.getAttribute("aria-label") || element.alt || element.innerText || element.value || "";
    return text.replace(/\s+/g, " ").trim();
  }

  function mark(element) {
    if (current) current.classList.remove("reading");
    current = element;
    if (current) { current.classList.add("reading"); current.scrollIntoView({ block: "nearest" }); }
  }

  function silence() {
    queue = [];
    if (speech) speech.cancel();
    mark(null);
  }

  function speakNext() {
    const piece = queue.shift();
    if (!piece) {
      mark(null);
      if (isOn("read")) press("read", false);
      return;
    }
    if (current !== piece.element) mark(piece.element);
    const words = new SpeechSynthesisUtterance(piece.text);
    words.lang = "zh-CN";
    words.voice = voice;
    words.rate = Number(settings.rate) || 1;
    words.onend = speakNext;
    speech.speak(words);
  }

  function speak(elements) {
    silence();
    for (const element of elements) {
      for (const text of textOf(element).match(/[^。！？；!?;]{1,59}[。！？；!?;]?/g) || []) queue.push({ element, text });
    }
    speakNext();
  }

  // --- what the switches do

  let horizontal, vertical, caption;

  function add(className) {
    const element = document.createElement("div");
    element.className = className;
    element.setAttribute("aria-hidden", "true");
    document.body.append(element);
    return element;
  }

  const actions = {
    read(on) {
      const texts = document.querySelectorAll("main :is(h1,h2,h3,h4,p,li,th,td,dt,dd,caption,figcaption)");
      if (on) speak([...texts].filter((e) => e.checkVisibility() && !e.querySelector("p,li"))); else silence();
    },
    point(on) { if (!on) silence(); },
    caption(on) {
      caption ||= add("caption-bar");
      caption.hidden = !on;
      caption.textContent = "大字幕：把鼠标或焦点移到文字上";
      root.classList.toggle("with-caption", on);
    },
    guide(on) {
      horizontal ||= add("guide-line guide-across");
      vertical ||= add("guide-line guide-down");
      horizontal.hidden = vertical.hidden = !on;
    },
    cursor(on) { remember("cursor", on ? "big" : ""); },
    keys() { /* read where keys are handled */ },
  };

  const button = (name) => toolbar.querySelector(`[data-toggle=${name}]`);
  const isOn = (name) => button(name).getAttribute("aria-pressed") === "true";

  function press(name, on) {
    button(name).setAttribute("aria-pressed", String(on));
    if (name !== "read") remember(`on-${name}`, on ? "1" : "");
  }

  function toggle(name, on) {
    press(name, on);
    actions[name](on);
  }

  function follow(target, x, y) {
    if (isOn("guide")) { horizontal.style.top = `${y}px`; vertical.style.left = `${x}px`; }
    const block = target.closest && target.closest(BLOCK);
    if (!block || toolbar.contains(block)) return;
    if (isOn("caption")) caption.textContent = textOf(block);
    if (isOn("point") && block !== current) speak([block]);
  }

  function reset() {
    for (const name of Object.keys(actions)) if (isOn(name)) toggle(name, false);
    for (const name of REMEMBERED) remember(name, "");
    toolbar.querySelectorAll("input[type=radio]").forEach((radio) => { radio.checked = !radio.value; });
    toolbar.querySelector("[name=rate]").value = "1";
    settings = {};
    save();
    announce("已恢复默认");
  }

  function offerVoices() {
    const voices = speech.getVoices().filter((v) => /^(zh|cmn)/i.test(v.lang));
    voice = voices.find((v) => v.localService && /CN|Hans/i.test(v.lang)) || voices[0] || null;
    for (const element of [button("read"), button("point"), toolbar.querySelector("[data-rate]")]) element.hidden = !voice;
  }

  function startToolbar() {
    toolbar.querySelectorAll("input[type=radio]").forEach((radio) => {
      radio.checked = (settings[radio.name] || "") === radio.value;
      radio.addEventListener("change", () => {
        remember(radio.name, radio.value);
        announce(`${radio.parentNode.textContent.trim()}，已设置`);
      });
    });
    for (const name of ["caption", "guide", "cursor", "keys"]) button(name).hidden = false;
    for (const name of Object.keys(actions)) {
      button(name).addEventListener("click", () => {
        const on = !isOn(name);
        toggle(name, on);
        announce(`${button(name).textContent.trim()}，${on ? "已开启" : "已关闭"}`);
      });
      if (settings[`on-${name}`]) toggle(name, true);
    }
    const rate = toolbar.querySelector("[name=rate]");
    rate.value = settings.rate || "1";
    rate.addEventListener("change", () => remember("rate", rate.value));
    const resetButton = toolbar.querySelector("[data-reset]");
    resetButton.hidden = false;
    resetButton.addEventListener("click", reset);
    if (speech) {
      offerVoices();
      speech.addEventListener?.("voiceschanged", offerVoices);
      addEventListener("pagehide", () => speech.cancel());
    }
  }

  function followPointerAndFocus() {
    let frame = 0, last;
    addEventListener("pointermove", (event) => {
      last = event; // the newest event of the frame counts, or the lines stick
      frame ||= requestAnimationFrame(() => { frame = 0; follow(last.target, last.clientX, last.clientY); });
    }, { passive: true });
    addEventListener("focusin", (event) => {
      const box = event.target.getBoundingClientRect();
      follow(event.target, box.left, box.bottom);
    });
  }

  // Shortcuts are off until the user switches them on (WCAG 2.1.4).
  function handleKey(event) {
    if (event.key === "Escape" && (current || queue.length)) {
      silence();
      press("read", false);
      return;
    }
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "radio";
    if (!isOn("keys") || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || typing) return;
    const name = SHORTCUTS[event.code];
    if (name && !button(name).hidden) button(name).click();
    else if (event.code === "Digit0") reset();
    else if (event.code === "Digit3") toolbar.querySelector(`[name=mode][value="${root.dataset.mode ? "" : "text"}"]`).click();
    else return;
    event.preventDefault();
  }

  // --- leaving the site: ask first; without this file the link is a plain link

  let dialog;

  function buildDialog() {
    dialog = document.createElement("dialog");
    dialog.className = "leave";
    dialog.setAttribute("aria-labelledby", "leave-text");
    const text = document.createElement("p");
    text.id = "leave-text";
    text.textContent = `您访问的链接即将离开“${document.body.dataset.name}”网站，是否继续？`;
    const go = document.createElement("a");
    go.className = "button button-main";
    go.rel = "external noopener";
    go.textContent = "继续访问";
    const stay = document.createElement("button");
    stay.type = "button";
    stay.textContent = "放弃";
    stay.addEventListener("click", () => dialog.close());
    dialog.append(text, go, stay);
    document.body.append(dialog);
  }

  function askBeforeLeaving(event) {
    const link = event.target.closest("a[data-leave]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    if (!dialog) buildDialog();
    dialog.querySelector("a").href = link.href;
    dialog.showModal();
  }

  document.addEventListener("click", askBeforeLeaving);
  document.querySelectorAll("[data-print]").forEach((print) => {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  });
  if (toolbar) {
    startToolbar();
    followPointerAndFocus();
    addEventListener("keydown", handleKey);
  }
})();
