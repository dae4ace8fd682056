// The page's content security policy, put into index.html by the build: any static host serves it. The development
// server goes without, its reloading needs inline script.

import type { Plugin } from "vite";

/** Its own style elements are let in by name; scripts have no such way. */
export const STYLE_NONCE = "kjlab-style";

const DIRECTIVES: Readonly<Record<string, string>> = {
  "default-src": "'self'",
  // WebAssembly is compiled, never text.
  "script-src": "'self' 'wasm-unsafe-eval'",
  "worker-src": "'self'",
  "style-src": `'self' 'nonce-${STYLE_NONCE}'`,
  "connect-src": "'self'",
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "manifest-src": "'self'",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
};

export const POLICY = Object.entries(DIRECTIVES)
  .map(([name, sources]) => `${name} ${sources}`)
  .join("; ");

export function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
      // Where react-aria looks for the nonce of the few rules it adds itself.
      { tag: "meta", attrs: { property: "csp-nonce", content: STYLE_NONCE, nonce: STYLE_NONCE }, injectTo: "head" },
    ],
  };
}
