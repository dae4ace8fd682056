// Installable and usable offline: the manifest, and a service worker that keeps every file of one version together. A new
// version waits until the reader asks for it.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";
import { MANIFEST } from "./manifest.ts";

const WORKER = resolve(import.meta.dirname, "service-worker.js");
/** The README's pictures and the source maps are none of the page's. */
const LEFT_OUT = /\.map$|^overview-|^sw\.js$/;

function filesIn(folder: string, inside = ""): readonly string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(folder, `${inside}${entry.name}/`) : [`${inside}${entry.name}`]))
    .filter((name) => !LEFT_OUT.test(name))
    .toSorted();
}

export function offline(): Plugin {
  let folder = "";
  return {
    name: "offline",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    transformIndexHtml: () => [
      { tag: "link", attrs: { rel: "manifest", href: "./manifest.webmanifest" }, injectTo: "head" },
    ],
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "manifest.webmanifest",
        source: JSON.stringify(MANIFEST, undefined, 2),
      });
    },
    /** After everything is written, with what lies in public: the version is a hash over it all. */
    closeBundle() {
      const files = filesIn(folder);
      const hash = createHash("sha256");
      for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
      const head = `const VERSION = ${JSON.stringify(hash.digest("hex").slice(0, 16))};\nconst FILES = ${JSON.stringify(files)};\n`;
      writeFileSync(join(folder, "sw.js"), head + readFileSync(WORKER, "utf8"));
    },
  };
}
