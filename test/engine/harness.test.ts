import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Running } from "../support/children.ts";
import { makeStack, type Stack } from "../support/stack.ts";

jest.setTimeout(120_000);

const handler = `exports.handler = () => ({
  check: async (olds, news) => ({ inputs: news }),
  diff: async (id, olds, news) => ({ changes: olds.text !== news.text }),
  create: async inputs => {
    console.log("creating " + inputs.text);
    if (inputs.text === "never") await new Promise(() => require("node:net").connect(inputs.port, "127.0.0.1"));
    return { id: "t1", outs: inputs };
  },
  update: async (id, olds, news) => ({ outs: news }),
  read: async (id, state) => ({ id, props: state }),
})`;
const typescript = `
import * as pulumi from "@pulumi/pulumi";
const config = new pulumi.Config();
const args: pulumi.Inputs = { text: config.require("text"), port: config.getNumber("port"), __provider: ${JSON.stringify(handler)} };
class Thing extends pulumi.CustomResource {}
new Thing("pulumi-nodejs:dynamic/try:Thing", "thing", args);
export const mood = process.env["MOOD"];
export const password = config.requireSecret("password");`;

describe("the stack harness", () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await makeStack({
      program: { typescript },
      config: { text: "a" },
      secrets: { password: "hunter2" },
      env: { MOOD: "good" },
    });
  });
  afterEach(() => stack.dispose());

  test("takes a typed program with its configuration and environment through a whole life", async () => {
    const up = await stack.up();
    expect(up).toMatchObject({ code: 0, stderr: "" });
    expect(up.text).toContain("creating a");
    expect(up.text).toMatch(/mood +: "good"/);
    await expect(stack.preview("--refresh", "--expect-no-changes")).resolves.toMatchObject({ code: 0 });

    await stack.configure({ text: "b" });
    await expect(stack.preview("--expect-no-changes")).resolves.not.toMatchObject({ code: 0 });
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    const { resources, pendingOperations } = await stack.exportState();
    expect(resources.find(({ type }) => type.endsWith(":Thing"))).toMatchObject({
      id: "t1",
      outputs: { text: "b" },
    });
    expect(pendingOperations).toEqual([]);
    expect(JSON.stringify(resources)).not.toContain("hunter2");

    await expect(stack.refresh()).resolves.toMatchObject({ code: 0 });
    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
    await expect(stack.exportState()).resolves.toMatchObject({ resources: [] });
  });

  test("kills an engine and its plugin in the middle of a create, whose operation is then pending", async () => {
    const { up, pluginEnded } = await startEndlessCreate(stack);
    up.kill();
    await pluginEnded;
    await expect(up.finished).resolves.toMatchObject({ code: undefined });
    await expect(stack.pulumi("cancel", "--yes")).resolves.toMatchObject({ code: 0 });
    await expect(stack.exportState()).resolves.toMatchObject({ pendingOperations: [{ type: "creating" }] });
  });

  test("leaves no folder and no process behind", async () => {
    const { up, pluginEnded } = await startEndlessCreate(stack);
    expect(up.report()).toMatch(
      /up --yes .* has not ended\.[^]*dynamic-provider[^]*said last:[^]*creating never/,
    );
    await stack.dispose();
    await pluginEnded;
    await expect(up.finished).resolves.toMatchObject({ code: undefined });
    expect(existsSync(stack.folder)).toBe(false);
  });

  test("reports a failing program as a result", async () => {
    await stack.replaceProgram({ javascript: "throw new Error('out of order')" });
    const run = await stack.preview();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("out of order");
  });
});

/** The plugin process connects to a server of the test, so that its end is seen as the end of the connection. */
async function startEndlessCreate(stack: Stack): Promise<{ up: Running; pluginEnded: Promise<unknown> }> {
  const server = createServer().listen(0, "127.0.0.1");
  const connection = once(server, "connection") as Promise<[Socket]>;
  await once(server, "listening");
  await stack.configure({ text: "never", port: String((server.address() as AddressInfo).port) });
  const up = stack.start("up", "--yes", "--skip-preview");
  const [socket] = await connection;
  server.close();
  socket.resume().on("error", () => socket.destroy());
  return { up, pluginEnded: new Promise(resolve => socket.once("close", resolve)) };
}
