import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as native from "pulumi-wix-native";
import * as dynamic from "../../../provider/src";
import { spareStacks as ofDynamic } from "../../../provider/src/program/stacks";
import { spareStacks as ofNative } from "../../../sdk/nodejs/stacks";

/* What declaring a resource does to the stacks of a program, in either shell's classes. */

const SHELLS = {
  dynamic: { spare: ofDynamic, wix: dynamic },
  native: { spare: ofNative, wix: native },
};

type Mapper = (error: Error, frames: NodeJS.CallSite[]) => string;
const stacks: { prepareStackTrace?: Mapper | undefined } = Error;

/** As a mapper of sources does, which Pulumi installs. */
const show: Mapper = (error, frames) =>
  [String(error), ...frames.map(frame => `    at ${frame.getFunctionName() ?? "?"}`)].join("\n");

/** Installs a mapper. @returns the innermost function of each stack that it is asked for */
const mapSources = (): string[] => {
  const asked: string[] = [];
  stacks.prepareStackTrace = (error, frames) => {
    asked.push(frames[0]?.getFunctionName() ?? "?");
    return show(error, frames);
  };
  return asked;
};

/** As Pulumi's function of this name: it keeps the stack from where it was called. */
const debuggablePromise = (): string | undefined => new Error("kept").stack;

const atFirst = stacks.prepareStackTrace;
afterEach(() => {
  stacks.prepareStackTrace = atFirst;
  delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
});

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: ({ inputs }) => inputs as object,
  }),
);

describe.each(Object.entries(SHELLS))("once the %s class declares resources", (_shell, { spare, wix }) => {
  test("of a resource no stack is mapped but the one that tells where it is declared", async () => {
    const asked = mapSources();
    const made = new wix.DnsZoneRecords("made", { domainName: "example.com", records: [] });
    await new Promise(done => pulumi.output(made.urn).apply(done));
    expect(asked).toEqual(["callsites"]);
  });

  test("a stack that is kept with a promise is the error's name alone", () => {
    mapSources();
    spare();
    expect(debuggablePromise()).toBe("Error: kept");
  });

  test("every other stack is as ever, in its length, too", () => {
    const theirs = (): string => new Error("theirs").stack ?? "";
    mapSources();
    const before = theirs();
    spare();
    expect(theirs()).toBe(before);
    expect(before.split("\n")[1]).toBe("    at theirs");
  });

  test("it is put in place once, and again over a mapper that comes later", () => {
    mapSources();
    spare();
    const { prepareStackTrace: first } = stacks;
    spare();
    expect(stacks.prepareStackTrace).toBe(first);
    const asked = mapSources();
    spare();
    expect([debuggablePromise(), asked]).toEqual(["Error: kept", []]);
  });

  // V8 takes whatever is no function for none.
  test.each([undefined, null, true])("where nothing maps stacks but %p, nothing is put in place", nothing => {
    Object.assign(stacks, { prepareStackTrace: nothing });
    spare();
    expect(stacks.prepareStackTrace).toBe(nothing);
  });

  test("a mapper that is a method of Error's is called as one", () => {
    const owners: unknown[] = [];
    stacks.prepareStackTrace = function (this: unknown, error, frames) {
      owners.push(this);
      return show(error, frames);
    };
    spare();
    expect(new Error("theirs").stack).toMatch(/^Error: theirs\n/);
    expect(owners).toEqual([Error]);
  });

  test("whoever looks for leaked promises gets all lines", () => {
    const asked = mapSources();
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
    spare();
    expect(debuggablePromise()).toContain("    at debuggablePromise");
    expect(asked).toEqual(["debuggablePromise"]);
  });
});

test("a program that uses both shells has one in place", () => {
  mapSources();
  ofDynamic();
  const { prepareStackTrace } = stacks;
  ofNative();
  expect(stacks.prepareStackTrace).toBe(prepareStackTrace);
});
