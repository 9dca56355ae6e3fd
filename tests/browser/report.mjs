// What must hold on every page of a report. Each check returns its faults as lines of text; none means it holds.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Rules of these tags are run; what axe calls serious or critical is a fault.
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const CONTRAST = ["color-contrast", "link-in-text-block"];

// Light and wide, everything is checked; narrow only what the layout changes, dark only what colours change.
function rules(isDark, isNarrow) {
    if (isDark) return { runOnly: { type: "rule", values: CONTRAST } };
    const colours = { "color-contrast": { enabled: false } };
    return { runOnly: { type: "tag", values: TAGS }, rules: isNarrow ? colours : {} };
}

export async function accessibility(page, isDark, isNarrow) {
    const options = { ...rules(isDark, isNarrow), resultTypes: ["violations"] };
    const found = await page.evaluate((options) => axe.run(document, options), options);
    const worst = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    return worst.map((v) => `axe ${v.id} (${v.impact}): ${v.help}: ${v.nodes.length} times, ` +
        `first ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].any.map((c) => c.message).join("; ")}`);
}

// Which elements, classes and languages a page is made of.
export function shape(page) {
    return page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map(
        (e) => `${e.tagName}.${e.getAttribute("class") ?? ""}.${e.lang}`))].sort().join(" "));
}

export function sidewaysScrolling(page) {
    return page.evaluate(() => {
        const root = document.scrollingElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        const inScroller = (e) => {
            for (; e && e !== document.body; e = e.parentElement)
                if (getComputedStyle(e).overflowX !== "visible") return true;
            return false;
        };
        const wide = [...document.body.querySelectorAll("*")].filter(
            (e) => e.getBoundingClientRect().right > root.clientWidth + 0.5 && !inScroller(e.parentElement));
        return [`is ${root.scrollWidth} px wide where ${root.clientWidth} are there: ` +
            wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 100)).join(" | ")];
    });
}

// One h1, no level left out, a language, a title, unique ids.
export function outline(page) {
    return page.evaluate(() => {
        const faults = [];
        const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => Number(h.tagName[1]));
        if (levels.filter((l) => l === 1).length !== 1 || levels[0] !== 1) faults.push(`headings begin ${levels}`);
        levels.forEach((l, i) => {
            if (i > 0 && l > levels[i - 1] + 1) faults.push(`a heading goes from h${levels[i - 1]} to h${l}`);
        });
        if (!document.documentElement.lang) faults.push("the page has no language");
        if (!document.title.trim()) faults.push("the page has no title");
        const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
        const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
        if (twice.length) faults.push(`the id ${twice[0]} is there twice`);
        for (const q of document.querySelectorAll("q, blockquote"))
            if (!q.closest("[lang]:not(html)")) faults.push(`a quote has no language: ${q.textContent.slice(0, 60)}`);
        if (document.querySelector("script, iframe, object, embed, form")) faults.push("there is active content");
        return faults;
    });
}

// The skip link comes first and leads into the content; every stop shows that it is focused.
export async function keyboard(page) {
    const faults = [];
    const focused = () => page.evaluate(() => {
        const e = document.activeElement;
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        return {
            tag: e.tagName, isSkip: e.classList.contains("skip"), inMain: !!e.closest("main"), html: e.outerHTML.slice(0, 120),
            hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            inView: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
        };
    });
    await page.keyboard.press("Tab");
    const first = await focused();
    if (!first.isSkip || !first.inView) return [`Tab reaches ${first.html} first, or it is not seen`];
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const second = await focused();
    const isEmpty = (await page.locator("main a, main summary, main [tabindex]").count()) === 0;
    if (second.tag !== "BODY" && !second.inMain && !isEmpty) faults.push(`the skip link leads to ${second.html}`);
    await page.reload();
    for (let stop = 0; stop < 60; stop++) {
        await page.keyboard.press("Tab");
        const now = await focused();
        if (now.tag === "BODY") break;
        if (!now.hasRing) faults.push(`no focus ring on ${now.html}`);
        if (!now.inView) faults.push(`focused out of sight: ${now.html}`);
    }
    return faults;
}

