import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { compileSimulator } from "../support/compile-simulator";

const ROOT = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "wix-simulator-packed-"));
const run = promisify(execFile);

beforeAll(async () => {
  compileSimulator();
  const pack = ["pack", "--ignore-scripts", "--workspace", "simulator", "--pack-destination", folder];
  const { stdout } = await run("npm", pack, { cwd: ROOT });
  await run("tar", ["-xzf", stdout.trim()], { cwd: folder });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file of the page leads to, as the browser finds it by the import map. */
const leads = (text: string): string[] =>
  [...text.matchAll(/(?:href=|src=|from ?|import ?)"([^"]+)"/g)].map(([, name = ""]) =>
    name.replace(/^lit-html$/, "/page/lit-html/lit-html.js").replace(/^lit-html\//, "/page/lit-html/"),
  );

test("the packed simulator prints its page's address, and carries every file of it", async () => {
  const command = join(folder, "package", "bin", "wix-simulator.js");
  const started = spawn(process.execPath, [command], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    let page = "";
    for await (const line of createInterface(started.stdout)) {
      page = /^page +(\S+)$/.exec(line)?.[1] ?? page;
      if (line.startsWith("export ")) break;
    }
    const found = new Map<string, number>();
    const follow = async (url: string): Promise<void> => {
      if (found.has(url)) return;
      found.set(url, 0);
      const answer = await fetch(url);
      found.set(url, answer.status);
      const text = await answer.text();
      if (!url.endsWith(".svg")) await Promise.all(leads(text).map(name => follow(new URL(name, url).href)));
    };
    await follow(page);
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    const paths = [...found.keys()].map(url => new URL(url).pathname);
    expect(paths).toEqual(
      expect.arrayContaining([
        "/page/base.css",
        "/page/icon.svg",
        "/page/main.js",
        "/page/lit-html/lit-html.js",
      ]),
    );
    expect(paths).toContain("/page/lit-html/directive.js");
  } finally {
    started.kill();
    await once(started, "exit");
  }
}, 30_000);
