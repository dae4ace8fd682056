// What the check of the engines needs of a browser, whoever makes it.

export interface Driver {
  /** "Firefox 153.7". */
  readonly name: string;
  open(url: string): Promise<void>;
  /** Runs the body of a function in the page; it may be asynchronous, and its value is plain data. */
  run(body: string): Promise<unknown>;
  /** One key, as the keyboard sends it. */
  press(key: string): Promise<void>;
  close(): Promise<void>;
}

/** How a driver comes by: undefined where this machine has no such browser. */
export type Launch = () => Promise<Driver | undefined>;

const POLL_MS = 100;

/** Tries until it works: a browser that has been started takes a while to listen. */
export async function eventually<T>(attempt: () => Promise<T>, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
