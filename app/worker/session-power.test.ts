// One question is enough for the place that is asked for, wherever one comes from, and across a power-off.

import { beforeAll, expect, it } from "vitest";
import type { Moment } from "../sim/api.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { Session } from "./session.ts";

const session = new Session();

async function at(anchor: string): Promise<Moment> {
  const list = { owner: "now", from: "now", count: 64 } as const;
  const moment = await session.moment({ kind: "anchor", anchor }, { list, hibernation: true });
  if (!moment.ok) throw new Error(JSON.stringify(moment.problems));
  return moment.value;
}

beforeAll(async () => {
  const preset = findPreset("hibernate-tiny")?.scenario;
  if (preset === undefined) throw new Error("the preset is gone");
  const kernel = preset.segments.find(({ content }) => content === "kernel");
  await session.load({ ...preset, bEntry: kernel?.mem ?? 0 });
});

it("has the list that is walked there, whoever's was shown before", async () => {
  expect((await at("phase/swap-out+9")).list?.owner).toBe("A");
  const there = await at("jump/2/phase/swap-out+3");
  expect(there.list?.owner).toBe("C");
  expect(there.list?.rows.length).toBeGreaterThan(1);
  expect((await at("phase/swap-out+9")).list?.owner).toBe("A");
});

it("keeps to the list walked last until the next kernel has one", async () => {
  expect((await at("phase/save-image")).list?.owner).toBe("A");
  expect((await at("phase/restore-image")).list).toMatchObject({ owner: "A", entries: 0, head: 0 });
  expect((await at("end")).list?.owner).toBe("C");
});

it("tells a control page that was exchanged from one that went with power", async () => {
  const control = ({ controlPages }: Moment, owner: string) => controlPages.find((page) => page.owner === owner);
  expect(control(await at("phase/power-off"), "A")?.away).toBeUndefined();
  const lost = control(await at("phase/firmware"), "A");
  expect(lost?.away).toBe("power");
  expect(lost?.slots.filter(({ written }) => written)).toEqual([]);
  const back = control(await at("end"), "A");
  expect(back?.away).toBeUndefined();
  expect(back?.slots.some(({ written }) => written)).toBe(true);
  expect(control(await at("end"), "C")?.away).toBe("exchanged");
});

it("knows where an exchanged page lies: in old memory, and in the image when power is gone", async () => {
  const pairs = (kept: Uint32Array = new Uint32Array()): readonly (readonly number[])[] =>
    Array.from({ length: kept.length / 2 }, (_, i) => [...kept.slice(2 * i, 2 * i + 2)]);
  const writing = await at("phase/save-image+500");
  const exported = pairs(writing.hibernation?.vmcore?.kept);
  expect(exported.length).toBeGreaterThan(50);
  const list = await at("phase/swap-out");
  const rows = (list.list?.rows ?? []).flatMap(({ destinationPfn, sourcePfn }) =>
    destinationPfn === undefined || sourcePfn === undefined ? [] : [[destinationPfn, sourcePfn]],
  );
  expect(rows.length).toBeGreaterThan(50);
  expect(exported).toEqual(expect.arrayContaining<readonly number[]>(rows));
  const off = await at("phase/firmware");
  expect(off.hibernation?.slots.map(({ header }) => pairs(header?.kept))).toContainEqual(exported);
});
