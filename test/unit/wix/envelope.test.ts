import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readRefusal, type Refusal } from "../../../provider/src/wix/envelope";

const refusal = (parts: Partial<Refusal> = {}): Refusal => ({
  code: undefined,
  text: "",
  violations: [],
  enveloped: true,
  ...parts,
});

describe("Wix's error envelope", () => {
  test("gives the code, and the description rather than the message", () => {
    const body = {
      message: "domain is not permitted",
      details: { applicationError: { code: "DOMAIN_NOT_PERMITTED", description: "not yours", data: {} } },
    };
    expect(readRefusal(body)).toEqual(refusal({ code: "DOMAIN_NOT_PERMITTED", text: "not yours" }));
  });

  test.each([undefined, "", 5])("gives the message where the description is %j", description => {
    const body = { message: "no", details: { applicationError: { code: "Invalid domain", description } } };
    expect(readRefusal(body)).toEqual(refusal({ code: "Invalid domain", text: "no" }));
  });

  test("gives all fields that Wix found wrong", () => {
    const fieldViolations = [
      { field: "a.b", description: "must be a GUID", violatedRule: "FORMAT", data: {} },
      { field: "c", description: "too large", violatedRule: "MAX", data: { threshold: 10 } },
    ];
    expect(readRefusal({ message: "bad", details: { validationError: { fieldViolations } } })).toEqual(
      refusal({
        text: "bad",
        violations: [
          { field: "a.b", description: "must be a GUID" },
          { field: "c", description: "too large" },
        ],
      }),
    );
  });

  test("names a wrong field as well as it can where Wix says only half of it", () => {
    const body = {
      message: "",
      details: { validationError: { fieldViolations: [{ field: 1 }, { description: "x" }] } },
    };
    expect(readRefusal(body).violations).toEqual([
      { field: "?", description: "not valid" },
      { field: "?", description: "x" },
    ]);
  });

  test.each([
    [{ message: "", details: {} }, ""],
    [{ message: "no", details: {} }, "no"],
    [{ message: "no", details: { applicationError: "x", validationError: 5 } }, "no"],
    [{ message: "no", details: { validationError: { fieldViolations: "all" } } }, "no"],
  ])("may say no more than its message: %j", (body, text) =>
    expect(readRefusal(body)).toEqual(refusal({ text })),
  );

  test.each([
    ["a body that was no JSON", undefined],
    ["null", null],
    ["a text", "<html>"],
    ["a number", 404],
    ["a list", [{ message: "x" }]],
    ["an object of another kind", { error: "not found" }],
    ["a message that is no text", { message: 5 }],
  ])("is not %s", (_name, body) => expect(readRefusal(body)).toEqual(refusal({ enveloped: false })));

  test.each([
    { message: "subject is missing" },
    { message: "subject is missing", details: null },
    { message: "subject is missing", details: ["x"] },
    { message: "subject is missing", details: "x" },
  ])("without details gives its message, but is proof of nothing: %j", body =>
    expect(readRefusal(body)).toEqual(refusal({ text: "subject is missing", enveloped: false })),
  );

  test("that lacks its message still gives its code, but is proof of nothing", () => {
    expect(readRefusal({ details: { applicationError: { code: "X", description: "x" } } })).toEqual(
      refusal({ code: "X", text: "x", enveloped: false }),
    );
  });
});

describe("whatever JSON comes", () => {
  const details = fc.record(
    { applicationError: fc.jsonValue(), validationError: fc.jsonValue() },
    { requiredKeys: [] },
  );
  const nearly = fc.record({ message: fc.jsonValue(), details: fc.oneof(fc.jsonValue(), details) });
  const violations = fc.record({
    message: fc.string(),
    details: fc.record({
      validationError: fc.record({ fieldViolations: fc.array(fc.jsonValue()) }),
    }),
  });

  test("is read without an error, as texts", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), nearly, violations), body => {
        const { code, text, violations: fields, enveloped } = readRefusal(body);
        expect(["string", "undefined"]).toContain(typeof code);
        expect(typeof text).toBe("string");
        expect(typeof enveloped).toBe("boolean");
        for (const { field, description } of fields)
          expect([typeof field, typeof description]).toEqual(["string", "string"]);
      }),
    );
  });
});
