// Journey 3: the timeline by keyboard and by dragging; nothing goes blank, and the browser's history stays as it is.

import { expect, test } from "./fixtures.ts";

test("scrubbing moves every view and makes no history", async ({ lab, page }) => {
  await lab.open("v=1&s=p:first-jump@1");
  await lab.slider.focus();
  for (let phase = 0; phase < 20 && !(await lab.position()).includes("swap-out"); phase += 1)
    await lab.press("PageDown");
  await expect(lab.slider).toHaveAttribute("aria-valuetext", /^Phase \d+ of \d+, swap-out/);

  const entries = await page.evaluate(() => history.length);
  await page.evaluate(() => {
    const state = { blanks: 0, frames: 0, stop: false };
    Object.assign(window, { watch: state });
    const look = (): void => {
      state.frames += 1;
      const regions = [...document.querySelectorAll("main section")];
      if (regions.length === 0 || document.querySelector("[data-testid=state-hash]")?.textContent === "········")
        state.blanks += 1;
      if (!state.stop) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const thumb = await lab.slider.boundingBox();
  const track = await lab.slider.locator("xpath=..").boundingBox();
  if (thumb === null || track === null) throw new Error("the slider is not on the page");
  const y = thumb.y + thumb.height / 2;
  const before = await lab.time();
  await page.mouse.move(thumb.x + thumb.width / 2, y);
  await page.mouse.down();
  const started = Date.now();
  for (let x = 0; x <= 30; x += 1) {
    const share = x / 30;
    await page.mouse.move(thumb.x + (track.x + track.width / 2 - thumb.x) * share, y);
  }
  const seconds = (Date.now() - started) / 1000;
  await lab.idle();
  const now = await lab.slider.boundingBox();
  await page.mouse.up();
  await lab.idle();
  const watch = await page.evaluate(() => {
    const state = (window as unknown as { watch: { blanks: number; frames: number; stop: boolean } }).watch;
    state.stop = true;
    return { ...state };
  });
  expect(await lab.time()).not.toBe(before);
  expect(Math.abs((now?.x ?? 0) + (now?.width ?? 0) / 2 - (track.x + track.width / 2))).toBeLessThan(track.width / 20);
  expect(watch.blanks, "frames in which a view was blank").toBe(0);
  expect(watch.frames / seconds, "frames per second while dragging").toBeGreaterThan(20);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});
