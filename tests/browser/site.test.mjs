// The rule site as people use it: every page type, from a folder and from a server, wide and narrow, light and dark.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FOLDER, OUT, PAGES, SITE, launch, open, serve } from "./opened.mjs";
import { QUERIES, item } from "./queries.mjs";

const SCRIPT = readFileSync(join(SITE, "site.js"), "utf8");

let browser;
let local;

before(async () => {
  mkdirSync(OUT, { recursive: true });
  browser = await launch();
  local = await serve();
});

after(async () => {
  await browser.close();
  local.server.close();
});

const bases = () => ({ folder: FOLDER, server: local.base });

async function found(page, query) {
  await page.fill("[data-search]", query);
  return page.$$eval("[data-search-results] a", (links) => links.map((link) => link.href));
}

for (const where of ["folder", "server"]) {
  for (const width of [1440, 390]) {
    test(`every type of page opens from a ${where} at ${width} pixels without a complaint`, async () => {
      const { page, complaints, to } = await open(browser, bases()[where], { width });
      const wide = [];
      for (const [name, address] of Object.entries(PAGES)) {
        await to(address);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) wide.push(`${name}: ${over} pixels too wide`);
        // The lists of the reference are too long for a picture.
        const fullPage = !address.startsWith("reference/") && !address.startsWith("guides/");
        if (where === "folder") await page.screenshot({ path: join(OUT, `${name}-${width}.png`), fullPage });
      }
      assert.deepEqual(complaints, []);
      assert.deepEqual(wide, []);
      await page.context().close();
    });
  }

  test(`search from a ${where} finds what must be found`, async () => {
    const { page, complaints, to } = await open(browser, bases()[where]);
    await to(PAGES.year);
    const missing = [];
    for (const [query, address] of QUERIES) {
      const links = await found(page, query);
      if (!links.includes(bases()[where] + address)) missing.push(`${query}: ${address}`);
    }
    assert.deepEqual(missing, []);
    const [first, second] = await found(page, "12345热线");
    assert.ok(first.endsWith(item("hotline-mailbox-resolution", 2026)), "a title before any text, the newest year first");
    assert.ok(second.endsWith(item("hotline-mailbox-resolution", 2025)));
    const marked = await page.$$eval("[data-search-results] a", (links) =>
      links.slice(0, 2).map((link) => Array.from(link.querySelectorAll(".status .zh"), (words) => words.textContent)));
    assert.deepEqual(marked, [["草稿"], []], "a draft is marked as one, what may be in force is not");
    assert.deepEqual(await found(page, "不会有这样的词"), []);
    assert.match(await page.innerText("[data-search-results]"), /没有找到/);
    await page.fill("[data-search]", "县长信箱");
    await page.press("[data-search]", "Enter");
    await page.waitForURL(/hotline-mailbox-resolution\/index.html$/);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test("the date picker tells the document in force, and that an ended one has no successor", async () => {
  const { page, to } = await open(browser, FOLDER);
  await to(PAGES.start);
  const on = async (day) => {
    await page.fill("[data-date]", day);
    return page.innerText("[data-in-force]");
  };
  assert.match(await on("2025-01-01"), /2025年，建议稿.*暂行/);
  assert.match(await on("2025-12-31"), /2025年，建议稿/);
  assert.match(await on("2024-12-31"), /还没有/);
  assert.match(await on("2026-01-01"), /2025-12-31 到期.*没有有效/);
  await on("2025-06-30");
  await page.click("[data-in-force] a");
  await page.waitForURL(FOLDER + PAGES.year);
  await page.context().close();
});

test("filters of a year show what matches and count it", async () => {
  const { page, to } = await open(browser, FOLDER);
  await to(PAGES.draft);
  const rows = await page.$$eval("[data-item]", (all) => all.map((row) => ({ ...row.dataset })));
  const shown = () => page.$$eval("[data-item]", (all) => all.filter((row) => row.offsetParent).length);
  const method = rows[0].method;
  await page.selectOption("select[name=method]", method);
  assert.equal(await shown(), rows.filter((row) => row.method === method).length);
  await page.selectOption("select[name=group]", "enterprise");
  const both = rows.filter((row) => row.method === method && row.groups.split(" ").includes("enterprise"));
  assert.equal(await shown(), both.length);
  await page.check("input[name=changed]");
  const three = both.filter((row) => row.changed === "true");
  assert.equal(await shown(), three.length);
  assert.ok(three.length < both.length && both.length < rows.length);
  assert.match(await page.innerText("[data-filter-count]"), new RegExp(`${three.length} 项，共 ${rows.length} 项`));
  await page.selectOption("select[name=basis]", "statute");
  const four = three.filter((row) => row.bases.split(" ").includes("statute"));
  assert.equal(await shown(), four.length);
  await page.uncheck("input[name=changed]");
  await page.selectOption("select[name=method]", "");
  await page.selectOption("select[name=group]", "");
  const statute = rows.filter((row) => row.bases.split(" ").includes("statute"));
  assert.equal(await shown(), statute.length);
  assert.ok(statute.length > 0 && statute.length < rows.length);
  const empty = await page.$$eval("[data-area]", (all) =>
    all.filter((area) => area.checkVisibility() && !area.querySelector("[data-item]:not([hidden])")).length);
  assert.equal(empty, 0, "an area without any item shown is not shown");
  await page.context().close();
});

test("long titles of groups, areas and methods fit a narrow page", async () => {
  const { page, to } = await open(browser, FOLDER, { width: 390 });
  await to(PAGES.year);
  const wide = await page.evaluate(() => {
    const over = () => document.documentElement.scrollWidth - window.innerWidth;
    const latin = "Interdepartmentalcoordinationandadministrativeeffectiveness".repeat(3);
    const holders = {
      group: "select[name=group] option:last-child",
      method: "select[name=method] option:last-child",
      area: ".bars tbody a",
      "method's row": "[aria-labelledby=methods] tbody th",
      "area's heading": "[data-area] h3",
      item: ".items tbody a",
    };
    return Object.entries(holders).flatMap(([name, selector]) => {
      const holder = document.querySelector(selector);
      const text = holder.textContent;
      holder.textContent = latin;
      if (holder.selected === false) holder.selected = true;
      const found = over() > 0 ? [`${name}: ${over()} pixels too wide`] : [];
      const table = holder.closest("table");
      const cut = table && table.scrollWidth > table.parentElement.clientWidth ? [`${name}: its table is cut off`] : [];
      holder.textContent = text;
      return [...found, ...cut];
    });
  });
  assert.deepEqual(wide, []);
  await page.context().close();
});

test("seats typed in are those of the table that the library made", async () => {
  const { page, to } = await open(browser, FOLDER);
  await to(PAGES.grading);
  const table = await page.$$eval("[aria-labelledby=table] tbody tr", (rows) =>
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent)));
  assert.ok(table.length > 30);
  for (const [units, ...seats] of table) {
    await page.fill("input[name=n]", units);
    assert.deepEqual(await page.$$eval("[data-seats-result] td", (cells) => cells.map((cell) => cell.textContent)), seats);
  }
  await page.context().close();
});

