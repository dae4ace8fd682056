// The invariants of a run and what was found out about each: where it was checked, and where it failed first.

import type { InvariantResult } from "../api.ts";

const TITLES = {
  "pages-restored": "Every page of a kernel is as it left it",
  "pages-somewhere": "Every page of A is somewhere while B runs",
  "context-restored": "The processor's context is restored",
  "exchange-involution": "The exchange is its own inverse",
  "roles-outside-destinations": "Control, swap and list pages are in no destination",
  "b-within-range": "Kernel B writes only in its own range",
  "interrupts-off": "Interrupts are off in physical mode",
  "flush-after-switch": "Each table switch is followed by a flush",
  "kernel-a-returns": "Kernel A is jumped back to",
  "note-survives": "The unsaved note survives",
  "dma-at-home": "Devices write only into pages of the kernel that has set them to work",
  "tasks-thawed": "No task stays frozen or waits for ever",
  "devices-resumed": "Every device works as before",
  "processors-online": "Every processor is back",
  "console-resumed": "The console prints and its terminal is in front",
  "locks-released": "Locks and switches are as before the call",
  "interrupts-on": "Interrupts are on again in user space",
  "disk-consistent": "Every file that was saved is on the disk",
  "devices-reachable": "A kernel that boots reaches its devices",
  "image-whole": "The image on the disk is what kernel A has left",
  "image-saved": "Each visit of the peer leaves an image on the disk",
} as const;
export type InvariantId = keyof typeof TITLES;
/** Not spoken of where no image is made. */
const OF_IMAGES: ReadonlySet<InvariantId> = new Set(["image-whole", "image-saved"]);

type Check = InvariantResult["checks"][number];

interface Result {
  readonly status: "pass" | "fail";
  readonly t: number;
  readonly detail: string;
  readonly weight: number;
}

export class InvariantBook {
  /** Position of the run under way. */
  readonly now: () => number;
  private readonly images: boolean;
  private readonly results = new Map<InvariantId, Result>();
  private readonly checks = new Map<InvariantId, Check[]>();
  /** Why something that seems to hold cannot be told. */
  private readonly unknown = new Map<InvariantId, string>();

  /** `images`: this run makes images of kernel A. */
  constructor(now: () => number, images = false) {
    this.now = now;
    this.images = images;
  }

  has(id: InvariantId): boolean {
    return this.results.has(id);
  }

  /** From now on only failures are found out. */
  unknowable(id: InvariantId, why: string): void {
    this.unknown.set(id, why);
  }

  /** The first failure stays; of the passes the one that says most, by `weight`, and the last among equals. */
  report(id: InvariantId, holds: boolean, detail: string, weight = 0): void {
    if (holds && this.unknown.has(id)) return;
    this.remember(id, holds);
    const known = this.results.get(id);
    if (known?.status === "fail" || (holds && known !== undefined && known.weight > weight)) return;
    this.results.set(id, { status: holds ? "pass" : "fail", t: this.now(), detail, weight });
  }

  summary(): InvariantResult[] {
    const ids = (Object.keys(TITLES) as InvariantId[]).filter((id) => this.images || !OF_IMAGES.has(id));
    return ids.map((id) => {
      const title = TITLES[id];
      const result = this.results.get(id);
      const checks = this.checks.get(id) ?? [];
      if (result === undefined) {
        const detail = this.unknown.get(id) ?? "this run never came to the place where it is checked";
        return { id, title, status: "unknown", detail, checks };
      }
      const { status, t, detail } = result;
      return { id, title, status, t, detail, checks };
    });
  }

  /** Several checks at one position that agree are one. */
  private remember(id: InvariantId, holds: boolean): void {
    const checks = this.checks.get(id) ?? [];
    this.checks.set(id, checks);
    const last = checks.at(-1);
    const t = this.now();
    if (last?.t !== t || last.holds !== holds) checks.push({ t, holds });
  }
}
