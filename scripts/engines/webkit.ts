// WebKitGTK through its own WebDriver. Its small browser needs a display: a virtual one where there is none.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Driver, eventually } from "./driver.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const LIBRARIES = "/usr/lib";
const PORT = 4417;
const DISPLAY = ":97";

async function command(path: string, method: "POST" | "DELETE", body: object = {}): Promise<unknown> {
  const init = method === "POST" ? { method, body: JSON.stringify(body) } : { method };
  const answer = await fetch(`http://127.0.0.1:${PORT}${path}`, init);
  const { value } = (await answer.json()) as { readonly value: unknown };
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
  return value;
}

/** /usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser, of the newest that is installed. */
function miniBrowser(): string | undefined {
  const inside = (path: string): string[] =>
    existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
  const libraries = inside(LIBRARIES).filter((path) => path.endsWith("-linux-gnu"));
  const webkits = libraries.flatMap(inside).filter((path) => /\/webkit2gtk-4\.\d$/.test(path));
  return webkits.map((path) => join(path, "MiniBrowser")).findLast((path) => existsSync(path));
}

export async function launchWebKit(): Promise<Driver | undefined> {
  const binary = miniBrowser();
  if (binary === undefined || !existsSync(DRIVER)) return undefined;
  const started: ChildProcess[] = [];
  const start = (program: string, args: readonly string[]): void => {
    const env = { ...process.env, DISPLAY: process.env["DISPLAY"] ?? DISPLAY, WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
    started.push(spawn(program, args, { stdio: "ignore", env }));
  };
  if (process.env["DISPLAY"] === undefined) start("Xvfb", [DISPLAY, "-screen", "0", "1440x900x24"]);
  start(DRIVER, [`--port=${PORT}`]);
  const options = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  const wanted = { capabilities: { alwaysMatch: options } };
  const session = await eventually(() => command("/session", "POST", wanted));
  const { sessionId, capabilities } = session as { sessionId: string; capabilities: { browserVersion?: string } };
  const at = `/session/${sessionId}`;
  return {
    name: `MiniBrowser ${capabilities.browserVersion ?? ""} (WebKitGTK)`,
    open: async (url) => void (await command(`${at}/url`, "POST", { url })),
    run: (body) => {
      const script = `const done = arguments[arguments.length - 1]; (async () => { ${body} })().then(done, (e) => done("error: " + e));`;
      return command(`${at}/execute/async`, "POST", { script, args: [] });
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
      await command(`${at}/actions`, "POST", { actions });
    },
    close: async () => {
      await command(at, "DELETE").catch(() => undefined);
      for (const child of started) child.kill();
    },
  };
}