// On paper: no navigation, dark ink on white whatever the screen prefers, nothing cut off at the right.
export async function paper(page) {
    await page.setViewportSize({ width: 720, height: 1000 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const faults = await page.evaluate(() => {
        const shown = (e) => e && getComputedStyle(e).display !== "none";
        const faults = [];
        if (shown(document.querySelector("header nav"))) faults.push("the navigation is printed");
        if (shown(document.querySelector(".skip"))) faults.push("the skip link is printed");
        const paper = getComputedStyle(document.body).backgroundColor;
        if (!/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/.test(paper)) faults.push(`the paper is printed as ${paper}`);
        return faults;
    });
    faults.push(...(await sidewaysScrolling(page)));
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
    return faults.map((f) => `printed: ${f}`);
}

// The links over the points of each chart of a page, with the numbers' file of that chart.
export async function points(page) {
    return page.evaluate(() => [...document.querySelectorAll("figure")].flatMap((figure, f) => {
        const link = figure.querySelector('a[href$=".json"], a[download$=".json"]'); // in a single file the numbers are in the link
        const json = link?.getAttribute("download") || link?.getAttribute("href");
        const data = link?.protocol === "data:" ? link.href : "";
        figure.scrollIntoView({ block: "center" });
        return [...figure.querySelectorAll(".evidence a")].map((a, k) => {
            const box = a.getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return {
                figure: f, k, json, data, href: a.getAttribute("href"), words: a.getAttribute("aria-label"),
                size: Math.min(box.width, box.height), isCovered: hit?.closest("a") !== a,
                isBuried: hit?.closest(".evidence") !== a.closest(".evidence"),
            };
        });
    }));
}

// The numbers behind a chart: a file beside the page, or the link itself.
function numbers(point, file) {
    const text = point.data ? Buffer.from(point.data.split(",")[1], "base64") : readFileSync(join(dirname(file), point.json));
    return JSON.parse(text.toString());
}

// "../articles/3.html#c5" of a folder is "#articles.3.c5" in a single file.
const place = (href) => href.replace(/^(\.\.\/|#)/, "").replace(".html#", ".").replace("/", ".");

// Every link of the drawing is in the JSON of its chart with the same words, and the other way round.
export function pointsAsInJson(found, file) {
    const faults = [];
    const key = (href, words) => `${place(href)} ${words}`;
    for (const json of new Set(found.map((p) => p.json))) {
        if (!json) return ["a chart has no link to its numbers"];
        const drawn = new Set(found.filter((p) => p.json === json).map((p) => key(p.href, p.words)));
        const told = new Set();
        const walk = (value) => {
            if (value === null || typeof value !== "object") return;
            if (value.href && "evidence" in value) told.add(key(value.href, value.evidence));
            Object.values(value).forEach(walk);
        };
        walk(numbers(found.find((p) => p.json === json), file));
        for (const d of drawn) if (!told.has(d)) faults.push(`${json} does not tell the point ${d}`);
        for (const t of told) if (!drawn.has(t)) faults.push(`the drawing has no link for ${t} of ${json}`);
    }
    return faults;
}

// Follows one point as a reader does, with the mouse, or with Enter where another point lies over it.
async function follow(page, point) {
    const link = page.locator("figure").nth(point.figure).locator(".evidence a").nth(point.k);
    if (!point.isCovered) return link.click({ timeout: 5000 });
    await link.focus();
    return page.keyboard.press("Enter");
}

// What the address leads to: the element of the fragment in view, and the marked words there.
function arrival(page) {
    return page.evaluate(async () => {
        for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame); // the browser scrolls with a frame
        const target = document.querySelector(":target");
        if (!target) return null;
        const mark = target.closest("mark") ?? target.querySelector("mark") ?? target.nextElementSibling?.closest("mark");
        const box = (mark ?? target).getBoundingClientRect();
        return {
            id: target.id, words: mark?.textContent ?? "", ring: mark && getComputedStyle(mark).outlineStyle !== "none",
            inView: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
        };
    });
}

// Where a point of `file` leads is wrong: a line, else nothing. `amounts` maps the number of a claim to the words that state it.
export async function landing(page, file, point, amounts) {
    const [path, fragment] = point.href.split("#");
    await page.waitForURL((url) => url.hash === `#${fragment}`, { timeout: 5000 }).catch(() => {});
    const at = new URL(page.url());
    if (fileURLToPath(new URL(at.pathname, "file://")) !== resolve(dirname(file), path || file) || at.hash !== `#${fragment}`)
        return `leads to ${at}`;
    const got = await arrival(page);
    if (!got) return "leads to no element";
    if (!got.inView) return "leads to what is out of view";
    if (!got.words) return "leads to nothing marked";
    if (!got.ring) return "leads to what does not stand out";
    const amount = amounts.get(/c(\d+)$/.exec(fragment)?.[1]);
    if (amount === undefined || !got.words.includes(amount)) return `leads to "${got.words}", its claim says "${amount}"`;
    return "";
}

export async function pointsLand(page, file, amounts) {
    const found = await points(page);
    const faults = pointsAsInJson(found, file);
    const followed = new Set(); // a place that two charts lead to is visited once
    for (const point of found) {
        const name = `the point ${point.href} (${point.words}) of ${point.json}`;
        if (point.size < 23.9) faults.push(`${name} is ${point.size.toFixed(1)} px wide`);
        if (point.isBuried) faults.push(`${name} lies under what is no point`);
        if (followed.has(point.href)) continue;
        followed.add(point.href);
        await follow(page, point);
        const fault = await landing(page, file, point, amounts);
        if (fault) faults.push(`${name} ${fault}`);
        if (new URL(page.url()).pathname !== file) await page.goto(`file://${file}`);
    }
    return { faults, count: found.length, covered: found.filter((p) => p.isCovered).length };
}
