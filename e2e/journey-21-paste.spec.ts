// Journey 21: what a real machine has printed, pasted: the image and the machine it tells of, or a sentence with the line.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

/** Address, pages, bytes of data of an image for 4 MiB to 5 MiB. */
const SEGMENTS = [
  [0x400000, 0x40, 0x3ee40],
  [0x440000, 0xb0, 0],
  [0x4f0000, 4, 0x3540],
  [0x4f4000, 8, 0x7500],
  [0x4fc000, 4, 0x400],
] as const;

/** In the words of kexec -d; `(nil)` and 0 are how C prints nothing. */
const KEXEC_LOG = `MEMORY RANGES
0000000000100000-0000000001ffffff (0)
kexec_load: entry = 0x4f48c6 flags = 0x30002
nr_segments = ${SEGMENTS.length}
${SEGMENTS.map(
  ([mem, pages, bufsz], i) => `segment[${i}].buf   = ${bufsz === 0 ? "(nil)" : "0xb7004008"}
segment[${i}].bufsz = ${bufsz === 0 ? "0" : `0x${bufsz.toString(16)}`}
segment[${i}].mem   = 0x${mem.toString(16)}
segment[${i}].memsz = 0x${(pages * 4096).toString(16)}
`,
).join("")}`;

async function paste(lab: LabPage, text: string): Promise<void> {
  await lab.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await lab.page.keyboard.press("ControlOrMeta+V");
}

test("a pasted log of kexec -d runs, other text does nothing, and a damaged log names its line", async ({ lab }) => {
  const { page } = lab;
  const title = (name: RegExp) => page.getByRole("heading", { level: 1, name });
  await lab.open("v=1&s=p:tiny@1&t=0@swap/7/2");
  const before = await lab.hash();
  await lab.leaveControls();
  await paste(lab, "Dear reader, this is no log.");
  expect(await lab.hash()).toBe(before);
  await expect(title(/Tiny/)).toBeVisible();

  await paste(lab, KEXEC_LOG);
  await expect(title(/From a log of kexec -d: 5 segments, 32 MiB/)).toBeVisible();
  await expect(lab.notice("The pasted text is open.")).toBeVisible();
  await lab.idle();
  await lab.goTo("end");
  expect(await lab.hash()).not.toBe(before);
  await page.getByRole("button", { name: "Back to Tiny" }).click();
  await expect(title(/Tiny/)).toBeVisible();
  expect(await lab.hash()).toBe(before);

  await lab.leaveControls();
  await paste(lab, KEXEC_LOG.replace("0x40000\n", "many\n"));
  await expect(page.getByRole("alert")).toContainText("line 8, segment[0].memsz");
});

test("the machine's memory, pasted after the log of the same machine, joins it", async ({ lab }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.leaveControls();
  await paste(lab, KEXEC_LOG.slice(KEXEC_LOG.indexOf("kexec_load:")));
  await expect(lab.notice("The pasted text is open.")).toBeVisible();
  await lab.idle();
  await lab.leaveControls();
  await paste(lab, "00001000-0009fbff : System RAM\n00100000-02ffffff : System RAM\n");
  await expect(lab.notice("both texts tell of one machine")).toBeVisible();
  await expect(lab.page.getByRole("heading", { level: 1, name: /kexec -d: 5 segments, 48 MiB/ })).toBeVisible();
});

test("text for a field stays in the field", async ({ lab }) => {
  const { page } = lab;
  await lab.open("v=1&s=p:tiny@1&t=0@swap/7/2");
  await lab.leaveControls();
  await page.keyboard.press("g");
  const field = page.getByRole("dialog", { name: "Go to" }).getByRole("combobox");
  await field.focus();
  await paste(lab, "00001000-0009fbff : System RAM");
  await expect(field).toHaveValue("00001000-0009fbff : System RAM");
});
