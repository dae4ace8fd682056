// Journey 2: stepping back undoes stepping forward, at every granularity, state for state.

import { expect, test } from "./fixtures.ts";

const CASES = [
  ["copy", "swap/1/0", 9],
  ["page", "swap/1/0", 9],
  ["iteration", "swap/2/1", 9],
  ["instruction", "phase/tables", 9],
  ["phase", "start", 9],
  ["jump", "start", 2],
] as const;

for (const [granularity, from, count] of CASES) {
  test(`${count} steps by ${granularity} and back again`, async ({ lab }) => {
    await lab.open("v=1&s=p:tiny@1");
    await lab.granularity(granularity);
    await lab.goTo(from);
    // One step first: the journey begins at a stop of this granularity.
    await lab.press(".");
    const forward = [await lab.hash()];
    const times = [await lab.time()];
    for (let step = 0; step < count; step += 1) {
      await lab.press(".");
      forward.push(await lab.hash());
      times.push(await lab.time());
    }
    expect(times, "time goes on").toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(forward).size, "every stop has its own state").toBe(count + 1);
    const back = [await lab.hash()];
    for (let step = 0; step < count; step += 1) {
      await lab.press(",");
      back.push(await lab.hash());
    }
    expect(back).toEqual(forward.toReversed());
    await lab.press(".", count);
    expect(await lab.hash()).toBe(forward.at(-1));
  });
}
