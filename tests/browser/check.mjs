// Opens a report from disk in Chromium and looks for faults: node check.mjs REPORT CLAIMS.jsonl [SCREENSHOTS]
// NODE_MODULES names the folder with playwright-core and axe-core, CHROMIUM the browser. Exit code 1 when anything is found.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import * as report from "./report.mjs";
import { drawing, drawingLeads } from "./drawing.mjs";

const [site, claims, pictures] = process.argv.slice(2);
const need = createRequire(join(process.env.NODE_MODULES, "x"));
const { chromium } = need("playwright-core");
const axeSource = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [{ width: 1400, height: 900 }, { width: 360, height: 740 }];
const THEMES = ["light", "dark"];

const faults = [];
const words = new Map(); // what each page says, by its file
const files = readdirSync(site, { recursive: true }).map((f) => join(site, String(f))).sort();
const pages = files.filter((f) => f.endsWith(".html"));
const drawings = files.filter((f) => f.endsWith(".svg"));
const amounts = new Map(readFileSync(claims, "utf8").split("\n").filter(Boolean)
    .map((line) => JSON.parse(line)).map((claim) => [claim.id, claim.value_text]));

// Any request but the page itself, any complaint of the browser and any dialog is a fault of the page that is open.
function listen(page) {
    const told = [];
    let file = "";
    page.on("request", (r) => {
        if (!r.isNavigationRequest() && !r.url().startsWith("data:")) told.push(`asks for ${r.url()}`);
        else if (!r.url().startsWith("file://" + site)) told.push(`leaves for ${r.url()}`);
    });
    page.on("console", (m) => told.push(`the browser says: ${m.text()}`));
    page.on("pageerror", (e) => told.push(`an error: ${e.message}`));
    page.on("dialog", (d) => { told.push(`a dialog: ${d.message()}`); d.dismiss(); });
    return async (path) => {
        flush(told, file);
        file = path;
        await page.goto(`file://${path}`);
        return () => flush(told, file);
    };
}
function flush(told, file) {
    tell(file, told.splice(0));
}
function tell(file, found) {
    for (const fault of found) faults.push(`${relative(site, file)}: ${fault}`);
}

async function picture(page, file, size, theme) {
    if (!pictures) return;
    const name = relative(site, file).replaceAll("/", "_").replace(/\.(html|svg)$/, "");
    await page.screenshot({ path: join(pictures, `${name}-${size.width}-${theme}.png`), fullPage: true });
}

// Every page, wide and narrow, light and dark. Of pages made of the same elements, one goes through axe.
async function looks(browser) {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    await context.addInitScript({ content: axeSource });
    const page = await context.newPage();
    const open = listen(page);
    const shapes = new Set();
    for (const file of pages) {
        const done = await open(file);
        const shape = await report.shape(page);
        const isNew = !shapes.has(shape);
        shapes.add(shape);
        words.set(file, await page.locator("body").innerText());
        tell(file, await report.outline(page));
        for (const size of SIZES) {
            await page.setViewportSize(size);
            tell(file, (await report.sidewaysScrolling(page)).map((f) => `at ${size.width} px ${f}`));
            for (const colorScheme of THEMES) {
                await page.emulateMedia({ colorScheme });
                const isDark = colorScheme === "dark";
                const found = isNew ? await report.accessibility(page, isDark, size.width < 600) : [];
                tell(file, found.map((f) => `${colorScheme}, ${size.width} px: ${f}`));
                await picture(page, file, size, colorScheme);
            }
        }
        tell(file, await report.paper(page));
        done();
    }
    await context.close();
}

async function keys(browser) {
    const page = await browser.newPage({ viewport: SIZES[0], reducedMotion: "reduce" });
    const open = listen(page);
    const kinds = new Map(pages.map((f) => [relative(site, f).replace(/[^/]*$/, ""), f])); // one of each folder
    for (const file of [join(site, "index.html"), ...kinds.values()]) {
        const done = await open(file);
        tell(file, await report.keyboard(page));
        done();
    }
    await page.close();
}

async function follow(browser) {
    const page = await browser.newPage({ viewport: SIZES[0], reducedMotion: "reduce" });
    const open = listen(page);
    let count = 0;
    let covered = 0;
    for (const file of pages) {
        const done = await open(file);
        const landed = await report.pointsLand(page, file, amounts);
        tell(file, landed.faults);
        count += landed.count;
        covered += landed.covered;
        done();
    }
    await page.close();
    if (count === 0) faults.push("no page has a chart with points that are links");
    return { count, covered };
}

// A reader without JavaScript sees the same words.
async function withoutScripts(browser) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    for (const file of pages) {
        await page.goto(`file://${file}`);
        if ((await page.locator("body").innerText()) !== words.get(file)) tell(file, ["reads differently without JavaScript"]);
    }
    await context.close();
}

async function drawingsAlone(browser) {
    const page = await browser.newPage({ viewport: SIZES[0], reducedMotion: "reduce" });
    const open = listen(page);
    for (const file of drawings) {
        const done = await open(file);
        tell(file, await drawing(page, file));
        for (const colorScheme of THEMES) {
            await page.emulateMedia({ colorScheme });
            await picture(page, file, SIZES[0], colorScheme);
        }
        tell(file, await drawingLeads(page, file, amounts));
        done();
    }
    await page.close();
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"], // the sandbox refuses to run as root
});
const times = [];
async function step(name, run) {
    const start = performance.now();
    const result = await run(browser).catch((error) => void faults.push(`${name}: ${error.message}`));
    times.push(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
}
// Two at a time, one for each core of a small machine
const looked = step("looks", looks);
const points = await step("points", follow);
await step("keys", keys);
await step("drawings", drawingsAlone);
await looked;
await step("no script", withoutScripts);
await browser.close();

for (const fault of faults.sort()) console.log(fault);
console.log(`${pages.length} pages, ${drawings.length} drawings, ${points?.count} points that are links ` +
    `(${points?.covered} under others); ${faults.length} faults; ${times.join(", ")}`);
process.exit(faults.length ? 1 : 0);
