// The documents speak of what is there: scripts, paths, links and the glossary's names.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow } from "./files.ts";

const ROOT = resolve(import.meta.dirname, "..");
const documents = filesBelow(ROOT).filter((path) => path.endsWith(".md"));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

const manifest = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
const sources = ["app", "scripts"]
  .flatMap((folder) => filesBelow(ROOT, folder))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".test.ts"))
  .map(read)
  .join("\n");

/** A folder or file of the project, named in backticks or a fence. */
const PATH =
  /(?<![\w./@:-])((?:app|e2e|public|scripts|\.ci|\.github)\/[\w./@-]*\w|[\w.-]+\.(?:md|json|html|config\.ts))(?![\w*/])/g;

describe.each(documents)("%s", (path) => {
  const text = read(path);

  it("names only package scripts that exist", () => {
    const named = [...all(text, /npm run (?:-s |--silent )?([a-z][\w:-]*)/g), ...all(text, /npm (start|test)\b/g)];
    expect(named.filter((script) => manifest.scripts[script] === undefined)).toEqual([]);
  });

  it("names only paths that exist", () => {
    const code = all(text, /`([^`\n]+)`/g).filter((span) => !span.startsWith("npm "));
    const paths = code.flatMap((span) => all(span, PATH)).filter((name) => !/[*]/.test(name));
    expect(paths.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  });

  it("links only to files that exist", () => {
    const links = all(text, /\]\((?!https?:|#)([^)#\s]+)/g);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(path), link)))).toEqual([]);
  });
});

describe("the documents", () => {
  it("are those a reader expects", () => {
    expect(documents).toEqual(
      expect.arrayContaining(["ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "README.md"]),
    );
  });

  it("begin with a picture and two commands", () => {
    const readme = read("README.md");
    expect(readme).toMatch(/^!\[[^\]]{20,}\]\(public\/[\w-]+\.png\)/);
    expect(all(readme, /^(npm [^#\n]+?) +#/gm)).toEqual(["npm start", "npm run verify"]);
  });

  it("define every term with a name that the code has", () => {
    const rows = read("GLOSSARY.md")
      .split("\n")
      .filter((line) => /^\| [^-]/.test(line))
      .slice(1);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const identifier = /`(\w+)` \|$/.exec(row)?.[1] ?? `no identifier in: ${row}`;
      expect(new RegExp(`\\b${identifier}\\b`).test(sources), identifier).toBe(true);
    }
  });
});
