// Hundreds of commands in no order: no error, nothing out of step, nothing kept. `KJLAB_SOAK=10000` makes it long.

import { expect, test } from "./fixtures.ts";
import { soak } from "./soak.ts";

const COMMANDS = Number(process.env["KJLAB_SOAK"] ?? 400);
const MIB = 1024 * 1024;

test("commands at random", async ({ lab }) => {
  test.setTimeout(120_000 + COMMANDS * 300);
  await lab.open("v=1&s=p:tiny@1");
  const { heap, nodes, outOfStep } = await soak(lab, COMMANDS, 20_080_625);
  console.log(
    `${COMMANDS} commands: heap ${heap.map((bytes) => (bytes / MIB).toFixed(1)).join(" to ")} MiB, ${nodes.join(" to ")} nodes`,
  );
  expect(outOfStep).toEqual([]);
  expect(heap[1] - heap[0], "bytes kept").toBeLessThan(48 * MIB);
  expect(nodes[1], "nodes kept").toBeLessThan(nodes[0] * 2 + 5000);
});
