// The phases of a jump: stable ids, which are public as anchors, with the titles that the page shows. One vocabulary for
// all revisions. In the lane of an image runs a program that is no modelled kernel.

export const PHASES: Readonly<Record<string, { readonly title: string; readonly lane: "kernel" | "code" | "image" }>> =
  {
    "power-off": { title: "power off", lane: "kernel" },
    "power-lost": { title: "power lost", lane: "kernel" },
    firmware: { title: "firmware", lane: "kernel" },
    load: { title: "load", lane: "kernel" },
    freeze: { title: "freeze", lane: "kernel" },
    devices: { title: "devices", lane: "kernel" },
    save: { title: "save", lane: "kernel" },
    "save-context": { title: "save registers", lane: "code" },
    tables: { title: "tables", lane: "code" },
    "cr3-switch": { title: "CR3 switch", lane: "code" },
    "paging-off": { title: "paging off", lane: "code" },
    "swap-out": { title: "exchange", lane: "code" },
    enter: { title: "enter peer", lane: "code" },
    purgatory: { title: "purgatory", lane: "code" },
    boot: { title: "boot", lane: "kernel" },
    "save-image": { title: "save image", lane: "kernel" },
    "restore-image": { title: "restore image", lane: "kernel" },
    captured: { title: "as captured", lane: "kernel" },
    payload: { title: "payload", lane: "image" },
    "re-entry": { title: "re-entry", lane: "code" },
    work: { title: "work", lane: "kernel" },
    "swap-in": { title: "exchange back", lane: "code" },
    "paging-on": { title: "paging on", lane: "code" },
    virtual: { title: "registers", lane: "code" },
    restore: { title: "restore", lane: "kernel" },
    resume: { title: "resume devices", lane: "kernel" },
    thaw: { title: "thaw", lane: "kernel" },
  };
