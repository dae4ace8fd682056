// The client: calls reach the worker, and none is left hanging when the worker dies.

import * as Comlink from "comlink";
import { describe, expect, it } from "vitest";
import { createClient, WorkerDied } from "./client.ts";

interface FakeWorker {
  readonly worker: Worker;
  die(message: string): void;
}

/** A worker without a thread: one end of a channel, the service on the other. */
function fakeWorker(service: object): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  Comlink.expose(service, port2);
  const events = new EventTarget();
  const worker = Object.assign(events, {
    postMessage: (message: unknown, transfer: Transferable[] = []) => port1.postMessage(message, transfer),
    terminate: () => {
      port1.close();
      port2.close();
    },
  });
  port1.addEventListener("message", (event) => events.dispatchEvent(new MessageEvent("message", { data: event.data })));
  port1.start();
  const die = (message: string): void => {
    events.dispatchEvent(Object.assign(new Event("error"), { message }));
  };
  return { worker: worker as unknown as Worker, die };
}

const never = (): Promise<never> => new Promise(() => undefined);
const target = { kind: "position", at: { t: 1, sub: 0 } } as const;

describe("client", () => {
  it("passes questions and answers", async () => {
    const fake = fakeWorker({ moment: async (wanted: typeof target) => ({ ok: true, value: { at: wanted.at } }) });
    const client = createClient(() => fake.worker);
    expect(await client.service.moment(target, {})).toEqual({ ok: true, value: { at: { t: 1, sub: 0 } } });
    client.terminate();
  });

  it("rejects what is pending when the worker dies", async () => {
    const fake = fakeWorker({ moment: never, extents: never });
    const client = createClient(() => fake.worker);
    const pending = [client.service.moment(target, {}), client.service.extents(0, 1)];
    fake.die("out of memory");
    for (const each of pending) await expect(each).rejects.toThrow(new WorkerDied("out of memory"));
  });

  it("rejects what is pending when it is restarted, and then works again", async () => {
    let started = 0;
    const client = createClient(() => {
      started += 1;
      return fakeWorker({ extents: started === 1 ? never : async () => ({ total: 3, rows: [] }) }).worker;
    });
    const pending = client.service.extents(0, 1);
    const refused = expect(pending).rejects.toBeInstanceOf(WorkerDied);
    client.restart();
    await refused;
    expect(await client.service.extents(0, 1)).toEqual({ total: 3, rows: [] });
    client.terminate();
  });

  it("gives everybody who asks for a moment an answer", async () => {
    const fake = fakeWorker({ moment: async (_: unknown, interest: object) => interest });
    const client = createClient(() => fake.worker);
    const both = [client.service.moment(target, { frame: 1 }), client.service.moment(target, { frame: 2 })];
    expect(await Promise.all(both)).toEqual([{ frame: 1 }, { frame: 2 }]);
    client.terminate();
  });

  it("drops an answer that a newer question overtook", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const fake = fakeWorker({ compare: () => new Promise((resolve) => answers.push(resolve)) });
    const client = createClient(() => fake.worker);
    const [first, second] = [client.service.compare(target), client.service.compare(target)];
    const stale = expect(first).rejects.toMatchObject({ name: "StaleAnswer" });
    while (answers.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    for (const answer of answers) answer("here");
    await stale;
    expect(await second).toBe("here");
    client.terminate();
  });
});
