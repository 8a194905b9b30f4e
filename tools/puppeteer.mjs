// A browser for tools/engines.py. Each line that comes in is a step with its arguments, each that goes out what came of it.
// node puppeteer.mjs chromium|firefox PROGRAM
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [name, executablePath] = process.argv.slice(2);
const isFirefox = name === "firefox";
const args = isFirefox ? [] : ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const LONGEST_MS = 300_000;
let browser, page;

const steps = {
  async start(width, height) {
    const defaultViewport = { width, height };
    const options = { executablePath, args, defaultViewport, protocolTimeout: LONGEST_MS };
    browser = await puppeteer.launch({ browser: isFirefox ? "firefox" : "chrome", ...options });
    [page] = await browser.pages();
    page.setDefaultTimeout(LONGEST_MS);
  },
  open: async (url) => void (await page.goto(url)),
  run: (expression) => page.evaluate(expression),
  async type(selector, text) {
    await page.$eval(selector, (box) => (box.focus(), box.select()));
    await page.keyboard.type(text);
  },
  click: (selector) => page.click(selector),
  screenshot: async (path) => void (await page.screenshot({ path })),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [step, ...given] = JSON.parse(line);
  let told;
  try {
    told = { value: await steps[step](...given) };
  } catch (error) {
    told = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
await browser?.close();
