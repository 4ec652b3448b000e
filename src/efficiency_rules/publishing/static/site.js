/* The one script of the rule site: search, the document in force, filters, seats, language and theme. */
"use strict";
(function () {
  const html = document.documentElement;
  const root = html.dataset.root || "";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const one = (selector, within) => (within || document).querySelector(selector);
  const json = (id) => { const found = document.getElementById(id); return found ? JSON.parse(found.textContent) : null; };
  const made = (name, text) => { const element = document.createElement(name); if (text !== undefined) element.textContent = text; return element; };
  const both = (zh, en) => {
    const span = made("span"), chinese = made("span", zh), english = made("span", en);
    chinese.className = "zh"; chinese.lang = "zh-CN"; english.className = "en"; english.lang = "en";
    span.append(chinese, english);
    return span;
  };

  // A page opened from a folder may have no storage: what was chosen then holds for this page only.
  const remembered = (name) => { try { return localStorage.getItem("rules-" + name); } catch (error) { return null; } };
  const remember = (name, value) => { try { localStorage.setItem("rules-" + name, value); } catch (error) { /* not kept */ } };

  const speak = (language) => {
    html.dataset.ui = language;
    html.lang = language === "en" ? "en" : "zh-CN";
    for (const box of all("[data-search]")) box.placeholder = language === "en" ? "Search" : "搜索";
  };
  speak(remembered("ui") === "en" ? "en" : "zh");
  for (const button of all("[data-language]")) button.addEventListener("click", () => {
    speak(html.dataset.ui === "zh" ? "en" : "zh");
    remember("ui", html.dataset.ui);
  });

  const THEMES = ["auto", "light", "dark"];
  const light = (theme) => { if (theme === "auto") delete html.dataset.theme; else html.dataset.theme = theme; };
  light(THEMES.includes(remembered("theme")) ? remembered("theme") : "auto");
  for (const button of all("[data-theme]")) if (button !== html) button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(html.dataset.theme || "auto") + 1) % THEMES.length];
    light(next);
    remember("theme", next);
  });

  // ---- search: exact containment after NFKC; title before clause before text, newest year first
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let index = null;
  const prepare = () => (window.RULES_INDEX || []).map((row, at) => ({
    address: row[0], title: row[1], clause: row[2], year: row[4], kind: row[5], at: at,
    parts: [plain(row[1]), plain(row[2]), plain(row[3])],
  }));
  const rank = (entry, words) => {
    let worst = 0;
    for (const word of words) {
      const where = entry.parts.findIndex((part) => part.includes(word));
      if (where < 0) return -1;
      if (where > worst) worst = where;
    }
    return worst;
  };
  const find = (query) => {
    index = index || prepare();
    const words = plain(query).split(/\s+/u).filter(Boolean);
    if (!words.length) return [];
    const hits = [];
    for (const entry of index) {
      const where = rank(entry, words);
      if (where >= 0) hits.push([where, -entry.year, entry.at, entry]);
    }
    hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return hits.map((hit) => hit[3]);
  };
  const KINDS = { item: ["计分项", "item"], year: ["细则", "rules"], plan: ["方案", "plan"], diff: ["变动", "changes"], impact: ["影响", "impact"], reference: ["参考", "reference"], guide: ["指南", "guide"] };
  const SHOWN = 30;
  const file = (address) => address.split("/").map(encodeURIComponent).join("/") + (address.endsWith("/") || !address ? "index.html" : "");
  for (const box of all("[data-search]")) {
    const list = one("[data-search-results]", box.closest("form"));
    const show = () => {
      const hits = find(box.value);
      list.replaceChildren();
      for (const hit of hits.slice(0, SHOWN)) {
        const link = made("a", hit.title), about = made("small");
        link.href = root + file(hit.address);
        about.append((hit.year || "") + " ", both(...(KINDS[hit.kind] || [hit.kind, hit.kind])), " " + hit.clause.slice(0, 60));
        link.append(about);
        const line = made("li");
        line.append(link);
        list.append(line);
      }
      if (!hits.length && box.value.trim()) { const line = made("li"); line.append(both("没有找到", "nothing found")); list.append(line); }
      if (hits.length > SHOWN) { const line = made("li"); line.append(both("另有 " + (hits.length - SHOWN) + " 条，请写得更具体", hits.length - SHOWN + " more: be more specific")); list.append(line); }
      list.hidden = !box.value.trim();
    };
    box.addEventListener("input", show);
    box.addEventListener("focus", () => { if (box.value.trim()) show(); });
    box.form.addEventListener("submit", (event) => { event.preventDefault(); const first = one("a", list); if (first) first.click(); });
    box.form.addEventListener("keydown", (event) => {
      const links = [box, ...all("a", list)];
      const here = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && here >= 0) { event.preventDefault(); links[Math.min(here + 1, links.length - 1)].focus(); }
      if (event.key === "ArrowUp" && here >= 0) { event.preventDefault(); links[Math.max(here - 1, 0)].focus(); }
      if (event.key === "Escape") { list.hidden = true; box.focus(); }
    });
    document.addEventListener("click", (event) => { if (!box.form.contains(event.target)) list.hidden = true; });
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|select|textarea)$/i.test(event.target.tagName || "");
    const box = one("[data-search]");
    if (event.key === "/" && !typing && box) { event.preventDefault(); box.focus(); }
  });

  // ---- which document is in force on a day: of those that began the newest, of its revisions the highest; an ended one
  // is never replaced by an older one
  const inForce = (documents, day) => {
    const able = documents.filter((each) => each.status === "provisional" || each.status === "published");
    const begun = able.filter((each) => each.from <= day);
    if (!begun.length) return { why: "none" };
    const newest = begun.reduce((latest, each) => (each.from > latest ? each.from : latest), "");
    const candidates = begun.filter((each) => each.from === newest);
    const years = new Set(candidates.map((each) => each.year));
    const highest = Math.max(...candidates.map((each) => each.revision));
    const best = years.size > 1 ? candidates : candidates.filter((each) => each.revision === highest);
    if (best.length > 1) return { why: "several", documents: best };
    return best[0].to < day ? { why: "ended", document: best[0] } : { why: "", document: best[0] };
  };
  const today = () => {
    const now = new Date(), two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  };
  const documents = json("documents");
  if (documents) for (const picker of all("[data-date]")) {
    const output = one("[data-in-force]");
    const tell = () => {
      output.replaceChildren();
      if (!picker.value) return;
      for (const scheme of Array.from(new Set(documents.map((each) => each.scheme)))) {
        const found = inForce(documents.filter((each) => each.scheme === scheme), picker.value);
        const line = made("p");
        if (found.why === "") {
          const link = made(found.document.address ? "a" : "span", found.document.title);
          if (found.document.address) link.href = root + found.document.address;
          line.append(link, " " + found.document.from + " — " + found.document.to);
          if (!found.document.address) line.append(" ", both("（没有这一项）", "(without this item)"));
        } else if (found.why === "ended") {
          line.append(both(found.document.id + " 已于 " + found.document.to + " 到期，这一天没有有效的细则", found.document.id + " ended on " + found.document.to + ": nothing is in force on this day"));
        } else if (found.why === "several") {
          line.append(both("有两份细则同时有效：", "two documents are in force: ") , found.documents.map((each) => each.id).join("、"));
        } else {
          line.append(both(scheme + "：这一天还没有有效的细则", scheme + ": nothing is in force on this day"));
        }
        output.append(line);
      }
    };
    picker.value = picker.value || today();
    picker.addEventListener("input", tell);
    tell();
  }
  for (const banner of all("[data-ended]")) banner.hidden = banner.dataset.from <= today() && today() <= banner.dataset.to;

  // ---- filters of a year's items
  for (const form of all("[data-filters]")) {
    const rows = all("[data-item]");
    const choose = () => {
      const value = (name) => (form.elements[name] ? form.elements[name].value : "");
      const ticked = (name) => Boolean(form.elements[name] && form.elements[name].checked);
      let shown = 0;
      for (const row of rows) {
        const fits = (!value("method") || row.dataset.method === value("method"))
          && (!value("group") || row.dataset.groups.split(" ").includes(value("group")))
          && (!ticked("changed") || row.dataset.changed === "true")
          && (!ticked("basis") || row.dataset.basisOpen === "true");
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      one("[data-filter-count]", form).replaceChildren(both("显示 " + shown + " 项，共 " + rows.length + " 项", shown + " of " + rows.length + " items"));
    };
    form.addEventListener("input", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    choose();
  }

  // ---- seats, in whole numbers (docs/grading.md, section 3)
  const gcd = (a, b) => { while (b) { [a, b] = [b, a % b]; } return a; };
  const weightsOf = (scheme) => {
    const shares = scheme.grades.map((grade) => grade.share.map(BigInt));
    const whole = shares.reduce((least, share) => (least / gcd(least, share[1])) * share[1], 1n);
    return shares.map((share) => share[0] * (whole / share[1]));
  };
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0n);
  const favour = (count, tie) => { const order = Array.from({ length: count }, (_, at) => at); return tie === "better" ? order : order.reverse(); };
  const remainders = (weights, units, tie) => {
    const whole = sum(weights), seats = weights.map((weight) => (weight * units) / whole);
    const rests = weights.map((weight) => (weight * units) % whole);
    const order = favour(weights.length, tie).sort((a, b) => (rests[b] > rests[a] ? 1 : rests[b] < rests[a] ? -1 : 0));
    for (const at of order.slice(0, Number(units - sum(seats)))) seats[at] += 1n;
    return seats;
  };
  const webster = (weights, units, tie) => {
    const whole = sum(weights);
    let seats = weights.map((weight) => (weight * units) / whole);
    const next = (at) => [weights[at], 2n * seats[at] + 1n];
    const last = (at) => [weights[at], 2n * seats[at] - 1n];
    const above = (a, b) => a[0] * b[1] > b[0] * a[1];
    while (sum(seats) < units) {
      let best = -1;
      for (const at of favour(weights.length, tie)) if (weights[at] && (best < 0 || above(next(at), next(best)))) best = at;
      seats[best] += 1n;
    }
    for (;;) {
      // A seat moves as long as another grade has the stronger claim to it.
      const order = favour(weights.length, tie).filter((at) => weights[at]);
      let gets = -1, gives = -1;
      for (const at of order) if (gets < 0 || above(next(at), next(gets))) gets = at;
      for (const at of order.slice().reverse()) if (seats[at] && (gives < 0 || above(last(gives), last(at)))) gives = at;
      if (gives < 0 || gets === gives || !above(next(gets), last(gives))) return seats;
      seats[gets] += 1n;
      seats[gives] -= 1n;
    }
  };
  const cumulative = (weights, units, method, tie) => {
    const whole = sum(weights);
    let running = 0n, before = 0n;
    return weights.map((weight, at) => {
      running += weight;
      const exact = running * units;
      let upTo = exact / whole;
      const rest = exact % whole;
      if (method === "cumulative" && (2n * rest > whole || (2n * rest === whole && tie === "better"))) upTo += 1n;
      if (method === "cumulative-ceil" && rest) upTo += 1n;
      if (at === weights.length - 1) upTo = units;
      const seats = upTo - before;
      before = upTo;
      return seats;
    });
  };
  const atMost = (weights, units, held, tie) => {
    const whole = sum(weights), seats = weights.map((weight) => (weight * units) / whole);
    const others = weights.map((weight, at) => (held.has(at) ? 0n : weight));
    const rest = units - sum(seats.filter((_, at) => held.has(at)));
    if (!sum(others)) return seats;
    const free = remainders(others, rest, tie);
    return seats.map((seat, at) => (held.has(at) ? seat : free[at]));
  };
  const seatsOf = (scheme, number) => {
    const units = BigInt(number), tie = scheme.seat_tie;
    if (scheme.method === "explicit") return scheme.counts.map(BigInt);
    const weights = weightsOf(scheme);
    const held = new Set(scheme.grades.flatMap((grade, at) => (scheme.at_most.includes(grade.id) ? [at] : [])));
    if (scheme.method === "webster") return webster(weights, units, tie);
    if (scheme.method === "at-most") return atMost(weights, units, held, tie);
    if (scheme.method.startsWith("cumulative")) return cumulative(weights, units, scheme.method, tie);
    return remainders(weights, units, tie);
  };
  const scheme = json("grade-scheme");
  if (scheme && scheme.method) for (const form of all("[data-seats]")) {
    const body = one("[data-seats-result]");
    const count = () => {
      const number = form.elements.n.value.trim();
      body.replaceChildren();
      if (!/^[0-9]{1,7}$/.test(number)) return;
      seatsOf(scheme, number).forEach((seats, at) => {
        const row = made("tr"), head = made("th", scheme.grades[at].title), cell = made("td", String(seats));
        head.scope = "row";
        cell.className = "number";
        row.append(head, cell);
        body.append(row);
      });
    };
    form.addEventListener("input", count);
    form.addEventListener("submit", (event) => event.preventDefault());
    count();
  }
  // What other scripts of a test may ask for.
  window.RULES = { find: find, inForce: inForce, seatsOf: seatsOf };
})();
