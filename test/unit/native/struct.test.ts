import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { BinaryReader } from "google-protobuf";
import { Struct as Theirs } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "../../../provider/src/native/struct";
import { propertyRuns } from "../../support/runs";

type Fields = Parameters<typeof Struct.fromJavaScript>[0];
type Value = Fields[string];

/** Of any characters; but no object can have a property of its own by assigning to `__proto__`, with google-protobuf neither. */
const text = fc.string({ unit: "binary" }).filter(one => one !== "__proto__");

const value = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(text, tie("value")),
  ),
})).value;

const fields = fc.dictionary(text, value);

const read = (bytes: Uint8Array): Fields =>
  Struct.deserializeBinaryFromReader(new Struct(), new BinaryReader(bytes)).toJavaScript();

test("what is written, google-protobuf reads", () => {
  fc.assert(
    fc.property(fields, value => {
      const bytes = Struct.fromJavaScript(value).serializeBinary();
      expect(Theirs.deserializeBinary(bytes).toJavaScript()).toEqual(value);
    }),
    { numRuns: propertyRuns(2_000) },
  );
});

test("what google-protobuf has written is read", () => {
  fc.assert(
    fc.property(fields, value => {
      expect(read(Theirs.fromJavaScript(value).serializeBinary())).toEqual(value);
    }),
    { numRuns: propertyRuns(2_000) },
  );
});

test("numbers that are no JSON arrive as they are", () => {
  const numbers = { list: [NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_SAFE_INTEGER] };
  expect(read(Theirs.fromJavaScript(numbers).serializeBinary())).toEqual(numbers);
});

test("fields of a later protocol are passed over", () => {
  // A field 9 before an entry `a: true`, which has one of its own, as has its value.
  const bytes = [0x48, 1, 0x0a, 0x0b, 0x0a, 1, 0x61, 0x12, 4, 0x48, 1, 0x20, 1, 0x48, 1];
  expect(read(Uint8Array.from(bytes))).toEqual({ a: true });
});

test("what the protocol has no word for is refused", () => {
  const value = { list: [undefined] } as unknown as Fields;
  expect(() => Struct.fromJavaScript(value).serializeBinary()).toThrow("a property cannot be undefined");
});
