// The site in a real browser: from a folder and from a server on loopback, every request and every complaint recorded.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const SITE = resolve(process.env.RULE_SITE);
export const OUT = resolve(process.env.RULE_SITE_OUT);

// One of each type of page.
export const PAGES = {
  start: "index.html",
  year: "jingbian/2025/index.html",
  draft: "jingbian/2026/index.html",
  grading: "jingbian/2025/grading/index.html",
  rate: "jingbian/2025/hotline-mailbox-resolution/index.html",
  kinds: "jingbian/2025/decision-implementation/index.html",
  changed: "jingbian/2026/processing-efficiency/index.html",
  criterion: "jingbian/items/hotline-mailbox-resolution/index.html",
  difference: "diff/jingbian-2025-jingbian-2026/index.html",
  impact: "impact/jingbian-2025-jingbian-2026/index.html",
  plans: "plan/index.html",
  plan: "plan/jingbian/2025/index.html",
  reference: "reference/index.html",
  families: "reference/families/index.html",
  errors: "reference/errors/index.html",
  commands: "reference/commands/index.html",
  guides: "guides/index.html",
  guide: "guides/grading/index.html",
};

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
}

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };

export function serve() {
  const server = createServer((request, response) => {
    let path = join(SITE, normalize(decodeURIComponent(new URL(request.url, "http://local").pathname)));
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
    const found = existsSync(path);
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[path.split(".").pop()] || "application/octet-stream" });
    response.end(found ? readFileSync(path) : "");
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done({ server, base: `http://127.0.0.1:${server.address().port}/` }));
  });
}

export const FOLDER = pathToFileURL(SITE + "/").href;

// A page of its own memory, and what it complained of or asked for outside `base`.
export async function open(browser, base, { width = 1440, theme = "light", init } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, locale: "zh-CN" });
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) complaints.push(`${page.url()}: asked for ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${page.url()}: ${response.status()} ${response.url()}`);
  });
  return { page, complaints, to: (address) => page.goto(base + address, { waitUntil: "load" }) };
}
