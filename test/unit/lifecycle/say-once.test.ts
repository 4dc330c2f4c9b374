import { expect, test } from "@jest/globals";
import { sayOnce } from "../../../provider/src/lifecycle/say-once";
import { openSession } from "../../../provider/src/lifecycle/session";
import { systemClock } from "../../../provider/src/core/clock";

const session = () =>
  openSession({
    clock: systemClock,
    connect: () => {
      throw new Error("nobody asks Wix");
    },
  });

test("a line is shown once in a run, another one all the same, and both again in the next", () => {
  const said: string[] = [];
  const say = (of: ReturnType<typeof session>, line: string) =>
    sayOnce(of, line, text => void said.push(text));
  const [first, next] = [session(), session()];
  for (const line of ["one", "two", "one"]) say(first, line);
  say(next, "one");
  expect(said).toEqual(["one", "two", "one"]);
});