test("language and theme are kept from page to page, and hold without a memory", async () => {
  const { page, complaints, to } = await open(browser, local.base);
  await to(PAGES.year);
  await page.click("[data-language]");
  assert.ok(await page.isVisible("text=Areas and points"));
  assert.ok(!(await page.isVisible("text=评价内容与分值")));
  await page.click("button[data-theme]");
  await page.click("button[data-theme]");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await to(PAGES.rate);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.ui), "en");
  assert.equal(await paper(), dark);
  await page.screenshot({ path: join(OUT, "rate-english-dark.png"), fullPage: true });
  assert.deepEqual(complaints, []);
  await page.context().close();

  const forgetful = await open(browser, FOLDER, {
    init: () => Object.defineProperty(window, "localStorage", { get() { throw new Error("no memory here"); } }),
  });
  await forgetful.to(PAGES.start);
  await forgetful.page.click("[data-language]");
  assert.ok(await forgetful.page.isVisible("text=Which rules are in force"));
  assert.deepEqual(forgetful.complaints, []);
  await forgetful.page.context().close();
});

test("a search of 3,000 pages is quick", async () => {
  const { page, to } = await open(browser, FOLDER);
  await to(PAGES.start);
  const [median, worst] = await page.evaluate(({ source, queries }) => {
    const module = new Function("module", `${source}; return module.exports;`)({});
    const rows = [];
    for (let copy = 0; rows.length < 3000; copy += 1) {
      for (const row of window.RULES_INDEX) rows.push([row[0], row[1], row[2], row[3] + copy, 2000 + copy, row[5], row[6]]);
    }
    const pages = module.prepare(rows.slice(0, 3000));
    const took = [];
    for (let round = 0; round < 5; round += 1) {
      for (const query of queries) {
        const start = performance.now();
        module.find(pages, query);
        took.push(performance.now() - start);
      }
    }
    took.sort((a, b) => a - b);
    return [took[took.length >> 1], took[took.length - 1]];
  }, { source: SCRIPT, queries: QUERIES.map(([query]) => query) });
  // A figure to read, never a reason to fail: the machine may be busy.
  const figures = `search of 3,000 pages in Chromium: median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms a query\n`;
  writeFileSync(join(OUT, "search.txt"), figures);
  process.stdout.write(figures);
  assert.ok(Number.isFinite(median));
  await page.context().close();
});
