// What must hold for a chart's SVG when it is opened by itself. Returns its faults as lines of text.
import { basename } from "node:path";
import { landing, pointsAsInJson } from "./report.mjs";

function facts(page) {
    return page.evaluate(() => {
        const root = document.documentElement;
        const named = (attribute) => document.getElementById(root.getAttribute(attribute) ?? "")?.textContent ?? "";
        const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
        return {
            title: named("aria-labelledby"), words: named("aria-describedby"), tab: document.title,
            paper: getComputedStyle(document.querySelector(".f-bg")).fill,
            ink: getComputedStyle(document.querySelector("text")).fill,
            strangers: document.querySelectorAll("script, foreignObject, image, [onload], [onclick]").length,
            twice: ids.find((id, i) => ids.indexOf(id) !== i),
            unnamed: [...document.querySelectorAll(".evidence a")].filter((a) => !a.getAttribute("aria-label")).length,
        };
    });
}

// Words whose colour is too near to that of what is painted under them, which axe does not see inside a drawing.
function faintWords(page) {
    return page.evaluate(() => {
        const light = (colour) => {
            const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255)
                .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
        const isGround = (e, text) => /^(rect|polygon|path)$/.test(e.tagName) && getComputedStyle(e).fill !== "none" &&
            Number(getComputedStyle(e).fillOpacity) > 0.5 && e.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
        const faults = [];
        for (const text of document.querySelectorAll("text")) {
            const box = text.getBoundingClientRect();
            const style = getComputedStyle(text);
            let worst = 21;
            for (let i = 0; i <= 10 && text.textContent.trim(); i++) {
                const at = [box.x + 1 + ((box.width - 2) * i) / 10, box.y + box.height / 2];
                const ground = document.elementsFromPoint(...at).find((e) => isGround(e, text));
                if (ground) worst = Math.min(worst, contrast(style.fill, getComputedStyle(ground).fill));
            }
            if (worst < 4.5) faults.push(`"${text.textContent.trim()}" has a contrast of ${worst.toFixed(1)}`);
        }
        return faults;
    });
}

export async function drawing(page, file) {
    const json = basename(file).replace(/svg$/, "json");
    const found = await page.locator(".evidence a").evaluateAll((all) => all.map(
        (a) => ({ href: a.getAttribute("href"), words: a.getAttribute("aria-label") })));
    const faults = pointsAsInJson(found.map((point) => ({ ...point, json })), file);
    await page.emulateMedia({ colorScheme: "light" });
    const light = await facts(page);
    faults.push(...(await faintWords(page)));
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await facts(page);
    faults.push(...(await faintWords(page)).map((fault) => `dark: ${fault}`));
    if (!light.title || light.tab !== light.title) faults.push(`its title is "${light.title}", the window's "${light.tab}"`);
    if (light.words.length < 20) faults.push(`its description is "${light.words}"`);
    if (light.strangers) faults.push("it holds what is not drawing");
    if (light.twice) faults.push(`the id ${light.twice} is there twice`);
    if (light.unnamed) faults.push(`${light.unnamed} links have no words`);
    if (light.paper === dark.paper || light.ink === dark.ink)
        faults.push(`it is ${light.ink} on ${light.paper} on a dark screen, too`);
    return faults;
}

// The link of its first point that no other lies over leads to the marked amount, as it does in a page.
export async function drawingLeads(page, file, amounts) {
    const links = page.locator(".evidence a");
    const open = await links.evaluateAll((all) => all.findIndex((a) => {
        const box = a.getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest("a") === a;
    }));
    if (open < 0) return (await links.count()) > 0 ? ["no link can be clicked"] : [];
    const point = { href: await links.nth(open).getAttribute("href") };
    await links.nth(open).click({ timeout: 5000 });
    const fault = await landing(page, file, point, amounts);
    return fault ? [`the point ${point.href} ${fault}`] : [];
}
