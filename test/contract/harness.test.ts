import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import { PluginError } from "../support/plugin-error.ts";
import { unknownValue } from "../support/provider-calls.ts";

const provider = `exports.handler = () => {
  let greeting;
  return {
    configure: ({ config }) => { greeting = config.get("try:greeting"); },
    check: async (olds, news) => ({ inputs: news, failures: news.text ? [] : [{ property: "text", reason: "is empty" }] }),
    diff: async (id, olds, news) => ({ changes: olds.text !== news.text, replaces: olds.kind === news.kind ? [] : ["kind"], deleteBeforeReplace: true }),
    create: async inputs => {
      if (inputs.text === "never") await new Promise(() => {});
      if (inputs.text === "refused") throw new Error("no room");
      if (inputs.text === "half") throw Object.assign(new Error("half"), { id: "h1", properties: inputs, reasons: ["still pending"] });
      console.log("made " + inputs.text);
      return { id: "t1", outs: { ...inputs, greeting } };
    },
    read: async (id, state) => id === "gone" ? { id: "" } : { id, props: state, inputs: { text: "as found" } },
    update: async (id, olds, news) => ({ outs: { ...news, before: olds.text } }),
    delete: async id => { console.log("deleted " + id); },
  };
};`;
const thing = (text: string, more = {}): Record<string, unknown> => ({ text, ...more, __provider: provider });

describe("the plugin harness", () => {
  let cwd: string;
  let plugin: Plugin;
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), "pulumi-wix-harness-"));
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  beforeEach(async () => {
    plugin = await startPlugin({ cwd });
    await plugin.configure({ "try:greeting": "hello" });
  });
  afterEach(() => plugin.kill());

  test("passes configuration and properties through, of any JSON shape", async () => {
    const list = [1, { deep: [true, null, "x"] }];
    const made = await plugin.create(thing("a", { list }));
    expect(made).toEqual({ id: "t1", properties: thing("a", { list, greeting: "hello" }) });
  });

  test("gives back check's inputs and all its failures", async () => {
    await expect(plugin.check({}, thing(unknownValue))).resolves.toEqual({
      inputs: thing(unknownValue),
      failures: [],
    });
    const { failures } = await plugin.check({}, thing(""));
    expect(failures).toEqual([{ property: "text", reason: "is empty" }]);
  });

  test("tells a diff of nothing from a change and from a replacement", async () => {
    await expect(plugin.diff("t1", thing("a"), thing("a"))).resolves.toMatchObject({
      changes: false,
      replaces: [],
    });
    await expect(plugin.diff("t1", thing("a"), thing("b", { kind: "k" }))).resolves.toEqual({
      changes: true,
      replaces: ["kind"],
      deleteBeforeReplace: true,
    });
  });

  test("gives back what read found, its inputs, and an empty id for what is gone", async () => {
    await expect(plugin.read("t1", thing("a"))).resolves.toEqual({
      id: "t1",
      properties: thing("a"),
      inputs: thing("as found"),
    });
    await expect(plugin.read("gone", thing("a"))).resolves.toMatchObject({ id: "", inputs: undefined });
  });

  test("updates and deletes, and keeps the lines that were printed on the way", async () => {
    const updated = await plugin.update("t1", thing("a"), thing("b"));
    expect(updated.properties).toMatchObject({ text: "b", before: "a" });
    await plugin.delete("t1", thing("b"));
    await plugin.printed(/deleted/);
    expect(plugin.lines()).toEqual(["deleted t1"]);
  });

  test("tells a refusal from a half-made resource", async () => {
    const refusal = await plugin.create(thing("refused")).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: "PluginError", message: "no room", halfMade: undefined });
    const failure = await plugin.create(thing("half")).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PluginError);
    expect((failure as PluginError).halfMade).toEqual({
      id: "h1",
      properties: thing("half"),
      reasons: ["still pending"],
    });
  });

  test("kills the process in the middle of a call, which then fails", async () => {
    const call = plugin.create(thing("never")).catch((error: unknown) => error);
    await plugin.kill();
    expect(await call).toBeInstanceOf(PluginError);
  });
});
