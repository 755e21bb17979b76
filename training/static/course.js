"use strict";
// The exercises of the page: one at a time, by the fragment of the address. What is done stays in
// this browser under one key; nothing is sent.
(() => {
  const KEY = "trama-training";
  const course = JSON.parse(document.getElementById("course").textContent);
  const words = document.getElementById("words").dataset;
  const main = document.getElementById("exercise");
  const list = document.getElementById("list");
  const names = course.exercises.map((one) => one.name);

  function done() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return new Set(Array.isArray(kept) ? kept.filter((name) => names.includes(name)) : []);
    } catch {
      return new Set(); // a browser may refuse to keep anything for a file
    }
  }

  function keep(set) {
    try {
      localStorage.setItem(KEY, JSON.stringify([...set]));
    } catch {
      // the exercise is done all the same
    }
    draw();
  }

  function make(tag, text, into, more = {}) {
    const made = Object.assign(document.createElement(tag), more);
    if (text) made.textContent = text;
    if (into) into.append(made);
    return made;
  }

  // As the terminal compares: letters without accents, in upper case, single blanks.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase().replace(/[\s_.]+/g, " ").trim();

  function current() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const made = done();
    return (
      course.exercises.find((one) => one.name === wanted) ||
      course.exercises.find((one) => !made.has(one.name)) ||
      course.exercises[0]
    );
  }

  function draw() {
    const made = done();
    const shown = main.dataset.name;
    list.replaceChildren();
    for (const one of course.exercises) {
      const link = make("a", one.title, make("li", "", list), { href: `#${one.name}` });
      if (made.has(one.name)) make("span", ` ✓ ${words.made}`, link, { className: "made" });
      if (one.name === shown) link.setAttribute("aria-current", "page");
    }
    document.getElementById("count").textContent =
      `${words.done} ${made.size} / ${course.exercises.length}`;
  }

  function table(titles, rows) {
    const box = make("div", "", main, { className: "scroll", tabIndex: 0 });
    const drawn = make("table", "", box);
    const head = make("tr", "", make("thead", "", drawn));
    for (const title of titles) make("th", title, head, { scope: "col" });
    const body = make("tbody", "", drawn);
    for (const row of rows) {
      const line = make("tr", "", body);
      for (const cell of row) make("td", cell, line);
    }
  }

  // A question: its fields, and a judge that returns "" if right, else what to say.
  function step(one, title, fields, judge, right, then) {
    const form = make("form", "", main);
    const set = make("fieldset", "", form);
    make("legend", title, set);
    fields(set);
    const buttons = make("p", "", form, { className: "buttons" });
    make("button", words.check, buttons, { type: "submit" });
    const hint = make("button", words.hint, buttons, { type: "button" });
    const show = make("button", words.show, buttons, { type: "button" });
    const said = make("p", "", form, { className: "said" });
    said.setAttribute("role", "status");
    const close = (text) => {
      set.disabled = true;
      buttons.remove();
      said.className = "said right";
      said.textContent = text;
      then();
    };
    hint.addEventListener("click", () => {
      said.textContent = `→ ${one.hints[Math.min(hints++, one.hints.length - 1)]}`;
    });
    show.addEventListener("click", () => close(`${words.answer} ${right}`));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const fault = judge(set);
      if (fault === "") close(`✓ ${words.right}`);
      else said.textContent = `✗ ${fault}`;
    });
    const first = set.querySelector("input");
    if (first && started) first.focus();
  }

  function text(label, name, more = {}) {
    return (set) => {
      const line = make("label", label ? `${label} ` : "", set);
      const field = make("input", "", line, { type: "text", name, autocomplete: "off" });
      field.setAttribute("aria-label", label || set.firstChild.textContent);
      field.spellcheck = false;
      for (const [key, value] of Object.entries(more)) field.setAttribute(key, value);
    };
  }

  const typed = (set, name) => set.querySelector(`[name="${name}"]`).value;

  function register(one) {
    table([words.name, words.said], one.form);
    const columns = (set) => {
      for (const [column] of one.form) {
        const line = make("label", "", set, { className: "choice" });
        make("input", "", line, { type: "radio", name: "column", value: column });
        line.append(` ${column}`);
      }
    };
    const named = (set) => {
      const picked = set.querySelector(":checked");
      if (!picked) return words.wrong;
      return picked.value === one.column ? "" : words.well;
    };
    const accepted = one.accepted.map(fold);
    const mended = (set) => (accepted.includes(fold(typed(set, "mend"))) ? "" : words.wrong);
    step(one, words.column, columns, named, one.column, () =>
      step(one, `${words.mend} ${one.column}?`, text("", "mend"), mended, one.accepted[0], () =>
        finish(one)));
  }

  function analyse(one) {
    const query = (set) => {
      const name = typed(set, "query").trim();
      if (name === one.query) return "";
      const asks = course.questions[name];
      return asks ? `${words.asks} ${asks}` : words.none;
    };
    const given = one.parameters;
    const fields = (set) => given.forEach(([name]) => text(name, name)(set));
    const filled = (set) =>
      given.every(([name, value]) => fold(typed(set, name)) === fold(value)) ? "" : words.wrong;
    const told = given.map(([name, value]) => `${name}=${value}`).join(" ");
    const picks = (set) =>
      one.choices.forEach(([sentence], at) => {
        const line = make("label", "", set, { className: "choice" });
        make("input", "", line, { type: "checkbox", name: `c${at}` });
        line.append(` ${sentence}`);
      });
    const picked = (set) =>
      one.choices.every(([, right], at) => set.querySelector(`[name=c${at}]`).checked === right)
        ? "" : words.wrong;
    const right = one.choices.filter((choice) => choice[1]).map((choice) => choice[0]).join(" ");
    const doubt = () => {
      table(one.titles, one.rows);
      if (one.more) make("p", `… ${one.more} ${words.more}`, main);
      step(one, words.choices, picks, picked, right, () => finish(one));
    };
    step(one, words.query, text("", "query", { list: "queries" }), query, one.query, () =>
      given.length ? step(one, words.parameters, fields, filled, told, doubt) : doubt());
  }

  function finish(one) {
    const end = make("section", "", main, { className: "why" });
    make("p", `✓ ${one.why}`, end);
    make("p", `${words.source} ${one.source}`, end, { className: "source" });
    keep(done().add(one.name));
    const made = done();
    const next = course.exercises.find((other) => !made.has(other.name));
    if (next) make("a", words.next, make("p", "", end), { href: `#${next.name}` }).focus();
  }

  let hints = 0;
  let started = false;

  function open() {
    const one = current();
    hints = 0;
    main.replaceChildren();
    main.dataset.name = one.name;
    make("h2", one.title, main);
    make("p", one.story, main, { className: "story" });
    if (one.form) register(one);
    else analyse(one);
    draw();
    if (started) window.scrollTo(0, 0);
    started = true;
  }

  for (const name of Object.keys(course.questions)) {
    make("option", "", document.getElementById("queries"), { value: name });
  }
  document.getElementById("forget").addEventListener("click", () => keep(new Set()));
  window.addEventListener("hashchange", open);
  open();
  document.body.dataset.drawn = "true";
})();
