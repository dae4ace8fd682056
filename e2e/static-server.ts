// Serves the built page as any static host would, and pages around it: for journeys that need an origin of their own.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve } from "node:path";

const DIST = resolve(import.meta.dirname, "../dist");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

export interface StaticServer {
  readonly origin: string;
  /** Pages beside the built ones, by path. */
  readonly pages: Map<string, string>;
  /** Text at the end of the service worker: another one is another version. */
  version: string;
  close(): Promise<void>;
}

export async function serveDist(): Promise<StaticServer> {
  const pages = new Map<string, string>();
  const state = { version: "" };
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? "/").replace(/[?#].*$/s, "")));
    const page = pages.get(path);
    if (page !== undefined) return void response.writeHead(200, { "content-type": "text/html" }).end(page);
    const file = join(DIST, path === "/" ? "index.html" : path);
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache",
    });
    if (path === "/sw.js") return void response.end(`${readFileSync(file, "utf8")}\n// ${state.version}\n`);
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    get version() {
      return state.version;
    },
    set version(version) {
      state.version = version;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
