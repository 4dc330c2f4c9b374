import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import {
  inputsToPulumi,
  received,
  stateFromPulumi,
  stateToPulumi,
} from "../../../provider/src/dynamic/values";
import { written, type Hidden } from "../../../provider/src/program/hidden";

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const hidden: Hidden = { name: "mail", timeouts: { create: "5m" } };

/** The same shape twice: as Pulumi writes it, and as a lifecycle sees it. */
const shapes = fc.letrec<{ pair: [unknown, unknown] }>(tie => ({
  pair: fc.oneof(
    { maxDepth: 4 },
    fc.constant<[unknown, unknown]>([unknownText, UNKNOWN]),
    fc
      .oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null))
      .map((leaf): [unknown, unknown] => [leaf, leaf]),
    fc
      .array(tie("pair"), { maxLength: 4 })
      .map((all): [unknown, unknown] => [all.map(([text]) => text), all.map(([, seen]) => seen)]),
    fc
      .dictionary(fc.string(), tie("pair"), { maxKeys: 4 })
      .map((all): [unknown, unknown] => [
        Object.fromEntries(Object.entries(all).map(([key, [text]]) => [key, text])),
        Object.fromEntries(Object.entries(all).map(([key, [, seen]]) => [key, seen])),
      ]),
  ),
})).pair;

describe("properties that Pulumi passes", () => {
  test("lose the provider's text and what is hidden, which stand apart", () => {
    const properties = { domainName: "example.com", __provider: "exports…", __wix: written(hidden) };
    expect(received(properties)).toEqual({
      visible: { domainName: "example.com" },
      hidden,
      program: undefined,
    });
  });

  test("may tell what else the program declares, which is kept apart", () => {
    const text = '[{"name":"spf","args":{}}]';
    expect(received({ __wix: written(hidden, text) })).toEqual({
      visible: {},
      hidden,
      program: text,
    });
    expect(received({ __wix: unknownText }).program).toBeUndefined();
  });

  test.each([undefined, unknownText, null, "mail", {}])("may hide nothing that is known: %j", given =>
    expect(received({ domainName: "example.com", ...(given !== undefined && { __wix: given }) })).toEqual({
      visible: { domainName: "example.com" },
      hidden: { name: "" },
      program: undefined,
    }),
  );

  test("have unknown values at any depth, both ways", () => {
    fc.assert(
      fc.property(shapes, ([text, seen]) => {
        expect(received({ records: text, __wix: written(hidden) }).visible).toEqual({ records: seen });
        expect(inputsToPulumi({ records: seen }, hidden)).toEqual({ records: text, __wix: written(hidden) });
      }),
    );
  });

  test("are not changed by being read", () => {
    const properties = { records: [{ values: [unknownText] }], __wix: written(hidden) };
    const before = structuredClone(properties);
    received(properties);
    expect(properties).toEqual(before);
  });
});

describe("a state", () => {
  const found = { "MX example.com": { values: ["10 old.example.net"] } };
  const state = { domainName: "example.com", hidden: { found } };

  test("is saved with its hidden part where nobody sees it, and comes back whole", () => {
    const saved = stateToPulumi(state, hidden, {});
    expect(saved).toEqual({ domainName: "example.com", __wix: written({ ...hidden, state: { found } }) });
    expect(stateFromPulumi({ ...saved, __provider: "exports…" })).toEqual({
      state,
      hidden: { ...hidden, state: { found } },
    });
  });

  test("forgets the hidden part of an earlier state", () => {
    const earlier: Hidden = { ...hidden, form: 2, unfinished: true, state: { found } };
    expect(stateToPulumi({ domainName: "example.com" }, earlier, {})).toEqual({
      domainName: "example.com",
      __wix: written(hidden),
    });
    expect(inputsToPulumi({ domainName: "example.com" }, earlier)).toEqual({
      domainName: "example.com",
      __wix: written(hidden),
    });
  });

  test("carries the number of its form, and whether it is unfinished", () => {
    const saved = stateToPulumi(state, hidden, { form: 2, unfinished: true });
    expect(stateFromPulumi(saved).hidden).toMatchObject({ form: 2, unfinished: true });
  });

  test("that hides nothing comes back without a hidden part", () => {
    expect(stateFromPulumi(stateToPulumi({ domainName: "example.com" }, hidden, {})).state).toEqual({
      domainName: "example.com",
    });
  });

  test("has its hidden part marked as a secret where an argument is one, and nothing else", () => {
    const secret: Hidden = { ...hidden, sealed: ["records"] };
    expect(stateToPulumi(state, secret, {})).toEqual({
      domainName: "example.com",
      __wix: { ...secretMark, value: written({ ...secret, state: { found } }) },
    });
  });

  test("survives JSON, as the engine keeps it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 })), visible => {
        const whole = { ...visible, hidden: { found } };
        const saved = stateToPulumi(whole, hidden, {});
        const kept = JSON.parse(JSON.stringify(saved)) as typeof saved;
        expect(stateFromPulumi(kept).state).toEqual(JSON.parse(JSON.stringify(whole)));
      }),
    );
  });
});
