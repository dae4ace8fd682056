// A view that is only to be read: the scenario stays, whatever the reader tries; moving about and asking go on.

import { expect, it } from "vitest";
import { ROOMS } from "../museum.ts";
import { handmade, labOf, scenario } from "../testing/handmade.ts";
import type { LabActions } from "../types/actions.ts";
import { lockEdits } from "./lock.ts";

const other = { scenario: { ...scenario, title: "Another" } };

const ATTEMPTS: readonly (readonly [name: keyof LabActions, act: (actions: LabActions) => unknown])[] = [
  ["open", ({ open }) => open(other)],
  ["openRoom", ({ openRoom }) => openRoom(ROOMS[0]?.id ?? "")],
  ["openCapture", ({ openCapture }) => openCapture("a", new Uint8Array(1))],
  ["showBranch", ({ showBranch }) => showBranch(["nmi@t/3"])],
  ["tellStory", ({ tellStory }) => tellStory("by-hand")],
  ["replaceScenario", ({ replaceScenario }) => replaceScenario(other.scenario)],
  ["inject", ({ inject }) => inject()],
  ["undo", ({ undo }) => undo()],
  ["bring", ({ bring }) => bring([new File(["{}"], "a.json")])],
  ["act", ({ act }) => act({ id: 1, tone: "info", text: "", action: { kind: "open", label: "Back", source: other } })],
  ["openDialog", ({ openDialog }) => openDialog("editor")],
];

async function locked() {
  const { service } = handmade();
  let recorded = 0;
  const lab = labOf({
    ...service,
    load: (wanted) => {
      recorded += 1;
      return service.load(wanted);
    },
  });
  const before = lockEdits(lab);
  await before.actions.open({ scenario });
  return { lab, actions: before.actions, recorded: () => recorded };
}

it.each(ATTEMPTS)("%s is refused with a word, and the run stays", async (_name, act) => {
  const { lab, actions, recorded } = await locked();
  const { run, source, story } = lab.store.getState();
  await act(actions);
  const now = lab.store.getState();
  expect([now.run === run, now.source === source, now.story === story, now.dialog]).toEqual([
    true,
    true,
    true,
    undefined,
  ]);
  expect(now.notices.map(({ text }) => text)).toEqual([expect.stringContaining("only to be read")]);
  expect(recorded()).toBe(1);
});

it("moving, selecting and asking go on", async () => {
  const { lab, actions } = await locked();
  await actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
  actions.select({ kind: "frame", pfn: 7 });
  actions.addBreakpoint({ kind: "phase", id: "p1" });
  await actions.runToBreakpoint(1);
  const { moment, selection, notices } = lab.store.getState();
  expect([moment?.at.t, selection, notices]).toEqual([8, { kind: "frame", pfn: 7 }, []]);
});
