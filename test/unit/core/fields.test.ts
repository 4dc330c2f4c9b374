import { describe, expect, test } from "@jest/globals";
import {
  argumentsOf,
  differenceOf,
  fields,
  forbidden,
  forbiddenChanges,
  inPlace,
  pickArguments,
  replaces,
} from "../../../provider/src/core/fields";
import { UNKNOWN } from "../../../provider/src/core/unknown";

const FIELDS = fields(
  { domain: replaces, records: inPlace, country: forbidden("Declare a second one."), owner: replaces },
  { outputs: ["status"] },
);
const state = { domain: "example.com", records: { a: { values: ["1"] } }, country: "DE", status: "ACTIVE" };

test("a table names arguments and outputs", () => {
  expect(argumentsOf(FIELDS)).toEqual(["domain", "records", "country", "owner"]);
  expect(FIELDS.outputs).toEqual(["status"]);
  expect(fields({ domain: inPlace }).outputs).toEqual([]);
});

test("the arguments of a state are those of the table that are there", () => {
  expect(pickArguments(FIELDS, { ...state, owner: undefined })).toEqual({
    domain: "example.com",
    records: { a: { values: ["1"] } },
    country: "DE",
  });
});

describe("a difference", () => {
  test("is none where the arguments are equal, whatever the outputs are", () => {
    const { status: _status, ...inputs } = state;
    expect(differenceOf(FIELDS, state, JSON.parse(JSON.stringify(inputs)) as object)).toEqual({
      changes: false,
    });
  });

  test.each<[string, object, object]>([
    ["in place", { records: { a: { values: ["2"] } } }, { changes: true }],
    ["another thing", { domain: "example.net" }, { changes: true, replaces: ["domain"] }],
    ["an argument that was not given", { owner: "me" }, { changes: true, replaces: ["owner"] }],
    ["two things", { domain: "a", owner: "b" }, { changes: true, replaces: ["domain", "owner"] }],
  ])("%s", (_name, change, expected) => {
    expect(differenceOf(FIELDS, state, { ...state, ...change })).toEqual(expected);
  });

  test("that is not known yet is a change and announces no replacement", () => {
    expect(differenceOf(FIELDS, state, { ...state, domain: UNKNOWN })).toEqual({ changes: true });
  });
});

describe("a change that Wix has no way for", () => {
  test("is a failure with what was and what to do", () => {
    expect(forbiddenChanges(FIELDS, state, { ...state, country: "FR", domain: "example.net" })).toEqual([
      { property: "country", reason: 'was "DE" before, and Wix cannot change it. Declare a second one.' },
    ]);
    expect(forbiddenChanges(FIELDS, {}, { country: "FR" })[0]?.reason).toMatch(/^was not given before/);
  });

  test("is none where the value stays or is not known yet", () => {
    expect(forbiddenChanges(FIELDS, state, state)).toEqual([]);
    expect(forbiddenChanges(FIELDS, state, { ...state, country: UNKNOWN })).toEqual([]);
  });
});
