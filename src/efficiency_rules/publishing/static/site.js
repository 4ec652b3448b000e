/* The one script of the rule site: search, the document in force on a day, filters, seats, language and theme.
   Plain ES2017 without dependencies; it reads what stands in the page and asks nobody. */
(function () {
  "use strict";

  const MOST_SHOWN = 50;
  const AROUND = 24;
  const KINDS = {
    item: ["计分项", "item"],
    year: ["年度细则", "year"],
    plan: ["方案", "plan"],
    diff: ["变化", "changes"],
    impact: ["影响", "impact"],
    reference: ["参考", "reference"],
    guide: ["指南", "guide"],
  };

  const STATUSES = {
    draft: ["草稿", "draft"],
    provisional: ["暂行", "provisional"],
    published: ["已公布", "published"],
    withdrawn: ["已撤回", "withdrawn"],
  };

  // Search: every word must stand, as written, in the title, the clause or the text.

  function normal(text) {
    return String(text).normalize("NFKC").toLowerCase();
  }

  function prepare(rows) {
    return rows.map(function (row, at) {
      const title = normal(row[1]);
      const clause = normal(row[2]);
      return {
        at: at, address: row[0], title: row[1], clause: row[2], text: row[3], year: row[4], kind: row[5],
        status: row[6],
        inTitle: title, inClause: [title, clause].join("\n"), everywhere: [title, clause, normal(row[3])].join("\n"),
      };
    });
  }

  function wordsOf(query) {
    return normal(query).split(/\s+/).filter(Boolean);
  }

  function find(pages, query) {
    const words = wordsOf(query);
    if (!words.length) return [];
    const all = function (text) {
      return words.every(function (word) { return text.includes(word); });
    };
    const found = [[], [], []];
    for (const page of pages) {
      if (all(page.everywhere)) found[all(page.inTitle) ? 0 : all(page.inClause) ? 1 : 2].push(page);
    }
    for (const rank of found) {
      rank.sort(function (a, b) { return b.year - a.year || a.at - b.at; });
    }
    return found[0].concat(found[1], found[2]);
  }

  // Where in a text the letter ends that stands at a place of its normal form, which may have another length.
  function letterEnd(text, place) {
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (normal(text.slice(0, middle)).length > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  // The part of a text, as written, around the first word found in it, cut in three: before, the word, after.
  function excerpt(text, words) {
    const flat = String(text).replace(/\s+/g, " ");
    const searched = normal(flat);
    const places = words.map(function (word) { return searched.indexOf(word); });
    const at = places.findIndex(function (place) { return place >= 0; });
    if (at < 0) return [flat.slice(0, 2 * AROUND), "", ""];
    const from = letterEnd(flat, places[at]) - 1;
    const to = letterEnd(flat, places[at] + words[at].length - 1);
    const start = Math.max(0, from - AROUND);
    const before = (start > 0 ? "…" : "") + flat.slice(start, from);
    return [before, flat.slice(from, to), flat.slice(to, to + AROUND) + (to + AROUND < flat.length ? "…" : "")];
  }

  // The document in force on a day, as rulesets/in_force.py chooses it for a period of one day.

  function mayHold(one) {
    return one.status === "provisional" || one.status === "published";
  }

  function inForce(documents, day) {
    const able = documents.filter(mayHold);
    const begun = able.filter(function (one) { return one.from <= day; });
    if (!begun.length) return { state: "none" };
    const newest = begun.reduce(function (latest, one) { return one.from > latest ? one.from : latest; }, "");
    let best = begun.filter(function (one) { return one.from === newest; });
    if (new Set(best.map(function (one) { return one.year; })).size === 1) {
      const highest = Math.max.apply(null, best.map(function (one) { return one.revision; }));
      best = best.filter(function (one) { return one.revision === highest; });
    }
    if (best.length > 1) return { state: "two", documents: best };
    if (best[0].to >= day) return { state: "in-force", document: best[0] };
    const later = able.filter(function (one) { return one.from > day; });
    return { state: later.length ? "gap" : "ended", document: best[0] };
  }

  // What is said of a scheme on a day, and the documents it is about; where there are several, each says whose it is.
  function told(documents, day, several) {
    const choice = inForce(documents, day);
    const whose = several ? [documents[0].scheme + "：", documents[0].scheme + ": "] : ["", ""];
    const said = function (zh, en, about) { return { zh: whose[0] + zh, en: whose[1] + en, documents: about }; };
    const one = choice.document;
    switch (choice.state) {
      case "in-force":
        return said("", "", [one]);
      case "none":
        return documents.some(mayHold)
          ? said("这一天还没有开始施行的细则。", "No rules had begun on this day.", [])
          : said("没有可以施行的细则，只有草稿或已撤回的。", "No rules can be in force: only drafts or withdrawn ones.", []);
      case "two":
        return said("有两份细则同样有效，须由县里更正：", "Two documents are equally good: ", choice.documents);
      case "gap":
        return said(
          one.id + " 已于 " + one.to + " 到期，下一份还没有开始，这一天没有有效的细则。到期的是：",
          one.id + " ended on " + one.to + " and the next had not begun: nothing is in force on this day. It was: ",
          [one]
        );
      default:
        return said(
          one.id + " 已于 " + one.to + " 到期，这一天没有有效的细则。到期的是：",
          one.id + " ended on " + one.to + ": nothing is in force on this day. It was: ",
          [one]
        );
    }
  }

  // Seats of n units, as docs/grading.md defines them; best grade first, whole numbers only.

  function gcd(a, b) {
    while (b) [a, b] = [b, a % b];
    return a;
  }

  function weightsOf(grades) {
    const shares = grades.map(function (grade) { return grade.share.map(BigInt); });
    const whole = shares.reduce(function (common, share) {
      return common / gcd(common, share[1]) * share[1];
    }, BigInt(1));
    return shares.map(function (share) { return share[0] * (whole / share[1]); });
  }

  function sum(numbers) {
    return numbers.reduce(function (total, number) { return total + number; }, BigInt(0));
  }

  function inFavour(grades, tie) {
    const order = Array.from({ length: grades }, function (_, at) { return at; });
    return tie === "better" ? order : order.reverse();
  }

  function largestRemainder(weights, units, tie) {
    const whole = sum(weights);
    const seats = weights.map(function (weight) { return weight * units / whole; });
    const rest = weights.map(function (weight) { return weight * units % whole; });
    const left = Number(units - sum(seats));
    const order = inFavour(weights.length, tie);
    const claims = order.slice().sort(function (a, b) {
      if (rest[a] !== rest[b]) return rest[b] > rest[a] ? 1 : -1;
      return order.indexOf(a) - order.indexOf(b);
    });
    for (const grade of claims.slice(0, left)) seats[grade] += BigInt(1);
    return seats;
  }

  // The first steps need no counting: with `sure` half a seat a grade below the units, rounding never exceeds them.
  function webster(weights, units, tie) {
    const one = BigInt(1);
    const two = BigInt(2);
    const whole = sum(weights);
    const spare = BigInt(Math.floor((weights.length + 1) / 2));
    const sure = units > spare ? units - spare : BigInt(0);
    const seats = weights.map(function (weight) { return (two * weight * sure + whole) / (two * whole); });
    const order = inFavour(weights.length, tie);
    for (let left = units - sum(seats); left > BigInt(0); left -= one) {
      let first = order[0];
      for (const grade of order) {
        if (weights[grade] * (two * seats[first] + one) > weights[first] * (two * seats[grade] + one)) first = grade;
      }
      seats[first] += one;
    }
    return seats;
  }

  function cumulative(weights, units, method, tie) {
    const two = BigInt(2);
    const one = BigInt(1);
    const whole = sum(weights);
    const raised = method === "cumulative-floor" ? BigInt(0)
      : method === "cumulative-ceil" ? two * whole - one
        : tie === "better" ? whole : whole - one;
    let above = BigInt(0);
    let part = BigInt(0);
    return weights.map(function (weight) {
      part += weight;
      const top = (two * part * units + raised) / (two * whole);
      const seats = top - above;
      above = top;
      return seats;
    });
  }

  function atMost(weights, units, held, tie) {
    const whole = sum(weights);
    const floors = weights.map(function (weight, at) { return held[at] ? weight * units / whole : BigInt(0); });
    const left = units - sum(floors);
    const others = weights.map(function (weight, at) { return held[at] ? BigInt(0) : weight; });
    if (!left) return floors;
    if (!sum(others)) return null;
    const more = largestRemainder(others, left, tie);
    return floors.map(function (floor, at) { return floor + more[at]; });
  }

  // null where there is no answer: no limit by shares, or seats that nobody may take.
  function seats(scheme, n) {
    const units = BigInt(n);
    const tie = scheme.seat_tie;
    if (!scheme.method) return null;
    if (scheme.method === "explicit") {
      return scheme.counts.map(BigInt);
    }
    const weights = weightsOf(scheme.grades);
    if (scheme.method === "largest-remainder") return largestRemainder(weights, units, tie);
    if (scheme.method === "webster") return webster(weights, units, tie);
    if (scheme.method === "at-most") {
      const held = scheme.grades.map(function (grade) { return scheme.at_most.includes(grade.id); });
      return atMost(weights, units, held, tie);
    }
    return cumulative(weights, units, scheme.method, tie);
  }

  // Filters: whether a row's data satisfies what a form asks for.

  function rests(data, basis) {
    const bases = data.bases.split(" ");
    if (basis === "waiting") return data.waits === "true";
    if (basis === "not-plan") return bases.some(function (one) { return one !== "plan"; });
    return bases.includes(basis);
  }

  function matches(data, asked) {
    return (!asked.method || data.method === asked.method) &&
      (!asked.group || data.groups.split(" ").includes(asked.group)) &&
      (!asked.changed || data.changed === "true") &&
      (!asked.basis || rests(data, asked.basis));
  }

  if (typeof module !== "undefined") {
    module.exports = { excerpt, find, inForce, matches, prepare, seats, told, wordsOf };
    return;
  }

  // In the page.

  const root = document.documentElement;

  // A page opened from a folder may have no memory: what was chosen then holds for this page only.
  function remembered(key) {
    try { return window.localStorage.getItem("rules-" + key); } catch (error) { return null; }
  }

  function remember(key, value) {
    try { window.localStorage.setItem("rules-" + key, value); } catch (error) { return; }
  }

  function element(name, attributes, children) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {})) made.setAttribute(key, attributes[key]);
    made.append.apply(made, children || []);
    return made;
  }

  function both(zh, en) {
    return element("span", {}, [
      element("span", { class: "zh", lang: "zh-CN" }, [zh]),
      element("span", { class: "en", lang: "en" }, [en]),
    ]);
  }

  function fill(target, children) {
    target.textContent = "";
    target.append.apply(target, children);
  }

  // A folder opened without a server has no index pages: the file is named.
  function wayTo(address) {
    const file = !address || address.endsWith("/") ? address + "index.html" : address;
    return (root.dataset.root || "") + file.split("/").map(encodeURIComponent).join("/");
  }

  function today() {
    const now = new Date();
    const two = function (number) { return String(number).padStart(2, "0"); };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  function data(id) {
    const holder = document.getElementById(id);
    return holder ? JSON.parse(holder.textContent) : null;
  }

  function each(selector, act) {
    document.querySelectorAll(selector).forEach(act);
  }

  function language() {
    const speak = function (chosen) {
      root.dataset.ui = chosen;
      each("input[data-search]", function (box) { box.placeholder = chosen === "en" ? "Search" : "搜索"; });
    };
    speak(remembered("ui") === "en" ? "en" : "zh");
    each("button[data-language]", function (button) {
      button.addEventListener("click", function () {
        speak(root.dataset.ui === "en" ? "zh" : "en");
        remember("ui", root.dataset.ui);
      });
    });
  }

  function theme() {
    const names = { auto: ["自动", "auto"], light: ["浅色", "light"], dark: ["深色", "dark"] };
    const order = Object.keys(names);
    const show = function (name) {
      root.dataset.theme = name;
      each("button[data-theme]", function (button) {
        fill(button, [both("明暗：" + names[name][0], "Theme: " + names[name][1])]);
      });
    };
    show(order.includes(remembered("theme")) ? remembered("theme") : "auto");
    each("button[data-theme]", function (button) {
      button.addEventListener("click", function () {
        const next = order[(order.indexOf(root.dataset.theme) + 1) % order.length];
        remember("theme", next);
        show(next);
      });
    });
  }

  function badge(status) {
    return element("span", { class: "status status-" + status }, [both.apply(null, STATUSES[status])]);
  }

  function result(page, words) {
    const kind = KINDS[page.kind] || [page.kind, page.kind];
    const inTitle = words.every(function (word) { return page.inTitle.includes(word); });
    const cut = excerpt(inTitle ? page.clause : page.clause + " " + page.text, words);
    return element("li", {}, [
      element("a", { href: wayTo(page.address) }, [
        page.title, ...(page.status && !mayHold(page) ? [" ", badge(page.status)] : []),
        element("small", {}, [
          (page.year ? page.year + " " : ""), both(kind[0], kind[1]), " " + cut[0],
          element("mark", {}, [cut[1]]), cut[2],
        ]),
      ]),
    ]);
  }

  function search() {
    const box = document.querySelector("input[data-search]");
    const list = document.querySelector("[data-search-results]");
    if (!box || !list) return;
    let pages = null;
    const read = function () { pages = pages || prepare(window.RULES_INDEX || []); };
    const show = function () {
      read();
      const words = wordsOf(box.value);
      const found = find(pages, box.value);
      const rows = found.slice(0, MOST_SHOWN).map(function (page) { return result(page, words); });
      const left = found.length - rows.length;
      if (words.length && !found.length) rows.push(element("li", {}, [both("没有找到", "Nothing found")]));
      if (left) rows.push(element("li", {}, [both("另有 " + left + " 条，请再加词", left + " more: add a word")]));
      fill(list, rows);
      list.hidden = !words.length;
    };
    box.addEventListener("input", function (event) { if (!event.isComposing) show(); });
    box.addEventListener("compositionend", show);
    box.addEventListener("focus", function () {
      if (box.value) show();
      else window.setTimeout(read, 0);
    });
    box.form.addEventListener("submit", function (event) {
      event.preventDefault();
      const first = list.querySelector("a");
      if (first) first.click();
    });
    document.addEventListener("keydown", function (event) { keys(event, box, list); });
    document.addEventListener("click", function (event) {
      list.hidden = list.hidden || !box.form.contains(event.target);
    });
  }

  // `/` goes to the search box, arrows walk through what was found, Escape puts it away.
  function keys(event, box, list) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      box.focus();
      return;
    }
    const links = list.hidden ? [] : Array.from(list.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    if (document.activeElement !== box && at < 0) return;
    if (event.key === "Escape") {
      event.preventDefault();
      box.focus();
      list.hidden = true;
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at > 0 ? links[at - 1] : box).focus();
    }
  }

  // On the page of a criterion a document without it has no address.
  function link(one) {
    const days = " " + one.from + " — " + one.to;
    const none = [one.title + days + " ", both("（没有这一项）", "(without this item)")];
    if (!one.address) return element("span", {}, none);
    return element("span", {}, [element("a", { href: wayTo(one.address) }, [one.title]), days, " ", badge(one.status)]);
  }

  function chosen(documents, day, several) {
    const answer = told(documents, day, several);
    return [both(answer.zh, answer.en)].concat(answer.documents.map(link));
  }

  function dates() {
    const picker = document.querySelector("input[data-date]");
    const output = document.querySelector("[data-in-force]");
    const documents = data("documents");
    if (!picker || !output || !documents) return;
    const schemes = Array.from(new Set(documents.map(function (one) { return one.scheme; })));
    const show = function () {
      if (!picker.value) {
        fill(output, [both("请选择日期。", "Pick a day.")]);
        return;
      }
      fill(output, schemes.map(function (scheme) {
        const own = documents.filter(function (one) { return one.scheme === scheme; });
        return element("p", {}, chosen(own, picker.value, schemes.length > 1));
      }));
    };
    picker.value = picker.value || today();
    picker.addEventListener("input", show);
    show();
  }

  function banners() {
    each("[data-ended]", function (banner) {
      banner.hidden = banner.dataset.from <= today() && today() <= banner.dataset.to;
    });
  }

  function filters() {
    const form = document.querySelector("form[data-filters]");
    const rows = Array.from(document.querySelectorAll("[data-item]"));
    if (!form) return;
    const asked = function (name) {
      const control = form.elements[name];
      return control ? (control.type === "checkbox" ? control.checked : control.value) : "";
    };
    const show = function () {
      const wanted = {};
      for (const name of ["method", "group", "changed", "basis"]) wanted[name] = asked(name);
      let count = 0;
      for (const row of rows) {
        row.hidden = !matches(row.dataset, wanted);
        if (!row.hidden) count += 1;
      }
      each("[data-area]", function (area) { area.hidden = !area.querySelector("[data-item]:not([hidden])"); });
      each("[data-filter-count]", function (output) {
        const shown = count + " of " + rows.length + " items";
        fill(output, [both("显示 " + count + " 项，共 " + rows.length + " 项", shown)]);
      });
    };
    form.addEventListener("input", show);
    form.addEventListener("reset", function () { window.setTimeout(show, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    show();
  }

  function seatTable() {
    const form = document.querySelector("form[data-seats]");
    const body = document.querySelector("[data-seats-result]");
    const scheme = data("grade-scheme");
    if (!form || !body || !scheme) return;
    const show = function () {
      const typed = form.elements.n.value.trim();
      const found = /^[0-9]{1,7}$/.test(typed) ? seats(scheme, typed) : null;
      fill(body, scheme.grades.map(function (grade, at) {
        return element("tr", {}, [
          element("th", { scope: "row" }, [grade.title]),
          element("td", { class: "number" }, [found ? String(found[at]) : "—"]),
        ]);
      }));
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    show();
  }

  language();
  theme();
  search();
  dates();
  banners();
  filters();
  seatTable();
})();
