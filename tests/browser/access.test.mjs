// The rule site for everybody: axe-core, the keyboard alone, English words, no script.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FOLDER, OUT, PAGES, launch, open } from "./opened.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;

before(async () => {
  mkdirSync(OUT, { recursive: true });
  browser = await launch();
});

after(() => browser.close());

for (const theme of ["light", "dark"]) {
  test(`axe finds no serious problem on any type of page, ${theme}`, async () => {
    const { page, to } = await open(browser, FOLDER, { theme, width: theme === "dark" ? 390 : 1440 });
    const problems = [];
    for (const [name, address] of Object.entries(PAGES)) {
      await to(address);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const one of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
        problems.push(`${name}: ${one.id} (${one.impact}) ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
      }
      if (theme === "dark") await page.screenshot({ path: join(OUT, `${name}-dark.png`) });
    }
    assert.deepEqual(problems, []);
    await page.context().close();
  });
}

test("the keyboard alone opens, walks through and closes the search", async () => {
  const { page, to } = await open(browser, FOLDER);
  await to(PAGES.year);
  const at = () => page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
  await page.keyboard.press("Tab");
  assert.match(await at(), /class="skip"/);
  await page.keyboard.press("Enter");
  assert.match(await at(), /<main/);
  await page.keyboard.press("/");
  assert.match(await at(), /data-search/);
  await page.keyboard.type("投诉");
  await page.keyboard.press("ArrowDown");
  const first = await at();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await at(), first);
  await page.keyboard.press("ArrowUp");
  assert.equal(await at(), first);
  await page.keyboard.press("ArrowUp");
  assert.match(await at(), /data-search/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.match(await at(), /data-search/);
  assert.ok(!(await page.isVisible("[data-search-results]")));

});

for (const name of ["year", "rate", "grading", "plan", "impact"]) {
  test(`focus goes through all of a page and can be seen: ${name}`, async () => {
    const { page, to } = await open(browser, FOLDER);
    await to(PAGES[name]);
    const focusable = await page.$$eval("a[href], button, input, select, summary, [tabindex='0']", (all) =>
      all.filter((one) => one.checkVisibility() || one.classList.contains("skip")).length);
    const reached = new Set();
    for (let step = 0; step < focusable + 3; step += 1) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const one = document.activeElement;
        if (one === document.body) return null;
        const style = getComputedStyle(one);
        return { path: [...document.querySelectorAll("*")].indexOf(one), seen: style.outlineStyle !== "none" };
      });
      if (here === null) continue;
      assert.ok(here.seen, "focus can be seen");
      reached.add(here.path);
    }
    assert.equal(reached.size, focusable);
    await page.context().close();
  });
}

test("English words fit as well, at 390 pixels", async () => {
  const { page, to } = await open(browser, FOLDER, { width: 390 });
  const wide = [];
  for (const [name, address] of Object.entries(PAGES)) {
    await to(address);
    const over = await page.evaluate(() => {
      document.documentElement.dataset.ui = "en";
      const shown = [...document.querySelectorAll(".zh")].filter((one) => one.checkVisibility());
      return document.documentElement.scrollWidth - window.innerWidth + shown.length;
    });
    if (over > 0) wide.push(`${name}: ${over} pixels too wide, or Chinese words left`);
    if (["impact", "start", "draft"].includes(name)) await page.screenshot({ path: join(OUT, `${name}-english.png`), fullPage: true });
  }
  assert.deepEqual(wide, []);
  await page.context().close();
});

test("without a script every page can be read", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(FOLDER + PAGES.start);
  await page.click("table a");
  assert.equal(await page.locator("[data-item]:visible").count(), await page.locator("[data-item]").count());
  assert.ok(!(await page.isVisible("text=Areas and points")));
  await page.click("text=等次评定与名额");
  assert.ok(await page.isVisible("text=名额表"));
  await context.close();
});
