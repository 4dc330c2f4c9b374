import { z } from "zod";

/** A query parameter that is given as often as it has values: absent, once, or many times. */
export function repeated<Item extends z.ZodType>(item: Item, maximum = Infinity) {
  return z.preprocess(given => (given === undefined ? [] : [given].flat()), z.array(item).max(maximum));
}
