// Firefox through Marionette, the protocol it speaks itself: length, colon, JSON, over TCP.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Driver, eventually } from "./driver.ts";

const BINARIES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
const PORT = 2828;

type Answer = readonly [1, number, { readonly message: string } | null, Readonly<Record<string, unknown>> | null];

class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #id = 0;
  #rest = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (data) => this.#take(Buffer.from(data)));
  }

  #take(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (let colon = this.#rest.indexOf(":"); colon > 0; colon = this.#rest.indexOf(":")) {
      const end = colon + 1 + Number(this.#rest.subarray(0, colon).toString());
      if (this.#rest.length < end) return;
      const message: unknown = JSON.parse(this.#rest.subarray(colon + 1, end).toString());
      this.#rest = this.#rest.subarray(end);
      // The first message is a greeting, not an answer.
      if (Array.isArray(message)) this.#waiting.get(Number(message[1]))?.(message as unknown as Answer);
    }
  }

  send(command: string, parameters: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#id;
    const text = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ([, , error, value]) => {
        this.#waiting.delete(id);
        if (error === null) resolve(value ?? {});
        else reject(new Error(`${command}: ${error.message}`));
      });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }
}

const connected = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(PORT, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });

export async function launchFirefox(): Promise<Driver | undefined> {
  const binary = BINARIES.find((path) => existsSync(path));
  if (binary === undefined) return undefined;
  const profile = mkdtempSync(join(tmpdir(), "kjlab-firefox-"));
  const browser = spawn(binary, ["--headless", "--no-remote", "--marionette", "--profile", profile], {
    stdio: "ignore",
    env: { ...process.env, HOME: profile },
  });
  const socket = await eventually(connected);
  const marionette = new Marionette(socket);
  const session = await marionette.send("WebDriver:NewSession", { capabilities: {} });
  const { browserVersion = "" } = session["capabilities"] as { readonly browserVersion?: string };
  return {
    name: `Firefox ${browserVersion} (Gecko)`,
    open: async (url) => void (await marionette.send("WebDriver:Navigate", { url })),
    run: async (body) => {
      const script = `const done = arguments[arguments.length - 1]; (async () => { ${body} })().then(done, (e) => done("error: " + e));`;
      return (await marionette.send("WebDriver:ExecuteAsyncScript", { script, args: [] }))["value"];
    },
    press: async (key) => {
      const actions = [
        {
          type: "key",
          id: "keys",
          actions: [
            { type: "keyDown", value: key },
            { type: "keyUp", value: key },
          ],
        },
      ];
      await marionette.send("WebDriver:PerformActions", { actions });
    },
    close: async () => {
      await marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => undefined);
      socket.destroy();
      browser.kill();
      await new Promise((resolve) => setTimeout(resolve, 500));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
