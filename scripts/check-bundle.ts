// Looks at the built page: what a first visit loads stays small, and no part of the simulator is in it.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { DIST, firstLoad, read } from "./first-load.ts";

const FIRST_LOAD_MAX = 250 * 1024;
/** What a scenario is checked by lies on the kernel's and the protocol's floors; it is all of them that the page may hold. */
const ALLOWED =
  /\/app\/sim\/(?:kernel\/(?:kexec-rules|image-pages|struct)|protocol\/(?:brought-code|code-half|purgatory\/layout|[a-z0-9-]+\/symbols)|recording\/point-names)\.ts$/;
const SIMULATOR = /\/app\/sim\/(?:memory|cpu|devices|kernel|protocol|recording)\/|\/node_modules\/iced-x86\//;

const failures: string[] = [];

/** The project's and the packages' files that went into a script, from its source map. */
function sourcesOf(path: string): string[] {
  if (!existsSync(join(DIST, `${path}.map`))) {
    // The bundler's own runtime is a few lines and has none.
    if (read(path).length > 2048) failures.push(`${path} has no source map`);
    return [];
  }
  const map = JSON.parse(read(`${path}.map`)) as { readonly sources: readonly string[] };
  return map.sources.map((source) => posix.join("/", posix.join(dirname(path), source).replace(/^(?:\.\.\/)+/, "")));
}

const { paths: first, bytes } = firstLoad();
const sources = first.flatMap(sourcesOf);
const others = readdirSync(join(DIST, "assets"))
  .filter((name) => name.endsWith(".js"))
  .map((name) => `assets/${name}`)
  .filter((path) => !first.includes(path));

if (!sources.some((source) => source.endsWith("/app/main.tsx"))) failures.push("the page's script was not found");
if (!others.flatMap(sourcesOf).some((source) => SIMULATOR.test(source)))
  failures.push("the worker's script was not found");
for (const source of sources) {
  if (SIMULATOR.test(source) && !ALLOWED.test(source)) failures.push(`the page's script holds ${source}`);
}
if (bytes > FIRST_LOAD_MAX)
  failures.push(`first load is ${bytes} bytes of gzipped script, more than ${FIRST_LOAD_MAX}`);

console.log(`first load: ${first.length} scripts of ${sources.length} files, ${(bytes / 1024).toFixed(1)} KiB gzipped`);
for (const failure of failures) console.error(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
