// Journey 28: what can be taken out of the page, as files.

import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

async function take(lab: LabPage, name: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const waiting = lab.page.waitForEvent("download");
  await lab.page.getByRole("dialog", { name: "Export" }).getByRole("button", { name }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Colours of a PNG of eight bits a channel, as far as its size and how much differs. */
function pngSize(bytes: Buffer): { width: number; height: number; colours: number } {
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const colours = new Set(inflateSync(Buffer.concat(data))).size;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colours };
}

test("timeline, log, pictures and memory leave the page as files", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&t=@swap/7/2&title=Half%20way");
  await lab.leaveControls();
  await page.keyboard.press("m");
  await page.keyboard.press("Shift+e");
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();

  const trace = JSON.parse((await take(lab, /Timeline as a trace/)).bytes.toString()) as {
    traceEvents: { ph: string; ts?: number }[];
  };
  const times = trace.traceEvents.flatMap(({ ts }) => (ts === undefined ? [] : [ts]));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(trace.traceEvents.map(({ ph }) => ph))).toEqual(new Set(["M", "X", "s", "f", "i", "C"]));

  const csv = (await take(lab, /Event log/)).bytes.toString();
  expect(csv.split("\r\n")[0]).toBe("t,phase,kind,source,text");
  const report = (await take(lab, /Report of the trail/)).bytes.toString();
  expect(report).toContain("# Half way");
  expect(report).toContain("swap/7/2");
  const svg = (await take(lab, /Timeline \(SVG\)/)).bytes.toString();
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  expect(svg).not.toContain("var(");
  expect((await take(lab, /Timeline \(SVG\)/)).bytes.toString(), "the same every time").toBe(svg);

  for (const scale of [1, 3]) {
    const { name, bytes } = await take(lab, `Download: memory map at ${scale}×`);
    expect(name).toContain(`${scale}x.png`);
    const { width, height, colours } = pngSize(bytes);
    expect([width, height]).toEqual([1200 * scale, 846 * scale]);
    expect(colours).toBeGreaterThan(20);
  }

  const form = page.getByRole("form", { name: "Memory range" });
  await form.getByRole("textbox", { name: "Physical address" }).fill("0x00406000");
  await form.getByRole("textbox", { name: "Bytes" }).fill("4096");
  const range = await take(lab, /memory range/);
  const frame = await lab.readFrame(0x406);
  expect([...range.bytes]).toEqual(frame?.bytes);
  await form.getByRole("textbox", { name: "Bytes" }).fill("0");
  await form.getByRole("button").click();
  await expect(form.getByRole("alert")).toContainText("Length");
});

test("commands of the palette take the same files", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await page.keyboard.press("Control+k");
  const waiting = page.waitForEvent("download");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await palette.getByRole("combobox").fill("Export the event log as CSV");
  await page.keyboard.press("Enter");
  expect((await waiting).suggestedFilename()).toMatch(/^tiny.*-events\.csv$/);
});
