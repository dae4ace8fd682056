// The worker's first module. The machine's module awaits its decoder while it loads, and messages that come before it
// listens would be lost: they are kept here and delivered when it is ready.

const early: MessageEvent[] = [];
const keep = (event: MessageEvent): void => {
  early.push(event);
};

addEventListener("message", keep);
void import("./sim.worker.ts").then(() => {
  removeEventListener("message", keep);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
});
