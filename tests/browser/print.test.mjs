// The rule site on paper: A4, nothing cut off, and every word can be taken out of the PDF again.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FOLDER, OUT, PAGES, launch, open } from "./opened.mjs";

// A4 less the margins of the stylesheet, in CSS pixels: 178 mm.
const WIDTH = 673;
const PRINTED = ["start", "year", "draft", "rate", "kinds", "changed", "grading", "difference", "impact", "plan"];

let browser;

before(async () => {
  mkdirSync(OUT, { recursive: true });
  browser = await launch();
});

after(() => browser.close());

test("printed on A4 nothing is cut off", async () => {
  const { page, to } = await open(browser, FOLDER, { width: WIDTH });
  const cut = [];
  for (const [name, address] of Object.entries(PAGES)) {
    await to(address);
    await page.emulateMedia({ media: "print" });
    const beyond = await page.evaluate(() => {
      const bad = [...document.querySelectorAll("main *")].filter((one) => {
        if (one.getClientRects().length === 0 || one.closest(".sr")) return false;
        const hides = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
        return hides || one.getBoundingClientRect().right > window.innerWidth + 1;
      });
      return bad.slice(0, 3).map((one) => one.outerHTML.slice(0, 100));
    });
    cut.push(...beyond.map((html) => `${name}: ${html}`));
    await page.emulateMedia({ media: "screen" });
  }
  assert.deepEqual(cut, []);
  await page.context().close();
});

const bare = (text) => text.normalize("NFKC").replace(/\s+/g, "");

for (const name of PRINTED) {
  test(`the PDF of a page is A4 and has its words: ${name}`, async () => {
    // Someone who reads in the dark prints black on white all the same.
    const { page, to } = await open(browser, FOLDER, { theme: "dark" });
    await to(PAGES[name]);
    const file = join(OUT, `${name}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    assert.match(execFileSync("pdfinfo", [file], { encoding: "utf8" }), /Page size:.*\(A4\)/);
    const text = bare(execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" }));
    await page.emulateMedia({ media: "print" });
    const said = await page.$$eval("main :is(h1, h2, h3, td, th, dt, dd, li, summary, blockquote)", (all) =>
      all.filter((one) => one.checkVisibility() && !one.querySelector("td, th, li, .sr, svg"))
        .map((one) => one.innerText));
    const lost = said.map(bare).filter((words) => !text.includes(words));
    assert.deepEqual(lost.slice(0, 5), []);
    assert.ok(said.length > 3);
    const paper = await page.evaluate(() => [
      getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).colorScheme,
    ]);
    assert.deepEqual(paper, ["rgb(255, 255, 255)", "light"]);
    // No word stands in the margins, 40 points and more on either side.
    const boxes = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" });
    for (const [, left, right] of boxes.matchAll(/<word xMin="([-.0-9]+)".*?xMax="([-.0-9]+)"/g)) {
      assert.ok(Number(left) > 35 && Number(right) < 595 - 35, `a word from ${left} to ${right}`);
    }
    await page.context().close();
  });
}
