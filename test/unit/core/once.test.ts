import { expect, jest, test } from "@jest/globals";
import { once } from "../../../provider/src/core/once";

test("works at the first call, and no more", () => {
  const work = jest.fn(() => ({}));
  const called = once(work);
  expect(work).not.toHaveBeenCalled();
  expect(called()).toBe(called());
  expect(work).toHaveBeenCalledTimes(1);
});

test("a result that is nothing is a result", () => {
  const work = jest.fn((): string | undefined => undefined);
  const called = once(work);
  called();
  expect(called()).toBeUndefined();
  expect(work).toHaveBeenCalledTimes(1);
});

test("what fails is tried again", () => {
  const work = jest.fn<() => string>().mockImplementationOnce(() => {
    throw new Error("not yet");
  });
  work.mockReturnValue("done");
  const called = once(work);
  expect(called).toThrow("not yet");
  expect(called()).toBe("done");
});
