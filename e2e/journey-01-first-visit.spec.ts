// Journey 1: from the first visit to an insight, with nothing but Next and Back.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

test("the first visit opens the story, and Next and Back walk it", async ({ lab, page }) => {
  await lab.open();
  await expect(page.getByRole("heading", { level: 1, name: /first jump/i })).toBeVisible();
  const story = lab.panel("Story");
  await expect(story.getByText(/^1 of \d+$/)).toBeVisible();
  const steps = Number((await story.getByText(/^1 of \d+$/).innerText()).split(" ").at(-1));
  expect(steps).toBeGreaterThanOrEqual(9);
  const timeline = page.getByRole("group", { name: "Timeline" });
  for (const lane of ["kernel A", "control code", "kernel B"]) {
    await expect(timeline.getByText(new RegExp(lane, "i")).first()).toBeVisible();
  }
  await expect.poll(() => coloursOnMap(lab)).toBeGreaterThan(2);

  const seen = [{ position: await lab.position(), hash: await lab.hash() }];
  for (let step = 2; step <= 5; step += 1) {
    await story.getByRole("button", { name: "Next" }).click();
    await expect(story.getByText(`${step} of ${steps}`)).toBeVisible();
    seen.push({ position: await lab.position(), hash: await lab.hash() });
    expect(seen.at(-1)?.position).not.toBe(seen.at(-2)?.position);
    // Steps 2 to 4 are about frames; step 5 is about a word in the control page.
    const frames = step < 5 ? /Highlighted: .*0x[0-9a-f]{5}/ : "";
    await expect(story.getByRole("article")).toHaveAccessibleDescription(frames);
  }
  for (let step = 4; step >= 1; step -= 1) {
    await story.getByRole("button", { name: "Back" }).click();
    await expect(story.getByText(`${step} of ${steps}`)).toBeVisible();
    expect({ position: await lab.position(), hash: await lab.hash() }).toEqual(seen[step - 1]);
  }
});

/** Distinct colours of the picture, to know that it is painted. */
function coloursOnMap(lab: LabPage): Promise<number> {
  return lab.panel("Physical memory").evaluate((panel) => {
    const canvas = panel.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (canvas === null || !context || canvas.width === 0) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}
