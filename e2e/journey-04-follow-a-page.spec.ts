// Journey 4: one page of A through the exchange and back home.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";
import { selectFrame, swapFrames } from "./moves.ts";

test("a page of A is kept in a source page and comes home", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  const atStart = await framesOfPage7(lab);
  await lab.granularity("copy");
  await lab.goTo("swap/7/0");
  const { destination, source } = await swapFrames(lab);
  await selectFrame(lab, destination);
  expect(destination).toBe(0x406);

  const old = { destination: await lab.readFrame(destination), source: await lab.readFrame(source) };
  expect(old.destination?.class).toBe("kernelA");
  expect(old.destination?.hash).toBe(atStart);
  await lab.press(".");
  await expect(lab.slider).toHaveAttribute("aria-valuetext", /page 7 of 24, copy 1 of 3/);
  expect((await lab.readFrame(source))?.hash, "the first copy only fills the swap page").toBe(old.source?.hash);
  await lab.press(".");
  expect((await lab.readFrame(source))?.bytes, "the source page now keeps A's page").toEqual(old.destination?.bytes);
  await lab.press(".");
  const exchanged = await lab.readFrame(destination);
  expect(exchanged?.bytes).toEqual(old.source?.bytes);
  expect(exchanged?.class).toBe("kernelB");
  await expect(page.getByRole("heading", { level: 2, name: /Frame 0x00406/ })).toBeVisible();

  await lab.goTo("phase/swap-in");
  expect((await lab.readFrame(source))?.bytes).toEqual(old.destination?.bytes);
  await lab.goTo("jump/2/phase/thaw");
  expect((await lab.readFrame(destination))?.hash, "home again after the jump back").toBe(atStart);
  await lab.goTo("end");
  expect((await lab.readFrame(destination))?.hash, "home again at the end").toBe(atStart);
});

async function framesOfPage7(lab: LabPage): Promise<string | undefined> {
  await lab.goTo("start");
  return (await lab.readFrame(0x406))?.hash;
}
