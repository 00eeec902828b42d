// Reloads the page when its own bytes changed, and shows what its source should have mended.
(function () {
  "use strict";
  var script = document.currentScript;
  var address = "/_govssg/events?path=" + script.dataset.path + "&digest=" + script.dataset.digest;
  var OPEN = "govssg-live-open";
  var source = null;
  var panel = null;
  var last = null;

  function make(name, type, text) {
    var element = document.createElement(name);
    if (type) { element.className = type; }
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  function line(found) {
    var shown = make("pre");
    var number = found.line + " | ";
    shown.append(number + found.before, make("mark", "", found.marked), found.after);
    return shown;
  }

  function item(found, hint) {
    var entry = make("li", "govssg-" + found.severity);
    var head = make("p");
    head.append(make("strong", "", found.label + " " + found.code), " " + found.message);
    entry.append(head);
    var place = make("p");
    place.append(make("code", "", found.place));
    entry.append(place);
    if (found.line) { entry.append(line(found)); }
    if (found.hint) { entry.append(make("p", "", hint + found.hint)); }
    return entry;
  }

  function body(told) {
    var inner = make("div", "govssg-live-body");
    told.notes.forEach(function (note) { inner.append(make("p", "govssg-note", note)); });
    var list = make("ol", "govssg-findings");
    told.findings.forEach(function (found) { list.append(item(found, told.hint)); });
    if (told.findings.length) { inner.append(list); }
    var all = make("a", "", told.all);
    all.href = "/_govssg/findings";
    var end = make("p");
    end.append(all);
    inner.append(end);
    return inner;
  }

  function remembered() {
    try { return sessionStorage.getItem(OPEN) === "yes"; } catch (error) { return false; }
  }

  function remember(open) {
    try { sessionStorage.setItem(OPEN, open ? "yes" : "no"); } catch (error) { /* not kept */ }
  }

  function draw(told) {
    last = told;
    if (panel) { panel.remove(); panel = null; }
    if (!told.summary) { return; }
    panel = make("aside", "govssg-live");
    panel.setAttribute("aria-label", told.title);
    panel.dataset.severity = told.severity;
    var details = make("details");
    details.open = remembered();
    details.addEventListener("toggle", function () { remember(details.open); });
    details.append(make("summary", "", told.summary), body(told));
    panel.append(details);
    document.body.append(panel);
  }

  function offline() {
    if (panel && last) { panel.querySelector("summary").textContent = last.offline; }
  }

  function stop() {
    if (source) { source.close(); source = null; }
  }

  // A browser opens six connections to one host at most, so only pages that are seen listen;
  // one that comes back into sight is told at once if it changed meanwhile.
  function start() {
    if (source || document.visibilityState === "hidden") { return; }
    source = new EventSource(address);
    source.addEventListener("reload", function () { stop(); location.reload(); });
    source.addEventListener("findings", function (event) { draw(JSON.parse(event.data).panel); });
    source.addEventListener("error", offline);
  }

  var sheet = make("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_govssg/live.css";
  document.head.append(sheet);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { stop(); } else { start(); }
  });
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", start);
  start();
})();
