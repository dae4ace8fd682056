/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { contentSecurityPolicy } from "./scripts/build/csp.ts";
import { offline } from "./scripts/build/offline.ts";

/**
 * iced-x86 is published for Node: its last lines read the wasm file with `fs`. In the browser the same module compiles
 * the wasm from its URL, and its CommonJS exports become ES exports.
 */
function icedForBrowser(): Plugin {
  const loader = /const path = require\('path'\)[\s\S]*$/;
  const nodeText = /^const \{ \w+, \w+ \} = require\(.util.\);$/m;
  return {
    name: "iced-x86-for-browser",
    enforce: "pre",
    transform(code, id) {
      if (!/iced-x86[\\/]iced_x86\.js(\?|$)/.test(id)) return undefined;
      if (!loader.test(code)) throw new Error("iced-x86: the loader at the end of iced_x86.js is not the one expected");
      const names = new Set([...code.matchAll(/^module\.exports\.([A-Z]\w*) = /gm)].map((match) => match[1]));
      const head = `import wasmUrl from "iced-x86/iced_x86_bg.wasm?url";\nconst module = { exports: {} };\n`;
      const tail =
        `wasm = (await WebAssembly.instantiateStreaming(fetch(wasmUrl), imports)).instance.exports;\n` +
        `module.exports.__wasm = wasm;\n` +
        `const exported = module.exports;\n` +
        [...names].map((name) => `const iced_${name} = exported.${name};`).join("\n") +
        `\nexport { ${[...names].map((name) => `iced_${name} as ${name}`).join(", ")} };\n`;
      return { code: head + code.replace(nodeText, "").replace(loader, () => tail), map: null };
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [react(), icedForBrowser(), contentSecurityPolicy(), offline()],
  worker: { format: "es", plugins: () => [icedForBrowser()] },
  optimizeDeps: { exclude: ["iced-x86"] },
  build: {
    target: "es2023",
    sourcemap: true,
    // The policy lets in no font from within a style sheet.
    assetsInlineLimit: (file) => (file.endsWith(".woff2") ? false : undefined),
  },
  test: {
    include: ["app/**/*.test.ts", "app/**/*.test.tsx", "scripts/**/*.test.ts"],
    environment: "node",
    testTimeout: 60_000,
    maxWorkers: "100%",
    hookTimeout: 120_000,
  },
});
